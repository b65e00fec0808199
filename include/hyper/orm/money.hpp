// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: columns of money. PostgreSQL's own type `money` means another amount, and another
// currency, in each locale; so this is `numeric` with the currency's digits.

#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/numeric.hpp>
#include <hyper/validate/money.hpp>
#include <string_view>

namespace hyper {

/// `numeric(18,2)` for a currency with two digits behind the point.
template <fixed_string Currency>
struct column_traits<money<Currency>> {
  using type = money<Currency>;
  using as = decimal;
  static constexpr std::string_view sql_type =
      column_rule<rule::digits<type::most_digits, type::places>>::sql_type;

  static decimal to(type const& value) { return value.amount(); }
  /// Throws model_error for what the currency has not: fractions of its smallest unit.
  static type from(decimal const& stored) {
    auto const found = type::from_decimal(stored);
    if (!found) throw model_error(type::currency, "the database holds " + stored.text());
    return *found;
  }
};

}  // namespace hyper
