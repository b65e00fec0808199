// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

// What a handler may return besides structs, containers, texts and `response`.

/// Text that is HTML already: answered as text/html. Nothing is escaped.
struct html {
  std::string text;
  int status = 200;
};

/// Text that is JSON already: answered as application/json.
struct json {
  std::string text;
};

/// 204 without a body. A handler that returns nothing is answered so, too.
struct no_content {};

/// A redirection (RFC 9110 §15.4): 302 unless another status is given. Use 303 after a POST.
class redirect {
 public:
  /// `to` is a URL or a path. What a URL cannot hold, blanks and characters outside of ASCII, is
  /// percent-encoded. Throws std::invalid_argument for control characters in it, which would break
  /// the answer's lines, and for a status other than 301, 302, 303, 307 and 308.
  explicit redirect(std::string_view to, int status = 302);

  std::string const& location() const { return location_; }
  int status() const { return status_; }

 private:
  std::string location_;
  int status_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/results.ipp>
#endif
