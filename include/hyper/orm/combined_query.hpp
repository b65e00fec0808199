// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// UNION, INTERSECT and EXCEPT of queries.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/select.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

/// How the rows of several queries become one list.
enum class set_operation : std::uint8_t { unite, unite_all, intersect, subtract };

namespace detail {

constexpr std::string_view combining_word(set_operation how) {
  constexpr std::array<std::string_view, 4> names{" UNION ", " UNION ALL ", " INTERSECT ",
                                                  " EXCEPT "};
  return names[static_cast<std::size_t>(how)];
}

/// What stands behind the queries.
template <bool Limited, fixed_string... Order>
struct combined_end {
  static constexpr bool limited = Limited;
  using with_limit = combined_end<true, Order...>;
  static constexpr std::array<std::string_view, sizeof...(Order)> order{Order.view()...};
};

/// The number of a column among those of the rows, from 1; 0 when it is none of them.
constexpr std::size_t column_number(query_shape const& shape, std::string_view name) {
  std::size_t number = 0;
  if (!shape.whole()) {
    for (std::size_t i = 0; i < shape.selected_count; ++i)
      if (shape.selected[i] == name) return i + 1;
    return 0;
  }
  for (std::size_t i = 0; i < shape.root().count; ++i) {
    if (i < 64 && (shape.left_out >> i & 1U) != 0) continue;
    ++number;
    if (shape.root()[i].is_called(name)) return number;
  }
  return 0;
}

/// By the columns that are named, else by the primary key of whole rows.
constexpr void write_combined_order(statement_writer& to, query_shape const& shape,
                                    std::string_view const* order, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    ordered_column const named = split_direction(order[i]);
    to.out << (i == 0 ? " ORDER BY " : ", ");
    to.out.number(static_cast<std::int64_t>(column_number(shape, named.name)));
    if (named.descending) to.out << " DESC";
  }
  if (count != 0 || !shape.whole()) return;
  for (std::size_t i = 0; i < shape.root().key_count(); ++i) {
    to.out << (i == 0 ? " ORDER BY " : ", ");
    write_name(to.out, shape.root()[shape.root().key_column(i)]);
  }
}

/// `(SELECT …) UNION (SELECT …)`
constexpr void write_combined(statement_writer& to, query_shape const* const* shapes,
                              std::size_t count, set_operation how) {
  for (std::size_t i = 0; i < count; ++i) {
    to.out << (i == 0 ? std::string_view() : combining_word(how)) << '(';
    write_query_text(to, *shapes[i], query_action::select, 0);
    to.out << ')';
  }
}

/// The list, or how many rows it has.
template <set_operation How, class End, bool Count, class... Queries>
struct combined_source {
  static constexpr bool pure_read = true;
  static constexpr query_shape const* shapes[] = {Queries::shape()...};
  static constexpr tenant_use tenants = [] {
    tenant_use all;
    for (query_shape const* each : shapes) all.add(each->tenants);
    return all;
  }();
  static constexpr void write(statement_writer& to) {
    if (Count) to.out << "SELECT count(*) FROM (";
    write_combined(to, shapes, sizeof...(Queries), How);
    if (!Count) write_combined_order(to, *shapes[0], End::order.data(), End::order.size());
    if (End::limited) {
      to.out << " LIMIT ";
      to.parameter(sql_oid::int8);
    }
    if (Count) to.out << ") q";
  }
  static constexpr statement_tables touched{{}, (reads_unlogged(*Queries::shape()) || ...)};
};

/// All queries are sound, and about rows of one kind of tenants.
template <set_operation How, class First, class... More>
constexpr bool check_combined() {
  if constexpr (!First::template check_end<query_action::select>() ||
                !(More::template check_end<query_action::select>() && ...)) {
    return false;
  } else {
    constexpr bool good =
        !combined_source<How, combined_end<false>, false, First, More...>::tenants.several;
    if constexpr (!good) explain_several_tenants<typename First::model_type>();
    return good;
  }
}

}  // namespace detail

/// The rows of several queries as one list, in the order of the primary key, or in one of its own.
template <set_operation How, class End, class First, class... More>
class combined_query {
  template <class... Queries>
  using text_of = detail::constant_statement<detail::combined_source<How, End, false, Queries...>>;
  using counting =
      detail::constant_statement<detail::combined_source<How, End, true, First, More...>>;

 public:
  using model_type = typename First::model_type;
  constexpr explicit combined_query(std::tuple<First, More...> queries, std::int64_t limit = 0)
      : queries_(std::move(queries)), limit_(limit) {
    static_assert(First::shape()->bits == 0 && ((More::shape()->bits == 0) && ...),
                  "conditions that may be missing do not fit into a combined query");
    static_cast<void>(detail::check_combined<How, First, More...>());
  }

  /// Sorts the whole list by columns of its rows, `-` in front for descending.
  template <fixed_string... Columns>
  constexpr auto order_by() const {
    using end = detail::combined_end<End::limited, Columns...>;
    return combined_query<How, end, First, More...>(queries_, limit_);
  }
  /// At most so many rows of the whole list.
  constexpr auto limit(std::int64_t count) const {
    return combined_query<How, typename End::with_limit, First, More...>(queries_,
                                                                         count < 0 ? 0 : count);
  }

  constexpr std::string_view sql() const { return text_of<First, More...>::sql; }

  task<std::vector<model_type>> all() const {
    static_assert((std::is_same_v<model_type, typename More::model_type> && ...),
                  "whole rows are of one model: of several models take values<row>()");
    check_order<First>();
    return detail::fetch_all<model_type>(&text_of<First, More...>::made, First::shape(), bound());
  }
  /// Rows of a struct, whose members all queries select by their names; they may be of several
  /// models.
  template <class Row>
  task<std::vector<Row>> values() const {
    check_order<selecting<Row, First>>();
    return detail::fetch_rows<Row>(&text_of<selecting<Row, First>, selecting<Row, More>...>::made,
                                   bound());
  }
  /// The SQL of `values`.
  template <class Row>
  static constexpr std::string_view values_sql() {
    return text_of<selecting<Row, First>, selecting<Row, More>...>::sql;
  }
  task<std::int64_t> count() const { return detail::fetch_number(&counting::made, bound()); }

 private:
  template <class Row, class Query>
  using selecting =
      decltype(std::declval<Query const&>().template with_clause<values_clause<Row>>());

  /// The columns of an order are columns of the rows.
  template <class Query>
  static constexpr void check_order() {
    static_assert(
        [] {
          for (std::string_view const each : End::order)
            if (detail::column_number(*Query::shape(), detail::split_direction(each).name) == 0)
              return false;
          return true;
        }(),
        "a combined query is sorted by columns of its rows");
  }
  parameters bound() const {
    parameters all;
    std::apply([&all](auto const&... query) { (all.append(query.all_values()), ...); }, queries_);
    if constexpr (End::limited) all.add(limit_);
    return all;
  }

  std::tuple<First, More...> queries_;
  std::int64_t limit_;
};

namespace detail {
template <set_operation How, class... Queries>
constexpr auto combine(Queries const&... queries) {
  static_assert(sizeof...(Queries) > 1, "there are at least two queries");
  return combined_query<How, combined_end<false>, Queries...>(std::tuple(queries...));
}
}  // namespace detail

/// Rows of any of the queries, each once.
template <class... Queries>
constexpr auto union_of(Queries const&... queries) {
  return detail::combine<set_operation::unite>(queries...);
}
/// Rows of all the queries; those of several as often as they are there.
template <class... Queries>
constexpr auto union_all_of(Queries const&... queries) {
  return detail::combine<set_operation::unite_all>(queries...);
}
/// Rows that each of the queries has.
template <class... Queries>
constexpr auto intersection_of(Queries const&... queries) {
  return detail::combine<set_operation::intersect>(queries...);
}
/// Rows of the first query that the others have not.
template <class... Queries>
constexpr auto difference_of(Queries const&... queries) {
  return detail::combine<set_operation::subtract>(queries...);
}

}  // namespace hyper
