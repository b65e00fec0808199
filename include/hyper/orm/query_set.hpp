// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/fetch.hpp>
#include <hyper/orm/page.hpp>
#include <hyper/orm/prefetch.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/query_ends.hpp>
#include <hyper/orm/query_expressions.hpp>
#include <hyper/orm/query_rows.hpp>
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
/// A condition is written as in Django: column, or foreign keys and column, then a lookup,
/// joined by `__`: `filter<"writer__name__icontains">(text)`. Without a value, `filter<"…">()`
/// gives the shape alone, whose `sql()` is a constant.
template <class Model, class State, class... Clauses>
class query_set : public query_ends<query_set<Model, State, Clauses...>, Model> {
 public:
  using model_type = Model;
  using row_type = Model;

  constexpr query_set() = default;
  constexpr explicit query_set(State state) : state_(std::move(state)) {}

  /// Keeps the rows for which the condition holds. `range` takes two values. A value may be an
  /// expression: `filter<"stock__lt">(column<"wanted">)`.
  template <fixed_string Text, class... Values>
  constexpr auto filter(Values const&... values) const& {
    return add_condition<clause_kind::filter, Text>(state_, values...);
  }
  template <fixed_string Text, class... Values>
  constexpr auto filter(Values const&... values) && {
    return add_condition<clause_kind::filter, Text>(std::move(state_), values...);
  }
  /// Keeps the rows for which a condition made of expressions holds:
  /// `filter(where<"title__icontains">(word) | column<"stock"> > 3)`. With an aggregate in it, it
  /// is a condition on groups.
  template <detail::condition_expression Condition>
  constexpr auto filter(Condition const& condition) const {
    return add_expression<expression_clause<clause_kind::filter_by, Condition>>(condition);
  }
  template <detail::condition_expression Condition>
  constexpr auto exclude(Condition const& condition) const {
    return filter(~condition);
  }

  /// Gives an expression a name, by which `filter`, `order_by` and `values` know it.
  template <fixed_string Name, detail::expression Expression>
  constexpr auto annotate(Expression const& expression) const {
    return add_expression<expression_clause<clause_kind::annotate, Expression, Name>>(expression);
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
    if constexpr (detail::check_order<scope, Columns...>())
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

  /// Reads these columns of the model alone, or all others; and the key. The other members keep
  /// their defaults, so such an object must not be saved as a whole: `save<"title">(object)`.
  template <fixed_string... Columns>
  constexpr auto only() const {
    if constexpr (detail::check_columns<Model, Columns...>())
      return grow<clause<clause_kind::only, Columns...>>(state_);
    else
      return *this;
  }
  template <fixed_string... Columns>
  constexpr auto defer() const {
    if constexpr (detail::check_columns<Model, Columns...>())
      return grow<clause<clause_kind::defer, Columns...>>(state_);
    else
      return *this;
  }

  /// Equal rows once; with columns the first row of each of their values, in the query's order.
  template <fixed_string... Columns>
  constexpr auto distinct() const {
    if constexpr (detail::check_columns<Model, Columns...>())
      return grow<clause<clause_kind::distinct, Columns...>>(state_);
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

  /// The SQL of `all`, with the optional conditions that this object has.
  constexpr std::string_view sql() const { return sql_of<query_action::select>(); }

  /// The SQL of another end: `sql<query_action::count>()`.
  template <query_action Action>
  constexpr std::string_view sql() const {
    return sql_of<Action>();
  }

  /// All rows.
  task<std::vector<Model>> all() const { return detail::all_rows<Model>(*this); }

  /// The first row in the query's order, or in that of the primary key when it has none.
  task<std::optional<Model>> first() const { return detail::first_row<Model>(*this); }

  /// The only row. Throws does_not_exist or multiple_objects.
  task<Model> get() const { return detail::only_row<Model>(*this); }

  /// The only row with this value: `get<"address">(address)`. Throws as get() does.
  template <fixed_string Text, class Value>
  task<Model> get(Value const& value) const {
    return filter<Text>(value).get();
  }

  /// How many rows there are.
  task<std::int64_t> count() const {
    return detail::fetch_number(chosen<query_action::count>(), all_values());
  }

  /// Whether there is a row.
  task<bool> exists() const {
    return detail::fetch_truth(chosen<query_action::exists>(), all_values());
  }

  /// One page of the rows, by keyset: its place is remembered by the values of a row, not by a
  /// number, so that a late page costs what the first does, and rows that come or go move nothing.
  /// `at` has a `payload()`, empty for the first page, and a `size()`. Throws invalid_cursor when
  /// the payload is not one of this query's.
  template <class Cursor>
  task<keyset_page<Model>> page(Cursor const& at) const {
    return detail::page_of_rows<Model>(*this, at);
  }

  /// Sets columns of all rows to values or expressions: `update<"title">(title)`,
  /// `update<"stock">(column<"stock"> - 1)`. Answers how many rows there were.
  template <fixed_string... Columns, class... Values>
  task<std::uint64_t> update(Values const&... values) const {
    if constexpr (!detail::update_check<Model, detail::type_list<Values...>, Columns...>::check())
      return {};
    else
      return detail::run_counted(
          chosen<query_action::update, updated<detail::type_list<Values...>, Columns...>>(),
          assigned<Columns...>(values...));
  }
  /// Deletes all rows; of a model with a `deleted_at` member, marks them. Answers how many there
  /// were.
  task<std::uint64_t> erase() const {
    return detail::run_counted(chosen<query_action::erase>(), all_values());
  }
  // For the library.
  using clauses = detail::type_list<Clauses...>;
  using scope = detail::query_scope<Model, Clauses...>;
  template <class Clause>
  constexpr auto with_clause() const {
    return grow<Clause>(state_);
  }
  template <class Clause>
  auto with_clause_before(parameters values) const {
    values.append(conditions());
    detail::query_values grown(state_);
    grown.values = std::move(values);
    return query_set<Model, detail::query_values, Clauses..., Clause>(std::move(grown));
  }
  template <class Visit>
  static constexpr void each_clause([[maybe_unused]] Visit visit) {
    (visit(Clauses::text), ...);
  }
  template <query_action Action>
  constexpr statement const* statement_of() const {
    return chosen<Action>();
  }
  static constexpr detail::query_shape const* shape() {
    return &detail::shape_of<Model, Clauses...>;
  }
  template <query_action Action>
  static constexpr bool check_end() {
    return detail::check_whole<Model, Action, Clauses...>();
  }
  /// The values of the conditions.
  parameters conditions() const {
    if constexpr (std::same_as<State, detail::query_values>)
      return state_.values;
    else
      return {};
  }
  /// … with those of limit and offset behind them.
  parameters all_values(bool with_limit = true) const {
    parameters values = conditions();
    if (with_limit && has(clause_kind::limit)) values.add(state_.limit);
    if (has(clause_kind::offset)) values.add(state_.offset);
    return values;
  }
  static consteval bool has(clause_kind kind) { return detail::has_clause<Clauses...>(kind); }
  constexpr bool is_empty() const { return has(clause_kind::limit) && state_.limit == 0; }
  static task<void> prefetch(std::vector<Model*> objects) {
    return detail::prefetch_objects<Model, Clauses...>(std::move(objects));
  }
  template <class Row>
  task<std::vector<Row>> rows_of() const {
    return detail::fetch_rows<Row>(chosen<query_action::select>(), all_values());
  }
  template <fixed_string... Columns, class... Values>
  task<std::vector<Model>> changed(Values const&... values) const {
    using clause = updated<detail::type_list<Values...>, Columns...>;
    return detail::fetch_all<Model>(chosen<query_action::update, clause>(),
                                    &detail::shape_of<Model, Clauses..., clause>,
                                    assigned<Columns...>(values...));
  }
  task<std::vector<Model>> erased() const {
    return detail::fetch_all<Model>(chosen<query_action::erase>(), shape(), all_values());
  }

 private:
  template <class Values, fixed_string... Columns>
  using updated = update_clause<detail::assigned_expressions<Values>, Columns...>;

  template <fixed_string... Columns, class... Values>
  parameters assigned(Values const&... values) const {
    parameters all = all_values();
    (detail::bind_update<scope, Columns>(all, values), ...);
    return all;
  }

  template <class Clause, detail::expression Expression>
  constexpr auto add_expression(Expression const& expression) const {
    if constexpr (!judge()) {
      return *this;
    } else if constexpr (!Expression::template check<scope>()) {
      return grow<typename Clause::template with<detail::flawed_expression>>(state_);
    } else if constexpr (!detail::has_values(Clause::text.tokens)) {
      return grow<Clause>(state_);
    } else {
      detail::query_values grown(state_);
      expression.template bind<scope>(grown.values);
      return query_set<Model, detail::query_values, Clauses..., Clause>(std::move(grown));
    }
  }

  static constexpr bool judge() {
    if constexpr (!detail::is_queryable<Model>) detail::explain_flawed_model<Model>();
    return detail::is_queryable<Model>;
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
    } else if constexpr (detail::compares_expressions<scope, Text, Values...>()) {
      return query_set(std::forward<Given>(state))
          .filter(detail::compare_with<scope, Text>(values...));
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
    return ((1U << detail::count_bits<Model, Clauses...>)-1) & ~state_.cleared;
  }

  template <query_action Action>
  constexpr std::string_view sql_of() const {
    if constexpr (!detail::check_whole<Model, Action, Clauses...>())
      return {};
    else
      return detail::query_statements<Model, Action, Clauses...>::statements[variant()].sql;
  }

  template <query_action Action, class... More>
  constexpr statement const* chosen() const {
    if constexpr (!detail::check_whole<Model, Action, Clauses..., More...>())
      return nullptr;
    else
      return &detail::query_statements<Model, Action, Clauses..., More...>::statements[variant()];
  }

  State state_{};
};

}  // namespace hyper
