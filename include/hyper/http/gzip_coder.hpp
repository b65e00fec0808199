// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/answer_coder.hpp>
#include <hyper/http/compression.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Compresses answers with gzip, where `judge_compression` says so and it makes them smaller.
class gzip_coder final : public answer_coder {
 public:
  constexpr explicit gzip_coder(compression_options const& options) : options_(options) {}

  std::string_view code(request const& asked, int status, std::string_view content_type,
                        std::string_view body, std::string& lines,
                        std::string& made) const override;
  piece_coder* begin(request const& asked, int status, std::string_view content_type,
                     std::string& lines) const override;

 private:
  compression_options options_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/gzip_coder.ipp>
#endif
