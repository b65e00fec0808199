// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// How much a chunked body may hold; `parser_limits` says the defaults.
struct chunked_limits {
  std::size_t body;
  std::uint32_t chunk_line;
  std::uint32_t extensions;
  std::uint32_t trailers;
  std::uint32_t trailer_fields;
};

/// Undoes the chunked transfer coding (RFC 9112 §7.1) in place: the decoded body grows at the front
/// of the coded bytes. Extensions are checked and dropped; trailers are checked and kept, but for
/// those that say how to read, route or judge the message, which come too late to be believed.
class chunked_decoder {
 public:
  enum class progress : std::uint8_t { incomplete, complete, refused };

  /// The coded body begins at data[begin].
  void begin(std::size_t begin, chunked_limits const& limits);

  /// Reads on in `data[0, size)`. While the body is incomplete, decoded bytes are followed directly
  /// by those not yet decoded, and `size` shrinks by what the coding took.
  progress decode(char* data, std::size_t& size);

  /// So many decoded bytes were taken off the front of the buffer.
  void shift(std::size_t count);

  std::size_t body_end() const { return out_; }  ///< where the decoded body ends
  std::size_t coded_end() const { return in_; }  ///< after `complete`: where the coded body ended
  /// After `complete`: a line "Name: value" with CRLF for each trailer.
  std::string_view trailers() const { return kept_; }
  int status() const { return status_; }         ///< after `refused`
  std::string_view why() const { return why_; }  ///< after `refused`

 private:
  enum class phase : std::uint8_t { size_line, data, data_end, trailers, done };
  enum class found : std::uint8_t { line, nothing, fault };

  bool refuse(int status, std::string_view why);
  bool step(char* data, std::size_t size, bool& starved);
  found find_line(char const* data, std::size_t size, std::size_t limit, int too_long);
  bool read_size_line(std::string_view line);
  bool copy_data(char* data, std::size_t size, bool& starved);
  bool read_data_end(char const* data, std::size_t size, bool& starved);
  bool read_trailer(std::string_view line);

  chunked_limits limits_{};
  phase phase_ = phase::size_line;
  int status_ = 0;
  std::string_view why_;
  std::size_t begin_ = 0;
  std::size_t out_ = 0;       // the end of the decoded bytes
  std::size_t in_ = 0;        // the first byte not yet decoded
  std::size_t searched_ = 0;  // no LF between in_ and here
  std::size_t line_end_ = 0;  // the LF of the line at in_
  std::size_t left_ = 0;      // of the present chunk
  std::uint32_t extensions_ = 0;
  std::uint32_t trailers_ = 0;
  std::uint32_t trailer_fields_ = 0;
  std::string kept_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/chunked.ipp>
#endif
