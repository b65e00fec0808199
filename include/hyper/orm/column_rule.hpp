// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the rules of a `checked` value mean in the database: a length for varchar, a CHECK.

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/validate/bounded.hpp>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/email.hpp>
#include <hyper/validate/one_of.hpp>
#include <hyper/validate/slug.hpp>
#include <hyper/validate/text.hpp>
#include <hyper/validate/url.hpp>
#include <string_view>
#include <type_traits>

namespace hyper {

/// Specialise to carry a rule of your own into the database. Both members may be left out:
///   static constexpr std::uint32_t max_length = 20;                     makes it varchar(20)
///   static constexpr void write(sql_writer& out, column_info const& column)      a condition
///   static constexpr std::string_view sql_type = "numeric(10,2)";         instead of the value's
template <class Rule>
struct column_rule {};

namespace detail {

/// `"status" IN ('draft', 'published')`
constexpr void write_choices(sql_writer& out, column_info const& column,
                             std::string_view const* choices, std::size_t count) {
  write_name(out, column);
  out << " IN (";
  for (std::size_t i = 0; i < count; ++i) {
    if (i != 0) out << ", ";
    out.literal(choices[i]);
  }
  out << ')';
}

template <class Enum>
constexpr void write_enumeration_check(sql_writer& out, column_info const& column) {
  constexpr auto const& entries = enum_entries<Enum>;
  std::array<std::string_view, entries.size()> names{};
  for (std::size_t i = 0; i < entries.size(); ++i) names[i] = entries[i].name;
  write_choices(out, column, names.data(), names.size());
}

/// A number as SQL. A fraction is written with as many digits as give it back, at most nine.
template <class Number>
constexpr void write_number(sql_writer& out, Number value) {
  if constexpr (std::is_integral_v<Number>) {
    out.number(static_cast<std::int64_t>(value));
  } else {
    if (value < 0) out << '-';
    Number const positive = value < 0 ? -value : value;
    auto const whole = static_cast<std::int64_t>(positive);
    out.number(whole);
    Number rest = positive - static_cast<Number>(whole);
    for (int digits = 0; rest > 0 && digits < 9; ++digits) {
      if (digits == 0) out << '.';
      rest *= 10;
      auto const digit = static_cast<std::int64_t>(digits == 8 ? rest + Number(0.5) : rest);
      out << static_cast<char>('0' + (digit > 9 ? 9 : digit));
      rest -= static_cast<Number>(digit);
      if (rest < Number(1e-9)) rest = 0;
    }
  }
}

template <class Rule>
concept rule_with_length = requires { column_rule<Rule>::max_length; };
template <class Rule>
concept rule_with_condition =
    requires(sql_writer& out, column_info const& column) { column_rule<Rule>::write(out, column); };

template <class Rule>
constexpr void write_rule(sql_writer& out, column_info const& column, bool& first) {
  if constexpr (rule_with_condition<Rule>) {
    if (!first) out << " AND ";
    first = false;
    column_rule<Rule>::write(out, column);
  }
}

template <class Rule>
constexpr void take_rule_type(column_type& column) {
  if constexpr (requires { column_rule<Rule>::sql_type; })
    column.sql_type = column_rule<Rule>::sql_type;
}
template <class Value, class... Rules>
constexpr void take_rule_types(column_type& column, checked<Value, Rules...> const*) {
  (take_rule_type<Rules>(column), ...);
}
template <class T>
constexpr void take_rule_types(column_type&, T const*) {}

/// The rules of `checked<Value, Rules...>`; a type of another kind has none that SQL could know.
template <class T>
struct rules_of {
  static constexpr bool has_condition = false;
  static constexpr std::uint32_t max_length() { return 0; }
};
template <class Value, class... Rules>
struct rules_of<checked<Value, Rules...>> {
  static constexpr bool has_condition =
      ((rule_with_condition<Rules> || rules_of<Rules>::has_condition) || ...);

  static constexpr void write(sql_writer& out, column_info const& column) {
    bool first = true;
    int const order[] = {0, (write_one<Rules>(out, column, first), 0)...};
    static_cast<void>(order);
  }
  static constexpr std::uint32_t max_length() {
    std::uint32_t shortest = 0;
    for (std::uint32_t length : {std::uint32_t{0}, length_of<Rules>()...})
      if (length != 0 && (shortest == 0 || length < shortest)) shortest = length;
    return shortest;
  }

 private:
  template <class Rule>
  static constexpr std::uint32_t length_of() {
    if constexpr (rule_with_length<Rule>)
      return column_rule<Rule>::max_length;
    else
      return rules_of<Rule>::max_length();
  }
  template <class Rule>
  static constexpr void write_one(sql_writer& out, column_info const& column, bool& first) {
    if constexpr (rules_of<Rule>::has_condition) {
      if (!first) out << " AND ";
      first = false;
      rules_of<Rule>::write(out, column);
    } else {
      write_rule<Rule>(out, column, first);
    }
  }
};

template <class T>
constexpr void describe_rules(column_type& column) {
  take_rule_types(column, static_cast<T const*>(nullptr));
  if constexpr (std::same_as<typename T::value_type, std::string>)
    column.max_length = rules_of<T>::max_length();
  if constexpr (rules_of<T>::has_condition) {
    column.write_check = &rules_of<T>::write;
    column.has_check = true;
  }
}

}  // namespace detail

template <std::size_t Least, std::size_t Most>
  requires(Most <= 10485760)  // PostgreSQL's longest varchar
struct column_rule<rule::length<Least, Most>> {
  static constexpr std::uint32_t max_length = Most;
  static constexpr void write(sql_writer& out, column_info const& column)
    requires(Least > 0)
  {
    out << "char_length(";
    detail::write_name(out, column);
    out << ") >= ";
    out.number(Least);
  }
};

/// A rule that knows its pattern as PostgreSQL's regular expression.
template <class Rule>
  requires requires { std::string_view(Rule::sql_pattern); }
struct column_rule<Rule> {
  static constexpr std::uint32_t max_length = Rule::max_length;
  static constexpr void write(sql_writer& out, column_info const& column) {
    detail::write_name(out, column);
    out << " ~ ";
    out.literal(Rule::sql_pattern);
  }
};

template <>
struct column_rule<rule::email> {
  static constexpr std::uint32_t max_length = 254;
};
template <>
struct column_rule<rule::slug> {
  static constexpr std::uint32_t max_length = 255;
};
template <>
struct column_rule<rule::url> {
  static constexpr std::uint32_t max_length = 2048;
};

template <auto Lowest, auto Highest>
struct column_rule<rule::between<Lowest, Highest>> {
  static constexpr void write(sql_writer& out, column_info const& column) {
    detail::write_name(out, column);
    out << " BETWEEN ";
    detail::write_number(out, Lowest);
    out << " AND ";
    detail::write_number(out, Highest);
  }
};

template <fixed_string... Choices>
struct column_rule<rule::one_of<Choices...>> {
  static constexpr std::uint32_t max_length = [] {
    std::size_t longest = 1;
    for (std::string_view choice : rule::one_of<Choices...>::choices)
      if (choice.size() > longest) longest = choice.size();
    return static_cast<std::uint32_t>(longest);
  }();
  static constexpr void write(sql_writer& out, column_info const& column) {
    auto const& choices = rule::one_of<Choices...>::choices;
    detail::write_choices(out, column, choices.data(), choices.size());
  }
};

}  // namespace hyper
