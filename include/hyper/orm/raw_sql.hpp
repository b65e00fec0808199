// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// SQL by hand, with bound values, into any struct.

#include <array>
#include <cstddef>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

/// Reached only by a text whose parameters are not as many as the values: the compiler then names
/// it.
inline void sql_has_another_number_of_parameters() {}

/// The highest `$n` in a text; those in quotes are not counted.
constexpr std::size_t count_parameters(std::string_view sql) {
  std::size_t highest = 0;
  char quote = 0;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (quote != 0) {
      if (sql[i] == quote) quote = 0;
    } else if (sql[i] == '\'' || sql[i] == '"') {
      quote = sql[i];
    } else if (sql[i] == '$') {
      std::size_t number = 0;
      while (i + 1 < sql.size() && sql[i + 1] >= '0' && sql[i + 1] <= '9')
        number = number * 10 + static_cast<std::size_t>(sql[++i] - '0');
      if (number > highest) highest = number;
    }
  }
  return highest;
}

}  // namespace detail

/// A text of SQL that stands in the program: nothing that comes at run time can become one, so no
/// value can become SQL. It must have as many parameters `$1`, `$2`, … as there are values.
template <std::size_t Values>
class sql_text {
 public:
  template <std::size_t Size>
  consteval sql_text(char const (&text)[Size])
      : text_(text, Size - 1), hash_(statement_hash(text_)) {
    if (detail::count_parameters(text_) != Values) detail::sql_has_another_number_of_parameters();
  }
  constexpr std::string_view text() const { return text_; }
  constexpr std::uint64_t hash() const { return hash_; }

 private:
  std::string_view text_;
  std::uint64_t hash_;
};

namespace detail {

template <class... Values>
inline constexpr std::array<type_oid, sizeof...(Values) + 1> natural_types{
    natural_oid<plain_type<Values>>()..., 0};

template <class... Values>
statement raw_statement(sql_text<sizeof...(Values)> sql) {
  return {sql.text(), sql.hash(), {natural_types<Values...>.data(), sizeof...(Values)}, false};
}

template <class... Values>
parameters raw_values(Values const&... values) {
  parameters bound;
  (bind_value<natural_oid<plain_type<Values>>()>(bound, values), ...);
  return bound;
}

template <class Row>
task<std::vector<Row>> run_raw(statement what, parameters values) {
  auto reading = fetch_rows<Row>(&what, std::move(values));
  co_return co_await reading;
}
task<std::uint64_t> run_raw_command(statement what, parameters values);

}  // namespace detail

/// `co_await raw<sales>("SELECT country, sum(total) FROM invoices WHERE year = $1 GROUP BY 1",
/// year)`: the columns of a row become the members of a struct, in their order. Whole numbers
/// travel as bigint, floating ones as double precision: cast a parameter where SQL wants another
/// type.
template <class Row, class... Values>
task<std::vector<Row>> raw(sql_text<sizeof...(Values)> sql, Values const&... values) {
  return detail::run_raw<Row>(detail::raw_statement<Values...>(sql), detail::raw_values(values...));
}

/// SQL that has no rows. Answers how many were changed.
template <class... Values>
task<std::uint64_t> raw_command(sql_text<sizeof...(Values)> sql, Values const&... values) {
  return detail::run_raw_command(detail::raw_statement<Values...>(sql),
                                 detail::raw_values(values...));
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/raw_sql.ipp>
#endif
