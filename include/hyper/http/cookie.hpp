// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/response.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A cookie as the client sent it; the value is without its quotes, still percent-encoded.
struct received_cookie {
  std::string_view name;
  std::string_view value;
};

/// Goes through the cookies of a Cookie field (RFC 6265 §4.2). Pairs whose name is no token or
/// whose value holds a forbidden character are skipped, and so is all beyond the hundredth pair.
///
///     for (cookie_pairs pairs(field); auto pair = pairs.next();) …
class cookie_pairs {
 public:
  static constexpr int limit = 100;

  explicit cookie_pairs(std::string_view field) : rest_(field) {}
  std::optional<received_cookie> next();

 private:
  std::string_view rest_;
  int seen_ = 0;
};

/// The value of the first cookie of this name, percent-decoded. Nothing when there is none or when
/// it is malformed.
std::optional<std::string> find_cookie(request const& in, std::string_view name);

enum class same_site : std::uint8_t { unset, lax, strict, none };

/// A cookie to set. The value may be any text: it is percent-encoded.
struct cookie {
  std::string name = {};
  std::string value = {};
  std::string path = "/";
  same_site site = same_site::lax;
  std::optional<std::int64_t> max_age = {};  ///< seconds; 0 deletes; none: until the browser ends
  std::string domain = {};
  bool http_only = true;
  bool secure = true;        ///< `same_site::none` and `partitioned` imply it
  bool partitioned = false;  ///< kept apart for each page that embeds the site
};

/// The value of the Set-Cookie field, attributes in the order Path, SameSite, Max-Age, Domain,
/// HttpOnly, Secure, Partitioned. Throws std::invalid_argument for a name, path or domain that
/// could not stand there, for what the prefixes `__Host-` and `__Secure-` (in any case of letters)
/// forbid, and for what browsers drop (RFC 6265bis §5): more than 4096 bytes of name and value, or
/// 1024 of an attribute.
std::string set_cookie_value(cookie const& what);

/// Adds a Set-Cookie line.
inline void set_cookie(header_list& to, cookie const& what) {
  to.add("Set-Cookie", set_cookie_value(what));
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/cookie.ipp>
#endif
