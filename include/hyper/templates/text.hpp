// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// How values are written: Python's `str`, `repr`, `%` and `format`, byte for byte.

#include <hyper/templates/value.hpp>

namespace hyper {

/// Appends the value as `{{ value }}` shows it, without escaping. Undefined is empty.
void append_text(std::string& out, template_value const& value);
std::string to_text(template_value const& value);

namespace detail {

void append_integer(std::string& out, std::int64_t number);
/// Python's `repr` of a float: the shortest that reads back the same, always with a point or `e`.
void append_float(std::string& out, double number);
void append_repr(std::string& out, template_value const& value);
/// The value for HTML: escaped unless it is safe already.
void append_markup(std::string& out, template_value const& value);
template_value escaped(template_value const& value);

/// `format % arguments`: arguments is a tuple, a dict, or one value. Safe formats escape.
template_value format_percent(template_value const& format, template_value const& arguments);
/// `format.format(…)`.
template_value format_braces(template_value const& format, template_arguments const& arguments);

/// A number with a fixed count of decimals, rounded half to even on its binary value.
std::string fixed(double number, int decimals);
/// `1234567.5` with a separator between thousands.
std::string grouped(std::string_view digits, char separator);

/// Changes of case, by code point: Latin, Greek and Cyrillic letters; others stay as they are.
std::string upper(std::string_view text);
std::string lower(std::string_view text);
bool is_letter(std::uint32_t code);
std::uint32_t to_upper(std::uint32_t code);
std::uint32_t to_lower(std::uint32_t code);
/// The code point at the front, and how many bytes it takes.
std::uint32_t first_code(std::string_view text, std::size_t& size);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/format.ipp>
#include <hyper/templates/text.ipp>
#endif
