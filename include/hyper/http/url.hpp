// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Undoes percent-encoding (RFC 3986 §2.1). Nothing when a '%' is not followed by two hexadecimal
/// digits. The result may hold any byte.
std::optional<std::string> decode_percent(std::string_view text);

/// The same for one name or value of a query or form, where '+' is a space.
std::optional<std::string> decode_query_part(std::string_view text);

/// Percent-encodes everything but the unreserved characters of RFC 3986 §2.3.
std::string encode_percent(std::string_view text);

/// One `name=value` of a query, still encoded; without '=' the value is empty.
struct query_part {
  std::string_view name;
  std::string_view value;

  /// True when the name decodes to this. A malformed name equals nothing.
  bool is(std::string_view decoded_name) const;
};

/// Goes through the parts of a query string; empty parts ("a=1&&b=2") are skipped.
///
///     for (query_parts parts(asked.query); auto part = parts.next();) …
class query_parts {
 public:
  explicit query_parts(std::string_view query) : rest_(query) {}
  std::optional<query_part> next();

 private:
  std::string_view rest_;
};

/// What the query says for a name.
struct query_value {
  bool present = false;
  bool malformed = false;  ///< a bad percent-encoding: answer 400
  std::string value;       ///< decoded; of the first part of that name
};
query_value find_in_query(std::string_view query, std::string_view decoded_name);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/url.ipp>
#endif
