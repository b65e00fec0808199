// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// When answers are compressed while they are made, and how well.
struct compression_options {
  std::size_t least = 1024;  ///< bytes; smaller bodies are left alone
  int level = 6;             ///< 1 (fast) to 9 (small)
};

/// What becomes of an answer.
enum class compression : std::uint8_t {
  never,    ///< of another type, too small, coded already, or not to be changed
  unasked,  ///< it could be, but this client does not want it: caches must know
  gzip
};

/// Judges an answer by its request, status, type, size and lines. Only whole representations are
/// compressed, not ranges; nothing that has a Content-Encoding already; nothing that
/// `Cache-Control: no-transform` forbids.
compression judge_compression(request const& asked, int status, std::string_view content_type,
                              std::size_t size, std::string_view lines,
                              compression_options const& options = {});

/// Changes an answer's lines to what has become of it: Vary and Content-Encoding are added, and a
/// strong entity tag becomes weak, since it stands for other bytes.
void mark_compression(std::string& lines, compression done);

namespace detail {
void weaken_tag(std::string& lines);
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/compression.ipp>
#endif
