// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/cookie.hpp>
//
#include <hyper/http/grammar.hpp>
#include <hyper/http/url.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

constexpr std::string_view unquoted(std::string_view text) {
  bool const quoted = text.size() >= 2 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// A path or domain: visible ASCII and spaces, no ';'.
constexpr bool is_attribute_text(std::string_view text) {
  for (char const c : text)
    if (c < 0x20 || c > 0x7e || c == ';' || c == ',') return false;
  return true;
}

constexpr bool has_cookie_prefix(std::string_view name, std::string_view prefix) {
  return same_field_name(name.substr(0, prefix.size()), prefix);
}

HYPER_INLINE void check_cookie(cookie const& what, bool secure) {
  if (!is_token(what.name)) throw std::invalid_argument("a cookie's name must be an HTTP token");
  auto const insist = [&](bool right, char const* why) {
    if (!right) throw std::invalid_argument("the cookie " + what.name + ' ' + why);
  };
  insist(is_attribute_text(what.path), "has a forbidden character in its path");
  insist(all_are(what.domain, host_character), "has a forbidden character in its domain");
  insist(what.path.size() <= 1024 && what.domain.size() <= 1024, "has too long an attribute");
  bool const host_bound = has_cookie_prefix(what.name, "__Host-");
  insist(secure || !(host_bound || has_cookie_prefix(what.name, "__Secure-")), "must be secure");
  insist(!host_bound || (what.path == "/" && what.domain.empty()),
         "must have the path / and no domain");
}

}  // namespace detail

HYPER_INLINE std::optional<received_cookie> cookie_pairs::next() {
  while (!rest_.empty() && seen_++ < limit) {
    std::size_t const end = rest_.find(';');
    std::string_view const pair = detail::trim_field(rest_.substr(0, end));
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    std::size_t const equals = pair.find('=');
    if (equals == std::string_view::npos || !detail::is_token(pair.substr(0, equals))) continue;
    std::string_view const value = detail::unquoted(pair.substr(equals + 1));
    if (!detail::all_are(value, detail::cookie_character)) continue;
    return received_cookie{pair.substr(0, equals), value};
  }
  return std::nullopt;
}

HYPER_INLINE std::optional<std::string> find_cookie(request const& in, std::string_view name) {
  for (header_field const& field : in.fields) {
    if (!same_field_name(field.name, "Cookie")) continue;
    for (cookie_pairs pairs(field.value); auto const pair = pairs.next();)
      if (pair->name == name) return decode_percent(pair->value);
  }
  return std::nullopt;
}

HYPER_INLINE std::string set_cookie_value(cookie const& what) {
  bool const secure = what.secure || what.site == same_site::none || what.partitioned;
  detail::check_cookie(what, secure);
  constexpr std::string_view sites[] = {"", "; SameSite=Lax", "; SameSite=Strict",
                                        "; SameSite=None"};
  std::string out = what.name + '=' + encode_percent(what.value);
  if (out.size() > 4097) throw std::invalid_argument("the cookie " + what.name + " is too large");
  if (!what.path.empty()) out += "; Path=" + what.path;
  out += sites[static_cast<std::size_t>(what.site)];
  if (what.max_age) out += "; Max-Age=" + std::to_string(*what.max_age);
  if (!what.domain.empty()) out += "; Domain=" + what.domain;
  if (what.http_only) out += "; HttpOnly";
  if (secure) out += "; Secure";
  if (what.partitioned) out += "; Partitioned";
  return out;
}

}  // namespace hyper
