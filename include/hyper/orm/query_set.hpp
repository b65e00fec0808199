// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/page.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/query_state.hpp>
#include <hyper/orm/query_statements.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// A query: what it looks like stands in its type, the values in the object. It is made from
/// `objects<Model>` and does nothing until one of its ends is awaited: `all`, `first`, `get`,
/// `count`, `exists`, `update`, `erase`, `page`. Every step returns a new query, so a query can be
/// kept and used again.
///
/// A condition is written as in Django: column, or foreign keys and column, then a lookup, joined
/// by
/// `__`: `filter<"writer__name__icontains">(text)`. Without a value, `filter<"…">()` gives the
/// shape alone, whose `sql()` is a constant.
template <class Model, class State, class... Clauses>
class query_set {
 public:
  using model_type = Model;

  constexpr query_set() = default;
  constexpr explicit query_set(State state) : state_(std::move(state)) {}

  /// Keeps the rows for which the condition holds. `range` takes two values.
  template <fixed_string Text, class... Values>
  constexpr auto filter(Values const&... values) const& {
    return add_condition<clause_kind::filter, Text>(state_, values...);
  }
  template <fixed_string Text, class... Values>
  constexpr auto filter(Values const&... values) && {
    return add_condition<clause_kind::filter, Text>(std::move(state_), values...);
  }

  /// Drops the rows for which the condition holds. Rows for which it is unknown, because the column
  /// is NULL, are kept.
  template <fixed_string Text, class... Values>
  constexpr auto exclude(Values const&... values) const& {
    return add_condition<clause_kind::exclude, Text>(state_, values...);
  }
  template <fixed_string Text, class... Values>
  constexpr auto exclude(Values const&... values) && {
    return add_condition<clause_kind::exclude, Text>(std::move(state_), values...);
  }

  /// The condition is there only when the std::optional has a value. Each text that may come of it
  /// is a constant; a query may have six such conditions, counting each `isnull`.
  template <fixed_string Text, class... Values>
  constexpr auto filter_if(Values const&... values) const& {
    return add_condition<clause_kind::filter_if, Text>(state_, values...);
  }
  template <fixed_string Text, class... Values>
  constexpr auto filter_if(Values const&... values) && {
    return add_condition<clause_kind::filter_if, Text>(std::move(state_), values...);
  }

  /// Sorts by columns, `-` in front for descending; replaces an order that was there, and the
  /// model's own. Without columns: no order.
  template <fixed_string... Columns>
  constexpr auto order_by() const {
    if constexpr (detail::check_order<Model, Columns...>())
      return grow<clause<clause_kind::order_by, Columns...>>(state_);
    else
      return *this;
  }

  /// Loads the objects behind foreign keys in the same statement: `"writer"`, `"writer__team"`.
  template <fixed_string... Relations>
  constexpr auto select_related() const {
    if constexpr (detail::check_relations<Model, Relations...>())
      return grow<clause<clause_kind::select_related, Relations...>>(state_);
    else
      return *this;
  }

  /// At most so many rows.
  constexpr auto limit(std::int64_t count) const {
    auto state = state_;
    state.limit = count < 0 ? 0 : count;
    if constexpr (detail::has_clause<Clauses...>(clause_kind::limit))
      return query_set(std::move(state));
    else
      return grow<clause<clause_kind::limit>>(std::move(state));
  }

  /// Without the first so many rows.
  constexpr auto offset(std::int64_t count) const {
    auto state = state_;
    state.offset = count < 0 ? 0 : count;
    if constexpr (detail::has_clause<Clauses...>(clause_kind::offset))
      return query_set(std::move(state));
    else
      return grow<clause<clause_kind::offset>>(std::move(state));
  }

  /// Of a model with a `deleted_at` member: the deleted rows, too.
  constexpr auto with_deleted() const { return grow<clause<clause_kind::with_deleted>>(state_); }
  /// Of a model with a `deleted_at` member: the deleted rows alone.
  constexpr auto only_deleted() const { return grow<clause<clause_kind::only_deleted>>(state_); }

  /// The SQL of `all`, with the optional conditions that this object has.
  constexpr std::string_view sql() const { return sql_of<query_action::select>(); }

  /// The SQL of another end: `sql<query_action::count>()`.
  template <query_action Action>
  constexpr std::string_view sql() const {
    return sql_of<Action>();
  }

  /// All rows.
  task<std::vector<Model>> all() const {
    return detail::fetch_all<Model>(chosen<query_action::select>(), shape(), bound());
  }

  /// The first row in the query's order, or in that of the primary key when it has none.
  task<std::optional<Model>> first() const {
    if constexpr (detail::has_clause<Clauses...>(clause_kind::limit))
      if (state_.limit == 0) return detail::fetch_nothing<Model>();
    return detail::fetch_first<Model>(chosen<query_action::first>(), shape(), bound(false));
  }

  /// The only row. Throws does_not_exist or multiple_objects.
  task<Model> get() const {
    return detail::fetch_one<Model>(chosen<query_action::get>(), shape(), conditions());
  }

  /// The only row with this value: `get<"address">(address)`. Throws as get() does.
  template <fixed_string Text, class Value>
  task<Model> get(Value const& value) const {
    return filter<Text>(value).get();
  }

  /// How many rows there are.
  task<std::int64_t> count() const {
    return detail::fetch_number(chosen<query_action::count>(), bound());
  }

  /// Whether there is a row.
  task<bool> exists() const { return detail::fetch_truth(chosen<query_action::exists>(), bound()); }

  /// One page of the rows, by keyset: its place is remembered by the values of a row, not by a
  /// number, so that a late page costs what the first does, and rows that come or go move nothing.
  /// `at` has a `payload()`, empty for the first page, and a `size()`. Throws invalid_cursor when
  /// the payload is not one of this query's.
  template <class Cursor>
  task<keyset_page<Model>> page(Cursor const& at) const {
    if constexpr (!judge()) {
      return {};
    } else if constexpr (detail::has_clause<Clauses...>(clause_kind::limit) ||
                         detail::has_clause<Clauses...>(clause_kind::offset)) {
      static_cast<void>(
          &compile_error<clause_does_not_fit_here<Model, "page sets limit", "and offset itself">>);
      return {};
    } else {
      detail::page_request request{chosen<query_action::first_page>(),
                                   chosen<query_action::next_page>(),
                                   chosen<query_action::previous_page>(),
                                   shape(),
                                   std::string(at.payload()),
                                   at.size()};
      return detail::fetch_page<Model>(std::move(request), conditions());
    }
  }

  /// Sets columns of all rows to values: `update<"title", "body">(title, body)`. Answers how many
  /// rows there were.
  template <fixed_string... Columns, class... Values>
  task<std::uint64_t> update(Values const&... values) const {
    if constexpr (detail::update_check<Model, detail::type_list<Values...>, Columns...>::check()) {
      using statements = detail::query_statements<Model, query_action::update, Clauses...,
                                                  clause<clause_kind::update, Columns...>>;
      parameters bound_values = bound();
      (detail::bind_assigned<detail::path_of<Model, Columns>.target()->oid>(bound_values, values),
       ...);
      return detail::run_counted(&statements::statements[variant()], std::move(bound_values));
    } else {
      return {};
    }
  }

  /// Deletes all rows; of a model with a `deleted_at` member, marks them. Answers how many there
  /// were.
  task<std::uint64_t> erase() const {
    return detail::run_counted(chosen<query_action::erase>(), bound());
  }
  /// Deletes the rows, also of a model with a `deleted_at` member.
  task<std::uint64_t> hard_erase() const { return grow<clause<clause_kind::hard>>(state_).erase(); }

 private:
  static constexpr bool judge() {
    if constexpr (!is_model<Model>) detail::explain_flawed_model<Model>();
    return is_model<Model>;
  }

  template <class Clause, class Other>
  static constexpr auto grow(Other state) {
    return query_set<Model, Other, Clauses..., Clause>(std::move(state));
  }

  template <clause_kind Kind, fixed_string Text, class Given, class... Values>
  static constexpr auto add_condition(Given&& state, Values const&... values) {
    using added = clause<Kind, Text>;
    if constexpr (!judge()) {
      return query_set(std::forward<Given>(state));
    } else if constexpr (!detail::check_condition<Model, Kind, Text,
                                                  detail::count_bits<Model, Clauses..., added>,
                                                  Values...>()) {
      return query_set(std::forward<Given>(state));
    } else if constexpr (sizeof...(Values) == 0) {
      return grow<added>(State(std::forward<Given>(state)));
    } else {
      constexpr std::size_t bit = detail::count_bits<Model, Clauses...>;
      using next = detail::state_with<State, Model, Kind, Text, Values...>;
      next grown(std::forward<Given>(state));
      detail::take_values<Model, Kind, Text, bit>(grown, values...);
      return grow<added>(std::move(grown));
    }
  }

  /// Which of the query's texts this object stands for.
  constexpr unsigned variant() const {
    constexpr std::size_t bits = detail::count_bits<Model, Clauses...>;
    return ((1U << bits) - 1) & ~state_.cleared;
  }

  template <query_action Action>
  constexpr std::string_view sql_of() const {
    statement const* const found = chosen<Action>();
    return found == nullptr ? std::string_view() : found->sql;
  }

  template <query_action Action>
  constexpr statement const* chosen() const {
    if constexpr (!judge()) {
      return nullptr;
    } else if constexpr (detail::shape_of<Model, Clauses...>.overflow) {
      static_cast<void>(
          &compile_error<query_is_too_large<Model, "it may have 8 tables,", "24 conditions",
                                            "and 8 columns to sort by">>);
      return nullptr;
    } else {
      return &detail::query_statements<Model, Action, Clauses...>::statements[variant()];
    }
  }

  static constexpr detail::query_shape const* shape() {
    return &detail::shape_of<Model, Clauses...>;
  }

  /// The values of the conditions.
  parameters conditions() const {
    if constexpr (std::same_as<State, detail::query_values>)
      return state_.values;
    else
      return {};
  }
  /// … with those of limit and offset behind them.
  parameters bound(bool with_limit = true) const {
    parameters values = conditions();
    if (with_limit && detail::has_clause<Clauses...>(clause_kind::limit)) values.add(state_.limit);
    if (detail::has_clause<Clauses...>(clause_kind::offset)) values.add(state_.offset);
    return values;
  }

  State state_{};
};

}  // namespace hyper
