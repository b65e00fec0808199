// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <hyper/orm/column_rule.hpp>
#include <hyper/validate/checked.hpp>
#include <hyper/validate/decimal.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {
namespace rule {

/// At most `Digits` digits, `Scale` of them behind the point: nothing that the database would
/// round.
template <std::size_t Digits, std::size_t Scale>
  requires(Digits >= 1 && Digits <= 1000 && Scale <= Digits)
struct digits {
  static constexpr std::optional<problem> check(decimal const& value) {
    std::size_t const size = value.is_zero() ? 0 : value.digits().size();
    std::size_t const whole = size > value.scale() ? size - value.scale() : 0;
    if (value.scale() > Scale)
      return problem{"decimal_places",
                     "must have at most " + std::to_string(Scale) + " digits behind the point"};
    if (whole > Digits - Scale)
      return problem{"max_digits", "must have at most " + std::to_string(Digits - Scale) +
                                       " digits before the point"};
    return std::nullopt;
  }
};

}  // namespace rule

/// An exact number with so many digits, some of them behind the point: `numeric<10, 2>`.
template <std::size_t Digits, std::size_t Scale>
using numeric = checked<decimal, rule::digits<Digits, Scale>>;

template <std::size_t Digits, std::size_t Scale>
struct column_rule<rule::digits<Digits, Scale>> {
  struct source {
    static constexpr void write(sql_writer& out) {
      out << "numeric(";
      out.number(Digits) << ',';
      out.number(Scale) << ')';
    }
  };
  static constexpr std::string_view sql_type = detail::constant_sql<source>::text;
};

}  // namespace hyper
