// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <hyper/reflect/utf8.hpp>
#include <hyper/templates/error.hpp>
#include <hyper/templates/text.hpp>

namespace hyper::detail {

/// One conversion: `%-08.3f` and `{:>8,.3f}` alike.
struct format_spec {
  std::string fill = " ";
  char align = 0;  // '<', '>', '^', '=' or the kind's own
  char sign = '-';
  bool alternate = false;
  bool zero = false;
  char separator = 0;
  int width = 0;
  int precision = -1;
  char type = 0;
};

inline constexpr int widest_field = 10'000;

HYPER_INLINE int take_number(std::string_view& rest) {
  int number = 0;
  while (!rest.empty() && rest[0] >= '0' && rest[0] <= '9') {
    number = number * 10 + (rest[0] - '0');
    if (number > widest_field) throw template_error("the width of a field is too large");
    rest.remove_prefix(1);
  }
  return number;
}

HYPER_INLINE std::string pad(std::string text, format_spec const& spec, char natural) {
  std::size_t const size = length_of(template_value::borrowed(text));
  if (spec.width <= 0 || size >= static_cast<std::size_t>(spec.width)) return text;
  std::size_t const missing = static_cast<std::size_t>(spec.width) - size;
  char const align = spec.align != 0 ? spec.align : natural;
  std::size_t const before = align == '<' ? 0 : align == '^' ? missing / 2 : missing;
  std::string out;
  std::size_t const sign =
      align == '=' && !text.empty() && (text[0] == '-' || text[0] == '+' || text[0] == ' ') ? 1 : 0;
  out += text.substr(0, sign);
  for (std::size_t i = 0; i < before; ++i) out += spec.fill;
  out += text.substr(sign);
  for (std::size_t i = before; i < missing; ++i) out += spec.fill;
  return out;
}

HYPER_INLINE std::string exponent_form(double number, int precision, bool capital) {
  char buffer[160];
  int const size = std::snprintf(buffer, sizeof buffer, capital ? "%.*E" : "%.*e",
                                 std::min(precision, 100), number);
  return {buffer, static_cast<std::size_t>(size)};
}
HYPER_INLINE std::string general_form(double number, format_spec const& spec) {
  char buffer[160];
  int const precision = std::min(spec.precision < 0 ? 6 : std::max(spec.precision, 1), 100);
  char const* form = spec.type == 'G' ? "%.*G" : spec.alternate ? "%#.*g" : "%.*g";
  int const size = std::snprintf(buffer, sizeof buffer, form, precision, number);
  return {buffer, static_cast<std::size_t>(size)};
}

HYPER_INLINE std::string float_digits(double number, format_spec const& spec) {
  int const precision = spec.precision < 0 ? 6 : spec.precision;
  switch (spec.type) {
    case 'e':
    case 'E':
      return exponent_form(number, precision, spec.type == 'E');
    case 'g':
    case 'G':
      return general_form(number, spec);
    case '%':
      return fixed(number * 100, precision) + "%";
    case 0: {
      if (spec.precision >= 0) return general_form(number, spec);
      std::string out;
      append_float(out, number);
      return out;
    }
    default:
      return fixed(number, precision);
  }
}

HYPER_INLINE std::string integer_digits(std::int64_t number, format_spec const& spec) {
  int const base = spec.type == 'x' || spec.type == 'X' ? 16
                   : spec.type == 'o'                   ? 8
                   : spec.type == 'b'                   ? 2
                                                        : 10;
  char buffer[72];
  auto const end = std::to_chars(buffer, buffer + sizeof buffer, number, base).ptr;
  std::string digits(buffer, end);
  if (spec.type == 'X') digits = upper(digits);
  if (spec.precision > 0 && base == 10) {
    std::size_t const sign = digits[0] == '-' ? 1 : 0;
    while (digits.size() - sign < static_cast<std::size_t>(spec.precision))
      digits.insert(sign, "0");
  }
  if (spec.alternate && base != 10)
    digits.insert(digits[0] == '-' ? 1 : 0, std::string("0") + spec.type);
  return digits;
}

HYPER_INLINE std::string format_number(std::string digits, format_spec spec) {
  if (digits[0] != '-' && spec.sign != '-') digits.insert(0, 1, spec.sign);
  if (spec.separator != 0) digits = grouped(digits, spec.separator);
  if (spec.zero && spec.align == 0) {
    spec.fill = "0";
    spec.align = '=';
  }
  return pad(std::move(digits), spec, '>');
}

HYPER_INLINE std::string first_characters(std::string_view text, int count) {
  std::string out;
  for (; count > 0 && !text.empty(); --count) {
    std::size_t const size = std::max<std::size_t>(utf8_length(text), 1);
    out += text.substr(0, size);
    text.remove_prefix(size);
  }
  return out;
}

HYPER_INLINE double number_for(template_value const& value, char type) {
  if (value.is_number()) return value.number();
  throw template_error(std::string("%") + type + " format: a real number is required, not " +
                       std::string(value.type_name()));
}

HYPER_INLINE std::string percent_text(format_spec const& spec, template_value const& value,
                                      bool safe) {
  std::string text;
  if (spec.type == 'r' || spec.type == 'a')
    append_repr(text, value);
  else if (safe)
    append_markup(text, value);
  else
    append_text(text, value);
  if (spec.precision >= 0) text = first_characters(text, spec.precision);
  return pad(std::move(text), spec, '>');
}

HYPER_INLINE std::string percent_field(format_spec spec, template_value const& value, bool safe) {
  constexpr std::string_view texts = "sra";
  constexpr std::string_view decimals = "diu";
  constexpr std::string_view floats = "eEfFgG";
  char const type = spec.type;
  if (texts.find(type) != texts.npos) return percent_text(spec, value, safe);
  if (type == 'c') return pad(to_text(value), spec, '>');
  if (decimals.find(type) != decimals.npos) {
    spec.type = 'd';
    auto const whole =
        value.is_integral() ? value.integer() : static_cast<std::int64_t>(number_for(value, 'd'));
    return format_number(integer_digits(whole, spec), spec);
  }
  if (type == 'x' || type == 'X' || type == 'o') {
    if (!value.is_integral()) throw template_error("%x format: an integer is required");
    return format_number(integer_digits(value.integer(), spec), spec);
  }
  if (floats.find(type) != floats.npos)
    return format_number(float_digits(number_for(value, type), spec), spec);
  throw template_error(std::string("unsupported format character '") + type + "'");
}

/// Hands out the arguments of `%` one by one or by name.
class percent_arguments {
 public:
  explicit percent_arguments(template_value const& value) : value_(value) {
    tuple_ = value.is(value_kind::list) && value.form() == list_form::tuple;
  }
  template_value const& next() {
    std::size_t const count = tuple_ ? value_.elements().size() : 1;
    if (used_ >= count) throw template_error("not enough arguments for format string");
    ++used_;
    return tuple_ ? value_.elements()[used_ - 1] : value_;
  }
  template_value const& named(std::string_view name) {
    used_ = 1;
    if (!value_.is(value_kind::dict)) throw template_error("format requires a mapping");
    if (auto const* found = value_.find(name)) return *found;
    throw template_error("'" + std::string(name) + "'");
  }
  void finish() const {
    bool const left =
        tuple_ ? used_ < value_.elements().size()
               : used_ == 0 && !value_.is(value_kind::dict) && !value_.is(value_kind::list);
    if (left) throw template_error("not all arguments converted during string formatting");
  }

 private:
  template_value const& value_;
  bool tuple_ = false;
  std::size_t used_ = 0;
};

HYPER_INLINE void take_flags(std::string_view& rest, format_spec& spec) {
  for (; !rest.empty(); rest.remove_prefix(1)) {
    char const c = rest[0];
    if (c == '-')
      spec.align = '<';
    else if (c == '0')
      spec.zero = true;
    else if (c == '+' || c == ' ')
      spec.sign = c;
    else if (c == '#')
      spec.alternate = true;
    else
      return;
  }
}

HYPER_INLINE int take_width(std::string_view& rest, percent_arguments& arguments) {
  if (rest.empty() || rest[0] != '*') return take_number(rest);
  rest.remove_prefix(1);
  std::int64_t const width = arguments.next().integer();
  if (width < 0 || width > widest_field) throw template_error("the width of a field is too large");
  return static_cast<int>(width);
}

/// Takes one field, whose `%` is gone already.
HYPER_INLINE std::string take_percent_field(std::string_view& rest, percent_arguments& arguments,
                                            bool safe) {
  template_value const* value = nullptr;
  if (!rest.empty() && rest[0] == '(') {
    std::size_t const end = rest.find(')');
    if (end == rest.npos) throw template_error("incomplete format key");
    value = &arguments.named(rest.substr(1, end - 1));
    rest.remove_prefix(end + 1);
  }
  format_spec spec;
  take_flags(rest, spec);
  spec.width = take_width(rest, arguments);
  if (!rest.empty() && rest[0] == '.') {
    rest.remove_prefix(1);
    spec.precision = take_width(rest, arguments);
  }
  while (!rest.empty() && (rest[0] == 'l' || rest[0] == 'h' || rest[0] == 'L'))
    rest.remove_prefix(1);
  if (rest.empty()) throw template_error("incomplete format");
  spec.type = rest[0];
  rest.remove_prefix(1);
  if (spec.type == '%') return "%";
  return percent_field(spec, value != nullptr ? *value : arguments.next(), safe);
}

HYPER_INLINE template_value format_percent(template_value const& format,
                                           template_value const& values) {
  std::string out;
  std::string_view rest = format.text();
  percent_arguments arguments(values);
  while (true) {
    std::size_t const plain = rest.find('%');
    out += rest.substr(0, plain);
    if (plain == rest.npos) break;
    rest.remove_prefix(plain + 1);
    out += take_percent_field(rest, arguments, format.is_safe());
  }
  arguments.finish();
  return format.is_safe() ? template_value::safe(std::move(out)) : template_value(std::move(out));
}

// ---- str.format ----

HYPER_INLINE bool is_align(char c) { return c == '<' || c == '>' || c == '^' || c == '='; }

HYPER_INLINE void take_alignment(std::string_view& rest, format_spec& spec) {
  std::size_t const first = rest.empty() ? 0 : std::max<std::size_t>(utf8_length(rest), 1);
  if (rest.size() > first && is_align(rest[first])) {
    spec.fill = rest.substr(0, first);
    spec.align = rest[first];
    rest.remove_prefix(first + 1);
  } else if (!rest.empty() && is_align(rest[0])) {
    spec.align = rest[0];
    rest.remove_prefix(1);
  }
}

HYPER_INLINE bool take_char(std::string_view& rest, std::string_view any, char& taken) {
  if (rest.empty() || any.find(rest[0]) == any.npos) return false;
  taken = rest[0];
  rest.remove_prefix(1);
  return true;
}

HYPER_INLINE format_spec parse_spec(std::string_view rest) {
  format_spec spec;
  take_alignment(rest, spec);
  char taken = 0;
  take_char(rest, "+- ", spec.sign);
  spec.alternate = take_char(rest, "#", taken);
  spec.zero = take_char(rest, "0", taken);
  spec.width = take_number(rest);
  take_char(rest, ",_", spec.separator);
  if (take_char(rest, ".", taken)) spec.precision = take_number(rest);
  if (!rest.empty()) spec.type = rest[0];
  if (rest.size() > 1) throw template_error("Invalid format specifier");
  return spec;
}

HYPER_INLINE std::string brace_field(template_value const& value, format_spec const& spec,
                                     bool safe) {
  constexpr std::string_view integers = "dxXobn";
  constexpr std::string_view floats = "eEfFgG%";
  if (value.is_number() && spec.type != 's') {
    bool const whole = value.is_integral() && floats.find(spec.type) == floats.npos;
    if (value.is(value_kind::boolean) && spec.type == 0) return pad(to_text(value), spec, '>');
    if (!whole && integers.find(spec.type) != integers.npos)
      throw template_error(std::string("Unknown format code '") + spec.type +
                           "' for object of type 'float'");
    return format_number(
        whole ? integer_digits(value.integer(), spec) : float_digits(value.number(), spec), spec);
  }
  if (spec.type != 0 && spec.type != 's')
    throw template_error(std::string("Unknown format code '") + spec.type +
                         "' for object of type '" + std::string(value.type_name()) + "'");
  std::string text;
  if (safe)
    append_markup(text, value);
  else
    append_text(text, value);
  if (spec.precision >= 0) text = first_characters(text, spec.precision);
  return pad(std::move(text), spec, '<');
}

HYPER_INLINE template_value part_of(template_value const& value, std::string_view name,
                                    bool subscript) {
  if (value.is(value_kind::dict) && subscript)
    if (auto const* found = value.find(name)) return *found;
  if (value.is(value_kind::list) && subscript) {
    std::size_t at = 0;
    std::from_chars(name.data(), name.data() + name.size(), at);
    if (at < value.elements().size()) return value.elements()[at];
  }
  template_value found;
  if (value.is(value_kind::view) && value.type().attribute != nullptr &&
      value.type().attribute(value.data(), name, found))
    return found;
  throw template_error("'" + std::string(value.type_name()) + "' object has no attribute '" +
                       std::string(name) + "'");
}

HYPER_INLINE template_value find_argument(std::string_view name, std::size_t& automatic,
                                          template_arguments const& arguments) {
  bool const number = !name.empty() && name[0] >= '0' && name[0] <= '9';
  if (!name.empty() && !number) {
    for (auto const& [key, value] : arguments.named)
      if (key == name) return value;
    throw template_error("'" + std::string(name) + "'");
  }
  std::size_t at = automatic;
  if (number)
    std::from_chars(name.data(), name.data() + name.size(), at);
  else
    ++automatic;
  if (at >= arguments.positional.size())
    throw template_error("Replacement index " + std::to_string(at) +
                         " out of range for positional args tuple");
  return arguments.positional[at];
}

/// The argument that a field names: `0`, `name`, `name.member`, `name[key]`.
HYPER_INLINE template_value resolve_field(std::string_view path, std::size_t& automatic,
                                          template_arguments const& arguments) {
  std::size_t end = std::min(path.find_first_of(".["), path.size());
  template_value value = find_argument(path.substr(0, end), automatic, arguments);
  while (end < path.size()) {
    bool const subscript = path[end] == '[';
    std::size_t const stop = subscript ? path.find(']', end) : path.find_first_of(".[", end + 1);
    std::size_t const last = std::min(stop, path.size());
    value = part_of(value, path.substr(end + 1, last - end - 1), subscript);
    end = subscript ? std::min(last + 1, path.size()) : last;
  }
  return value;
}

HYPER_INLINE std::string take_brace_field(std::string_view field, std::size_t& automatic,
                                          template_arguments const& arguments, bool safe) {
  std::size_t const colon = std::min(field.find(':'), field.size());
  std::string_view head = field.substr(0, colon);
  char conversion = 0;
  if (std::size_t const mark = head.find('!'); mark != head.npos) {
    conversion = mark + 1 < head.size() ? head[mark + 1] : 0;
    head = head.substr(0, mark);
  }
  template_value value = resolve_field(head, automatic, arguments);
  if (conversion == 'r') {
    std::string text;
    append_repr(text, value);
    value = std::move(text);
  } else if (conversion == 's') {
    value = to_text(value);
  }
  return brace_field(value, parse_spec(field.substr(std::min(colon + 1, field.size()))), safe);
}

HYPER_INLINE template_value format_braces(template_value const& format,
                                          template_arguments const& arguments) {
  std::string out;
  std::string_view rest = format.text();
  std::size_t automatic = 0;
  while (true) {
    std::size_t const plain = rest.find_first_of("{}");
    out += rest.substr(0, plain);
    if (plain == rest.npos) break;
    rest.remove_prefix(plain);
    if (rest.size() > 1 && rest[1] == rest[0]) {
      out.push_back(rest[0]);
      rest.remove_prefix(2);
      continue;
    }
    std::size_t const end = rest.find('}');
    if (rest[0] == '}') throw template_error("Single '}' encountered in format string");
    if (end == rest.npos) throw template_error("expected '}' before end of string");
    out += take_brace_field(rest.substr(1, end - 1), automatic, arguments, format.is_safe());
    rest.remove_prefix(end + 1);
  }
  return format.is_safe() ? template_value::safe(std::move(out)) : template_value(std::move(out));
}

}  // namespace hyper::detail
