// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <hyper/http/response.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// A failure that has a status of its own. Thrown by a handler, it becomes a problem document; the
/// detail is shown to the client, so it must not tell internals.
class http_error : public std::exception {
 public:
  /// `status` is 400 to 599; anything else becomes 500.
  explicit http_error(int status, std::string detail = {});

  int status() const { return status_; }
  std::string const& detail() const { return detail_; }
  header_list headers;  ///< further fields of the answer, for example Retry-After
  char const* what() const noexcept override { return detail_.c_str(); }

 private:
  int status_;
  std::string detail_;
};

/// The media type of problem documents.
inline constexpr std::string_view problem_type = "application/problem+json";

/// A problem document (RFC 9457): type, title, status and, when there is one, detail. `members` is
/// JSON text of further members, without braces: `"errors":[]`. Invalid UTF-8 of the detail is
/// replaced by U+FFFD.
std::string problem_document(int status, std::string_view detail = {},
                             std::string_view members = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/problem.ipp>
#endif
