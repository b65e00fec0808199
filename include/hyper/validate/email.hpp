// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/validate/characters.hpp>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

namespace rule {

/// An e-mail address that can be delivered to: the characters that WHATWG's HTML allows before the
/// `@`, a domain of at least two labels behind it, and the lengths of RFC 5321, section 4.5.3.1. No
/// quoted local parts, no comments, no address literals.
struct email {
  static constexpr std::optional<problem> check(std::string_view text) {
    std::size_t const at = local_part_size(text);
    bool const good = text.size() <= 254 && at >= 1 && at <= 64 && at < text.size() &&
                      text[at] == '@' && is_domain(text.substr(at + 1));
    if (good) return std::nullopt;
    return problem{"email", "must be an e-mail address such as ada@example.org"};
  }

 private:
  static constexpr std::size_t local_part_size(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size() && detail::is_mail_character(text[size])) ++size;
    return size;
  }
  static constexpr bool is_domain(std::string_view text) {
    return detail::host_name_labels(text) >= 2;
  }
};

}  // namespace rule

/// An e-mail address.
using email = checked<std::string, rule::email>;

}  // namespace hyper
