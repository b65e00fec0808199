// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/gzip_coder.hpp>
//
#include <cstdint>
#include <hyper/http/accept_encoding.hpp>
#include <hyper/http/gzip.hpp>
#include <memory>

namespace hyper {
namespace detail {

class gzip_pieces final : public piece_coder {
 public:
  explicit gzip_pieces(int level) : writer_(level, gzip_writer::memory::small) {}

  explicit operator bool() const { return static_cast<bool>(writer_); }
  void code(std::string_view piece, std::string& to) override {
    writer_.write(piece, to);
    writer_.flush(to);
  }
  void finish(std::string& to) override { writer_.finish(to); }

 private:
  gzip_writer writer_;
};

/// What the whole answer would have: its tag stands for the compressed bytes, too.
HYPER_INLINE void mark_not_modified(request const& asked, std::string& lines) {
  if (parse_accept_encoding(asked).gzip == 0) return;
  weaken_tag(lines);
  mark_compression(lines, compression::unasked);
}

}  // namespace detail

HYPER_INLINE std::string_view gzip_coder::code(request const& asked, int status,
                                               std::string_view content_type, std::string_view body,
                                               std::string& lines, std::string& made) const {
  if (status == 304) detail::mark_not_modified(asked, lines);
  compression verdict =
      judge_compression(asked, status, content_type, body.size(), lines, options_);
  if (verdict == compression::gzip) {
    gzip_writer writer(options_.level);
    if (writer) {
      writer.write(body, made);
      writer.finish(made);
    }
    if (!writer || made.size() >= body.size()) verdict = compression::unasked;
  }
  mark_compression(lines, verdict);
  return verdict == compression::gzip ? std::string_view(made) : body;
}

HYPER_INLINE piece_coder* gzip_coder::begin(request const& asked, int status,
                                            std::string_view content_type,
                                            std::string& lines) const {
  compression verdict = judge_compression(asked, status, content_type, SIZE_MAX, lines, options_);
  std::unique_ptr<detail::gzip_pieces> made;
  if (verdict == compression::gzip) {
    made = std::make_unique<detail::gzip_pieces>(options_.level);
    if (!*made) {
      made.reset();
      verdict = compression::unasked;
    }
  }
  mark_compression(lines, verdict);
  return made.release();
}

}  // namespace hyper
