// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: exact amounts of one currency.

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/validate/decimal.hpp>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {
namespace detail {

/// Three capital letters.
constexpr bool is_currency_code(std::string_view code) {
  if (code.size() != 3) return false;
  for (char letter : code)
    if (letter < 'A' || letter > 'Z') return false;
  return true;
}

/// How many digits a currency has behind the point (ISO 4217, list one of 2024).
constexpr std::size_t places_of_currency(std::string_view code) {
  constexpr std::array<std::string_view, 17> none{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY",
                                                  "KMF", "KRW", "PYG", "RWF", "UGX", "UYI",
                                                  "VND", "VUV", "XAF", "XOF", "XPF"};
  constexpr std::array<std::string_view, 7> three{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  for (std::string_view each : none)
    if (each == code) return 0;
  for (std::string_view each : three)
    if (each == code) return 3;
  return code == "CLF" || code == "UYW" ? 4 : 2;
}

}  // namespace detail

/// An amount of one currency, in its smallest units: `money<"EUR">` counts cents, `money<"JPY">`
/// yen. Amounts of different currencies are different types, which nothing adds or compares. What
/// is too large for the type throws std::overflow_error.
template <fixed_string Currency>
  requires(detail::is_currency_code(Currency.view()))
class money {
 public:
  static constexpr std::string_view currency = Currency.view();
  static constexpr std::size_t places = detail::places_of_currency(Currency.view());
  /// The most digits of an amount: all of them fit.
  static constexpr std::size_t most_digits = 18;

  constexpr money() = default;
  static constexpr money from_units(std::int64_t smallest) {
    money made;
    made.units_ = smallest;
    return made;
  }
  /// Nothing when it has more digits behind the point than the currency, or is too large.
  static constexpr std::optional<money> from_decimal(decimal const& amount) {
    std::string_view digits = amount.digits();
    std::size_t scale = amount.scale();
    for (; scale > places; --scale, digits.remove_suffix(1)) {
      if (digits.back() != '0') return std::nullopt;
      if (digits.size() == 1) return money();  // 0.000
    }
    std::int64_t units = 0;
    if (digits.size() + places - scale > most_digits && !amount.is_zero()) return std::nullopt;
    for (char digit : digits) units = units * 10 + (digit - '0');
    for (; scale < places && units != 0; ++scale) units *= 10;
    return from_units(amount.negative() ? -units : units);
  }
  /// `12.50`, `-3`
  static constexpr std::optional<money> from_text(std::string_view text) {
    auto const amount = decimal::from_text(text);
    return amount ? from_decimal(*amount) : std::nullopt;
  }

  /// The amount in the smallest units: cents.
  constexpr std::int64_t units() const { return units_; }
  constexpr decimal amount() const {
    return *decimal::from_parts(units_ < 0, decimal(units_).digits(), places);
  }
  constexpr void append_text(std::string& out) const { amount().append_text(out); }
  constexpr std::string text() const { return amount().text(); }
  static constexpr std::string_view text_form = "an amount of money in quotes such as \"12.50\"";

  constexpr money& operator+=(money other) {
    if (__builtin_add_overflow(units_, other.units_, &units_)) throw_too_large();
    return *this;
  }
  constexpr money& operator-=(money other) {
    if (__builtin_sub_overflow(units_, other.units_, &units_)) throw_too_large();
    return *this;
  }
  constexpr money& operator*=(std::int64_t factor) {
    if (__builtin_mul_overflow(units_, factor, &units_)) throw_too_large();
    return *this;
  }
  friend constexpr money operator+(money a, money b) { return a += b; }
  friend constexpr money operator-(money a, money b) { return a -= b; }
  friend constexpr money operator-(money a) { return money() - a; }
  friend constexpr money operator*(money a, std::int64_t factor) { return a *= factor; }
  friend constexpr money operator*(std::int64_t factor, money a) { return a *= factor; }
  friend constexpr auto operator<=>(money, money) = default;

  /// So many parts which together are the whole: the first ones have one unit more where it does
  /// not divide. Throws std::invalid_argument for no parts.
  constexpr std::vector<money> shared_by(std::size_t parts) const {
    if (parts == 0) throw std::invalid_argument("money cannot be shared by nobody");
    auto const count = static_cast<std::int64_t>(parts);
    std::int64_t const rest = units_ % count;
    std::vector<money> made;
    for (std::int64_t i = 0; i < count; ++i) {
      std::int64_t const more = i < (rest < 0 ? -rest : rest) ? (rest < 0 ? -1 : 1) : 0;
      made.push_back(from_units(units_ / count + more));
    }
    return made;
  }

 private:
  [[noreturn]] static constexpr void throw_too_large() {
    throw std::overflow_error("an amount of money is too large");
  }
  std::int64_t units_ = 0;
};

}  // namespace hyper
