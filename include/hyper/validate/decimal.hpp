// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/validate/digits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// An exact decimal number, PostgreSQL's `numeric`: a whole number of digits and how many of them
/// stand behind the point. `12.50` keeps its zero, yet equals `12.5`. No floating point is involved
/// anywhere. NaN and the infinities of PostgreSQL have no decimal.
class decimal {
 public:
  /// The most digits that are taken from a text, and the most behind the point.
  static constexpr std::size_t most_digits = 1000;

  /// Zero.
  constexpr decimal() : digits_("0") {}
  /// A whole number. There is none from floating point, which would not be exact.
  template <std::integral Whole>
    requires(!std::same_as<Whole, bool>)
  constexpr decimal(Whole whole) : negative_(whole < 0) {
    auto const plain = static_cast<std::uint64_t>(whole);
    detail::append_digits(digits_, negative_ ? 0 - plain : plain, 1);
  }

  /// From a sign, digits without the point, and how many of them stand behind it: {true, "1250", 2}
  /// is -12.50. Nothing when there is another character, no digit, or more than `most_digits`.
  static constexpr std::optional<decimal> from_parts(bool negative, std::string_view digits,
                                                     std::size_t scale) {
    if (digits.empty() || digits.size() > most_digits || scale > most_digits) return std::nullopt;
    for (char character : digits)
      if (!detail::is_digit(character)) return std::nullopt;
    std::size_t zeros = 0;
    while (zeros + 1 < digits.size() && digits[zeros] == '0') ++zeros;
    decimal result;
    result.digits_ = std::string(digits.substr(zeros));
    result.scale_ = static_cast<std::uint16_t>(scale);
    result.negative_ = negative && !result.is_zero();
    return result;
  }

  /// An optional minus, digits, and maybe a point with digits behind it. No exponent.
  static constexpr std::optional<decimal> from_text(std::string_view text) {
    bool const negative = detail::take_character(text, '-');
    std::size_t point = 0;
    while (point < text.size() && text[point] != '.') ++point;
    if (point == text.size()) return from_parts(negative, text, 0);
    if (point == 0 || point + 1 == text.size() || text.size() > most_digits + 1)
      return std::nullopt;
    std::string digits(text.substr(0, point));
    digits += text.substr(point + 1);
    return from_parts(negative, digits, text.size() - point - 1);
  }

  constexpr bool negative() const { return negative_; }
  /// All digits without the point, the first of them not zero, unless it is the only one.
  constexpr std::string_view digits() const { return digits_; }
  /// How many digits stand behind the point. It may be more than there are.
  constexpr std::size_t scale() const { return scale_; }
  constexpr bool is_zero() const { return digits_.size() == 1 && digits_[0] == '0'; }

  constexpr void append_text(std::string& out) const {
    if (negative_) out += '-';
    std::size_t const whole = digits_.size() > scale_ ? digits_.size() - scale_ : 0;
    if (whole == 0) out += '0';
    out.append(digits_, 0, whole);
    if (scale_ == 0) return;
    out += '.';
    if (whole == 0) out.append(scale_ - digits_.size(), '0');
    out.append(digits_, whole);
  }
  constexpr std::string text() const {
    std::string out;
    append_text(out);
    return out;
  }

  static constexpr std::string_view text_form = "a decimal number in quotes such as \"12.50\"";

  /// By value: 1.5 and 1.50 are equivalent.
  friend constexpr std::weak_ordering operator<=>(decimal const& a, decimal const& b) {
    if (a.negative_ != b.negative_)
      return a.negative_ ? std::weak_ordering::less : std::weak_ordering::greater;
    return a.negative_ ? compare_sizes(b, a) : compare_sizes(a, b);
  }
  friend constexpr bool operator==(decimal const& a, decimal const& b) { return (a <=> b) == 0; }

 private:
  /// The digit that stands for 10^power.
  constexpr char digit_at(std::int64_t power) const {
    std::int64_t const last = static_cast<std::int64_t>(digits_.size()) - 1;
    std::int64_t const place = last - scale_ - power;
    return place < 0 || place > last ? '0' : digits_[static_cast<std::size_t>(place)];
  }
  static constexpr std::weak_ordering compare_sizes(decimal const& a, decimal const& b) {
    auto const top = [](decimal const& x) {
      return static_cast<std::int64_t>(x.digits_.size()) - 1 - x.scale_;
    };
    std::int64_t const bottom = -std::int64_t{a.scale_ > b.scale_ ? a.scale_ : b.scale_};
    for (std::int64_t power = top(a) > top(b) ? top(a) : top(b); power >= bottom; --power)
      if (auto const order = a.digit_at(power) <=> b.digit_at(power); order != 0) return order;
    return std::weak_ordering::equivalent;
  }

  std::string digits_;
  std::uint16_t scale_ = 0;
  bool negative_ = false;
};

}  // namespace hyper
