// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/validate/characters.hpp>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/digits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// An absolute URL of the web (RFC 3986): `http` or `https`, a host name or an address, maybe a
/// port, path, query and fragment, in ASCII and at most 2048 characters. No user name or password:
/// they disguise where a link leads.
struct url {
  static constexpr std::optional<problem> check(std::string_view text) {
    if (text.size() <= 2048 && is_url(text)) return std::nullopt;
    return problem{"url", "must be a web address such as https://example.org/"};
  }

 private:
  static constexpr bool is_url(std::string_view text) {
    if (!take_scheme(text)) return false;
    std::size_t end = 0;
    while (end < text.size() && text[end] != '/' && text[end] != '?' && text[end] != '#') ++end;
    return is_authority(text.substr(0, end)) && is_rest(text.substr(end));
  }
  static constexpr bool take_scheme(std::string_view& text) {
    for (std::string_view scheme : {std::string_view("https://"), std::string_view("http://")}) {
      std::size_t same = 0;
      while (same < scheme.size() && same < text.size() && lower(text[same]) == scheme[same])
        ++same;
      if (same != scheme.size()) continue;
      text.remove_prefix(same);
      return true;
    }
    return false;
  }
  static constexpr bool is_authority(std::string_view text) {
    bool const bracketed = !text.empty() && text.front() == '[';
    std::size_t end = 0;
    while (end < text.size() && text[end] != (bracketed ? ']' : ':')) ++end;
    if (bracketed) {
      if (end == text.size() || !is_address(text.substr(1, end - 1))) return false;
      ++end;
    } else if (detail::host_name_labels(text.substr(0, end)) == 0) {
      return false;
    }
    return end == text.size() || (text[end] == ':' && is_port(text.substr(end + 1)));
  }
  /// The shape of an IPv6 address; whether it is one shows when somebody connects.
  static constexpr bool is_address(std::string_view text) {
    std::size_t colons = 0;
    for (char character : text) {
      if (character == ':') ++colons;
      if (!is_hexadecimal(character) && character != ':' && character != '.') return false;
    }
    return colons >= 2 && colons <= 8 && text.size() <= 45;
  }
  static constexpr bool is_port(std::string_view text) {
    int port = 0;
    return !text.empty() && text.size() <= 5 && detail::take_digits(text, text.size(), port) &&
           port >= 1 && port <= 65535;
  }
  static constexpr bool is_rest(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (!detail::is_url_character(text[i])) return false;
      bool const escape = text[i] == '%';
      if (escape &&
          (i + 2 >= text.size() || !is_hexadecimal(text[i + 1]) || !is_hexadecimal(text[i + 2])))
        return false;
    }
    return true;
  }
  static constexpr bool is_hexadecimal(char character) {
    return detail::is_digit(character) || (lower(character) >= 'a' && lower(character) <= 'f');
  }
  static constexpr char lower(char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
  }
};

}  // namespace rule

/// A web address.
using url = checked<std::string, rule::url>;

}  // namespace hyper
