// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Windows: what a row is among others. `over<partition_by<"album">, sorted_by<"-length">>(rank())`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/functions.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <string_view>

namespace hyper {
namespace detail {

/// A number that stands in the text of SQL, without its sign.
struct number_text {
  std::array<char, 12> letters{};
  std::size_t size = 0;
  constexpr std::string_view view() const { return {letters.data(), size}; }
};
/// … of a frame: nothing for the row itself and for no end.
template <int Number>
constexpr number_text frame_number() {
  number_text made;
  int rest = Number < 0 ? -Number : Number;
  if (rest == 0 || rest >= 1'000'000) return made;
  sql_writer to(made.letters.data());
  to.number(rest);
  made.size = to.size();
  return made;
}
constexpr std::string_view frame_word(int number) {
  if (number == 0) return "CURRENT ROW";
  if (number <= -1'000'000) return "UNBOUNDED PRECEDING";
  if (number >= 1'000'000) return "UNBOUNDED FOLLOWING";
  return number < 0 ? " PRECEDING" : " FOLLOWING";
}

}  // namespace detail

/// A function that only a window has: `row_number()`, `rank()`.
template <fixed_string Name>
struct window_function {
  using expression_tag = void;
  static constexpr auto tokens = detail::sql_token(Name.view());
  template <class Scope>
  static constexpr bool check() {
    return true;
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<std::int64_t>;
  }
};
constexpr auto row_number() { return window_function<"row_number()">{}; }
constexpr auto rank() { return window_function<"rank()">{}; }
constexpr auto dense_rank() { return window_function<"dense_rank()">{}; }
/// The value in the row before, and in the one behind.
template <fixed_string Path>
constexpr auto value_before() {
  return sql_function<"lag", void>(column<Path>);
}
template <fixed_string Path>
constexpr auto value_behind() {
  return sql_function<"lead", void>(column<Path>);
}

/// Which of so many parts of equal size a row is in.
template <int Count>
struct parts_function {
  using expression_tag = void;
  static_assert(Count > 0, "rows are divided into at least one part");
  static constexpr auto number = detail::frame_number<Count>();
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token("ntile("), detail::sql_token(number.view()), detail::sql_token(")"));
  template <class Scope>
  static constexpr bool check() {
    return true;
  }
  template <class Scope>
  void bind(parameters&) const {}
  static constexpr column_type const* type(model_info const&) {
    return &detail::plain_column<std::int32_t>;
  }
};
template <int Count>
constexpr auto parts() {
  return parts_function<Count>{};
}

/// The parts of a window.
template <fixed_string... Paths>
struct partition_by {
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token("PARTITION BY "), detail::comma_tokens<column_expression<Paths>...>());
};
/// No end of a window's frame.
inline constexpr int unbounded = 1'000'000;

/// Which rows around a row its window has: `rows_between<-2, 0>` are it and the two before it;
/// `rows_between<-unbounded, 0>` all before it.
template <int First, int Last>
struct rows_between {
  static_assert(First <= Last, "a frame begins before it ends");
  static constexpr auto first = detail::frame_number<First>();
  static constexpr auto last = detail::frame_number<Last>();
  static constexpr auto tokens = detail::join_tokens(
      detail::sql_token(" ROWS BETWEEN "), detail::sql_token(first.view()),
      detail::sql_token(detail::frame_word(First)), detail::sql_token(" AND "),
      detail::sql_token(last.view()), detail::sql_token(detail::frame_word(Last)));
};

/// `function OVER (PARTITION BY … ORDER BY …)`
template <class A, class... Parts>
struct window_expression : detail::operand_list<A> {
  using expression_tag = void;
  static constexpr auto make_tokens() {
    auto all = detail::join_tokens(A::tokens, detail::sql_token(" OVER ("), Parts::tokens...,
                                   detail::sql_token(")"));
    all[0].aggregate = false;  // a window groups nothing; an aggregate inside of it does
    all[0].window = true;
    return all;
  }
  static constexpr auto tokens = make_tokens();
  static constexpr column_type const* type(model_info const& root) { return A::type(root); }
};
/// A window: `over<partition_by<"album">, sorted_by<"-length">>(rank())`, or an aggregate in it.
template <class... Parts, class A>
constexpr auto over(A const& function) {
  return window_expression<A, Parts...>{{{function}}};
}

}  // namespace hyper
