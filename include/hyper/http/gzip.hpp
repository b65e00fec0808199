// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Compresses a text into gzip (RFC 1952) piece by piece. The memory of zlib, 256 KB for `best` and
/// 48 KB for `small`, is the thread's: at most `most_gzip_writers` have one at a time, and what is
/// given back is used again.
class gzip_writer {
 public:
  enum class memory : std::uint8_t {
    best,  ///< for texts that are compressed in one go
    small  ///< for streams, of which there may be many for long
  };

  explicit gzip_writer(int level = 6, memory how = memory::best);
  gzip_writer(gzip_writer const&) = delete;
  gzip_writer& operator=(gzip_writer const&) = delete;
  ~gzip_writer();

  /// False when there were too many on this thread, or no memory: send the text as it is.
  explicit operator bool() const { return state_ != nullptr; }

  /// Appends what can be said of the text so far; most of it may be kept back.
  void write(std::string_view text, std::string& to);
  /// Appends all that was kept back, so that the reader can have it now. Costs some compression.
  void flush(std::string& to);
  /// Appends the end. Nothing may be written afterwards.
  void finish(std::string& to);

 private:
  void run(std::string_view text, int mode, std::string& to);

  void* state_;  // zlib's stream, which only the definitions know
};

inline constexpr std::size_t most_gzip_writers = 64;

/// A whole text as gzip; `level` is 1 (fast) to 9 (small). The text itself when there is no memory
/// would be a lie, so that throws std::bad_alloc.
std::string gzip(std::string_view text, int level = 6);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/gzip.ipp>
#endif
