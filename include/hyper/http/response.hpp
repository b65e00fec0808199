// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// The reason phrase of a status code (RFC 9110 §15); empty for an unknown one.
std::string_view reason_phrase(int status);

/// Header fields of an answer, kept as the lines that will be sent. What would break the lines
/// cannot get in: names must be tokens, values free of CR, LF, NUL and other controls.
class header_list {
 public:
  /// Adds a line. Throws std::invalid_argument for a name or value that HTTP forbids, and for
  /// fields that the server owns: Content-Length, Transfer-Encoding, Connection, Date.
  void add(std::string_view name, std::string_view value);
  /// Replaces all lines of this name by one.
  void set(std::string_view name, std::string_view value);
  bool has(std::string_view name) const;
  std::string_view lines() const { return lines_; }  ///< each ends with CRLF
  bool empty() const { return lines_.empty(); }
  void clear() { lines_.clear(); }

 private:
  std::string lines_;
};

/// An answer as a value: status, fields, body. For a body-less status (1xx, 204, 304) no body is
/// sent.
struct response {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";  ///< empty: no Content-Type field
  header_list headers;
  std::string body;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/response.ipp>
#endif
