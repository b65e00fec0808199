// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/literal.hpp>

#include "support/catch.hpp"

namespace detail = hyper::detail;

constexpr bool decodes(std::string_view literal, std::string_view meaning) {
  return detail::decode_string(literal).view() == meaning;
}
static_assert(decodes("plain", "plain"));
static_assert(decodes("a\\n\\t\\\\\\'\\\"", "a\n\t\\'\""));
static_assert(decodes("\\x41\\101\\u00e9\\U0001F600", "AA\xC3\xA9\xF0\x9F\x98\x80"));
static_assert(decodes("\\ud800", "\xEF\xBF\xBD"), "half a pair is no character");
static_assert(decodes("un\\known", "un\\known"));
static_assert(decodes("end\\", "end"));

constexpr std::int64_t number(std::string_view digits) {
  std::int64_t value = -1;
  return detail::decode_integer(digits, value) ? value : -1;
}
static_assert(number("12_34") == 1234 && number("0xFF") == 255 && number("0o17") == 15);
static_assert(number("0b101") == 5 && number("0_0") == 0);
static_assert(number("9223372036854775807") == 9223372036854775807);
static_assert(number("9223372036854775808") == -1, "64 bits are too many");
