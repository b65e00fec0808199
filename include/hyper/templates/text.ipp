// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/error.hpp>
#include <hyper/templates/escape.hpp>
#include <hyper/templates/literal.hpp>
#include <hyper/templates/text.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE void append_integer(std::string& out, std::int64_t number) {
  char buffer[24];
  out.append(buffer, std::to_chars(buffer, buffer + sizeof buffer, number).ptr);
}

HYPER_INLINE void append_float(std::string& out, double number) {
  if (std::isnan(number)) {
    out += "nan";
    return;
  }
  if (std::isinf(number)) {
    out += number < 0 ? "-inf" : "inf";
    return;
  }
  char buffer[32];
  double const size = std::fabs(number);
  bool const scientific = size != 0 && (size < 1e-4 || size >= 1e16);
  auto const end =
      std::to_chars(buffer, buffer + sizeof buffer, number,
                    scientific ? std::chars_format::scientific : std::chars_format::fixed)
          .ptr;
  std::string_view const digits(buffer, static_cast<std::size_t>(end - buffer));
  out += digits;
  if (!scientific && digits.find('.') == digits.npos) out += ".0";
}

HYPER_INLINE std::uint32_t first_code(std::string_view text, std::size_t& size) {
  size = utf8_length(text);
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (size <= 1) {
    size = 1;
    return byte(0);
  }
  std::uint32_t code = byte(0) & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(i) & 0x3F);
  return code;
}

HYPER_INLINE bool printable(std::uint32_t code) {
  return code >= 0x20 && code != 0x7F && !(code >= 0x80 && code <= 0xA0) && code != 0xAD &&
         !(code >= 0x2000 && code <= 0x200F) && !(code >= 0x2028 && code <= 0x202F) &&
         code != 0x3000 && code != 0xFEFF;
}

HYPER_INLINE void append_code_escape(std::string& out, std::uint32_t code) {
  char buffer[16];
  char const* format = code < 0x100 ? "\\x%02x" : code < 0x10000 ? "\\u%04x" : "\\U%08x";
  int const size = std::snprintf(buffer, sizeof buffer, format, code);
  out.append(buffer, static_cast<std::size_t>(size));
}

HYPER_INLINE void append_string_repr(std::string& out, std::string_view text) {
  bool const single = text.find('\'') == text.npos || text.find('"') != text.npos;
  char const quote = single ? '\'' : '"';
  out.push_back(quote);
  while (!text.empty()) {
    std::size_t size = 0;
    std::uint32_t const code = first_code(text, size);
    if (code == static_cast<unsigned char>(quote) || code == '\\') {
      out.push_back('\\');
      out.push_back(text[0]);
    } else if (code == '\n' || code == '\r' || code == '\t') {
      out += code == '\n' ? "\\n" : code == '\r' ? "\\r" : "\\t";
    } else if (!printable(code)) {
      append_code_escape(out, code);
    } else {
      out += text.substr(0, size);
    }
    text.remove_prefix(size);
  }
  out.push_back(quote);
}

HYPER_INLINE void append_joined(std::string& out, template_value::list const& elements) {
  for (std::size_t i = 0; i < elements.size(); ++i) {
    if (i > 0) out += ", ";
    append_repr(out, elements[i]);
  }
}

HYPER_INLINE void append_range_repr(std::string& out, template_value::list const& elements) {
  std::int64_t const first = elements.empty() ? 0 : elements.front().integer();
  std::int64_t const step = elements.size() < 2 ? 1 : elements[1].integer() - elements[0].integer();
  std::int64_t const last = elements.empty() ? 0 : elements.back().integer() + step;
  out += "range(" + std::to_string(first) + ", " + std::to_string(last);
  if (step != 1) out += ", " + std::to_string(step);
  out += ')';
}

HYPER_INLINE void append_list_repr(std::string& out, template_value const& value) {
  auto const& elements = value.elements();
  switch (value.form()) {
    case list_form::list:
      out += '[';
      append_joined(out, elements);
      out += ']';
      return;
    case list_form::tuple:
    case list_form::group:
      out += '(';
      append_joined(out, elements);
      out += elements.size() == 1 ? ",)" : ")";
      return;
    case list_form::generator:
      out += "<generator object>";
      return;
    case list_form::range:
      return append_range_repr(out, elements);
    default:
      out.append(value.type_name()).append("([");
      append_joined(out, elements);
      out += "])";
  }
}

HYPER_INLINE void append_pairs(std::string& out, template_value::list const& keys,
                               template_value::list const& values) {
  out += '{';
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i > 0) out += ", ";
    append_repr(out, keys[i]);
    out += ": ";
    append_repr(out, values[i]);
  }
  out += '}';
}

HYPER_INLINE void append_view_repr(std::string& out, template_value const& value) {
  if (value.type().element != nullptr) {
    out += '[';
    append_joined(out, elements_of(value));
    out += ']';
  } else if (value.type().pairs != nullptr) {
    template_value::list keys;
    template_value::list values;
    value.type().pairs(value.data(), keys, values);
    append_pairs(out, keys, values);
  } else {
    out.append("<").append(value.type().name).append(">");
  }
}

HYPER_INLINE void append_dict_repr(std::string& out, template_value const& value) {
  template_value::list keys;
  template_value::list values;
  for (auto const& [key, each] : value.entries()) {
    keys.push_back(key);
    values.push_back(each);
  }
  append_pairs(out, keys, values);
}

HYPER_INLINE void append_repr(std::string& out, template_value const& value) {
  depth_guard const guard;
  switch (value.kind()) {
    case value_kind::undefined:
      out += "Undefined";
      return;
    case value_kind::string:
      if (value.is_safe()) out += "Markup(";
      append_string_repr(out, value.text());
      if (value.is_safe()) out += ")";
      return;
    case value_kind::list:
      return append_list_repr(out, value);
    case value_kind::dict:
      return append_dict_repr(out, value);
    case value_kind::view:
      return append_view_repr(out, value);
    default:
      return append_text(out, value);
  }
}

HYPER_INLINE void append_markup(std::string& out, template_value const& value) {
  if (value.is(value_kind::string))
    return value.is_safe() ? void(out += value.text()) : append_escaped(out, value.text());
  if (value.is_number()) return append_text(out, value);
  append_escaped(out, to_text(value));
}

HYPER_INLINE template_value escaped(template_value const& value) {
  if (value.is_safe()) return value;
  std::string out;
  append_markup(out, value);
  return template_value::safe(std::move(out));
}

HYPER_INLINE std::string fixed(double number, int decimals) {
  if (!std::isfinite(number)) {
    std::string out;
    append_float(out, number);
    return out;
  }
  decimals = std::clamp(decimals, 0, 100);
  char buffer[512];
  auto const end =
      std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, decimals);
  return {buffer, end.ptr};
}

HYPER_INLINE std::string grouped(std::string_view digits, char separator) {
  std::size_t const sign = !digits.empty() && (digits[0] == '-' || digits[0] == '+') ? 1 : 0;
  std::size_t end = digits.find_first_not_of("0123456789", sign);
  if (end == digits.npos) end = digits.size();
  std::string out(digits.substr(0, sign));
  for (std::size_t i = sign; i < end; ++i) {
    if (i > sign && (end - i) % 3 == 0) out.push_back(separator);
    out.push_back(digits[i]);
  }
  out += digits.substr(end);
  return out;
}

// The even or odd neighbours of the Latin extensions and Cyrillic, and the blocks at a distance.
HYPER_INLINE std::uint32_t to_lower(std::uint32_t code) {
  if (code < 0x80) return code >= 'A' && code <= 'Z' ? code + 32 : code;
  if ((code >= 0xC0 && code <= 0xDE && code != 0xD7) || (code >= 0x391 && code <= 0x3A9) ||
      (code >= 0x410 && code <= 0x42F))
    return code + 32;
  if (code >= 0x400 && code <= 0x40F) return code + 80;
  bool const even_is_upper =
      (code >= 0x100 && code <= 0x137 && code != 0x130) || (code >= 0x14A && code <= 0x177) ||
      (code >= 0x460 && code <= 0x4BF && !(code > 0x481 && code < 0x48A)) ||
      (code >= 0x1E00 && code <= 0x1E95) || (code >= 0x1EA0 && code <= 0x1EFF);
  if (even_is_upper) return code | 1;
  bool const odd_is_upper = (code >= 0x139 && code <= 0x148) || (code >= 0x179 && code <= 0x17E);
  return odd_is_upper && code % 2 == 1 ? code + 1 : code;
}

HYPER_INLINE std::uint32_t to_upper(std::uint32_t code) {
  if (code < 0x80) return code >= 'a' && code <= 'z' ? code - 32 : code;
  if (code == 0xB5) return 0x39C;
  if (code == 0xFF) return 0x178;
  if (code == 0x3C2) return 0x3A3;
  for (std::uint32_t const before : {code - 32, code - 80, code - 1})
    if (before != code && to_lower(before) == code) return before;
  return code;
}

HYPER_INLINE bool is_letter(std::uint32_t code) {
  if (code < 0x80) return to_lower(code) != code || to_upper(code) != code;
  return code >= 0xC0 || code == 0xAA || code == 0xB5 || code == 0xBA;
}

HYPER_INLINE std::string mapped(std::string_view text, std::uint32_t (*map)(std::uint32_t)) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    std::size_t size = 0;
    std::uint32_t const code = first_code(text, size);
    std::uint32_t const other = map(code);
    if (other == code)
      out += text.substr(0, size);
    else
      append_utf8(out, other);
    text.remove_prefix(size);
  }
  return out;
}
HYPER_INLINE std::string upper(std::string_view text) {
  std::string out;
  // The one letter of these scripts that becomes two.
  while (true) {
    std::size_t const sharp = text.find("\xC3\x9F");
    out += mapped(text.substr(0, sharp), to_upper);
    if (sharp == text.npos) return out;
    out += "SS";
    text.remove_prefix(sharp + 2);
  }
}
HYPER_INLINE std::string lower(std::string_view text) { return mapped(text, to_lower); }

HYPER_INLINE void append_undefined(std::string& out, template_value const& value) {
  check_defined(value);
  if (value.policy() != undefined_policy::debug) return;
  char const* owner = value.undefined_owner();
  if (owner == nullptr)
    out.append("{{ ").append(value.text()).append(" }}");
  else if (*owner == 0)
    out.append("{{ undefined value printed: ").append(value.text()).append(" }}");
  else
    out.append("{{ no such element: ")
        .append(owner)
        .append(" object['")
        .append(value.text())
        .append("'] }}");
}

}  // namespace detail

HYPER_INLINE void append_text(std::string& out, template_value const& value) {
  switch (value.kind()) {
    case value_kind::undefined:
      return detail::append_undefined(out, value);
    case value_kind::none:
      out += "None";
      return;
    case value_kind::boolean:
      out += value.integer() != 0 ? "True" : "False";
      return;
    case value_kind::integer:
      return detail::append_integer(out, value.integer());
    case value_kind::floating:
      return detail::append_float(out, value.number());
    case value_kind::string:
      out += value.text();
      return;
    case value_kind::object:
      return value.object().append_text(out);
    default:
      return detail::append_repr(out, value);
  }
}

HYPER_INLINE std::string to_text(template_value const& value) {
  std::string out;
  append_text(out, value);
  return out;
}

}  // namespace hyper
