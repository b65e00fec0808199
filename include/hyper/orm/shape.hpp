// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The shape of a query: everything but its values. The clauses of a query's type are turned into
// this one structure of numbers and names; orm/select.hpp writes SQL from it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/expression_token.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/orm/query_shape.hpp>
#include <hyper/orm/shape_tables.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {
namespace detail {

constexpr void follow_tokens(query_shape& shape, token_list tokens);

/// A subquery may speak of columns of this query.
constexpr void follow_outer(query_shape& shape, query_shape const& inner) {
  for (std::size_t i = 0; i < inner.condition_count; ++i)
    for (expression_token const& token : inner.conditions[i].tokens)
      if (token.kind == expression_token_kind::outer)
        follow_path(shape, read_path(shape.root(), token.text), &shape_table::needed);
}

/// Joins what the paths of an expression go through.
constexpr void follow_tokens(query_shape& shape, token_list tokens) {
  for (expression_token const& token : tokens) {
    bool const path = token.kind == expression_token_kind::column ||
                      token.kind == expression_token_kind::condition ||
                      token.kind == expression_token_kind::left ||
                      token.kind == expression_token_kind::ordering;
    std::string_view const text = split_direction(token.text).name;
    if (path && find_annotation(shape, text) < 0)
      follow_path(shape, read_path(shape.root(), text), &shape_table::needed);
    if (token.kind == expression_token_kind::rows) {
      follow_outer(shape, *token.query);
      shape.tenants.add(token.query->tenants);
    }
    if (token.kind == expression_token_kind::joined) cross_table(shape, *token.rows);
  }
}

/// Whether an expression is an aggregate, or uses one by name.
constexpr bool has_aggregate(query_shape const& shape, token_list tokens) {
  for (expression_token const& token : tokens) {
    if (token.aggregate) return true;
    if (token.kind != expression_token_kind::column &&
        token.kind != expression_token_kind::ordering)
      continue;
    int const named = find_annotation(shape, split_direction(token.text).name);
    if (named >= 0 && shape.conditions[static_cast<std::size_t>(named)].aggregate) return true;
  }
  return false;
}

/// Whether an expression is a window, or uses one by name.
constexpr bool has_window(query_shape const& shape, token_list tokens) {
  for (expression_token const& token : tokens) {
    if (token.window) return true;
    if (token.kind != expression_token_kind::column) continue;
    int const named = find_annotation(shape, token.text);
    if (named >= 0 && shape.conditions[static_cast<std::size_t>(named)].window) return true;
  }
  return false;
}

/// Room for one more condition.
constexpr shape_condition* next_condition(query_shape& shape) {
  if (shape.condition_count < max_conditions) return &shape.conditions[shape.condition_count++];
  shape.overflow = true;
  return nullptr;
}

constexpr void add_condition(query_shape& shape, std::string_view text, clause_kind kind) {
  shape_condition* const condition = next_condition(shape);
  if (condition == nullptr) return;
  model_path const path = read_path(shape.root(), text);
  condition->path = follow_path(shape, path, &shape_table::needed);
  condition->how = path.how;
  condition->negated = kind == clause_kind::exclude;
  if (kind == clause_kind::filter_if) condition->option = static_cast<std::int8_t>(shape.bits++);
  if (path.how == lookup::isnull) condition->null_bit = static_cast<std::int8_t>(shape.bits++);
  if (shape.bits > max_options) shape.overflow = true;
}

/// A condition made of expressions, or an annotation.
constexpr void add_expression(query_shape& shape, clause_text const& clause) {
  follow_tokens(shape, clause.tokens);
  bool const aggregate = has_aggregate(shape, clause.tokens);
  bool const window = has_window(shape, clause.tokens);
  shape_condition* const made = next_condition(shape);
  if (made == nullptr) return;
  made->tokens = clause.tokens;
  made->aggregate = aggregate;
  made->window = window;
  made->annotation = clause.kind == clause_kind::annotate;
  if (!made->annotation) return;
  made->name = clause.texts[0];
  made->path.type = clause.type(shape.root());
}

constexpr void add_ordering(query_shape& shape, std::string_view text) {
  if (shape.ordering_count == max_orderings) {
    shape.overflow = true;
    return;
  }
  ordered_column const named = split_direction(text);
  int const annotation = find_annotation(shape, named.name);
  shape_ordering& ordering = shape.orderings[shape.ordering_count++];
  ordering.descending = named.descending;
  ordering.annotation = static_cast<std::int8_t>(annotation);
  if (annotation >= 0) return;
  ordering.path = follow_path(shape, read_path(shape.root(), named.name), &shape_table::sorting);
  ordering.place = ordering.path.place;
}

/// Joins a relation and everything on the way to it, and has their columns selected.
constexpr void load_relation(query_shape& shape, std::string_view text) {
  model_path const path = read_path(shape.root(), text);
  std::uint8_t table = 0;
  for (std::size_t i = 0; i < path.depth; ++i) {
    table = join_table(shape, table, path.hops[i]);
    shape.tables[table].loaded = true;
  }
  table = join_table(shape, table, {path.target()->target, path.column, false});
  shape.tables[table].loaded = true;
}

/// Which columns and annotations are selected. With an aggregate among them, rows are grouped by
/// the others.
constexpr void select_values(query_shape& shape, clause_text const& clause) {
  shape.selected = clause.texts;
  shape.selected_types = clause.types;
  shape.selected_count = clause.count;
  for (std::size_t i = 0; i < clause.count; ++i) {
    if (find_annotation(shape, clause.texts[i]) < 0)
      follow_path(shape, read_path(shape.root(), clause.texts[i]), &shape_table::needed);
  }
}

/// Rows that are grouped by their keys are grouped by that of such a table, too.
constexpr void show_tables(query_shape& shape, std::size_t which) {
  shape_condition const& annotation = shape.conditions[which];
  if (annotation.aggregate || annotation.window) return;
  for (expression_token const& token : annotation.tokens) {
    bool const path = token.kind == expression_token_kind::column ||
                      token.kind == expression_token_kind::condition ||
                      token.kind == expression_token_kind::left;
    if (!path) continue;
    int const named = find_annotation(shape, token.text, which);
    if (named >= 0)
      show_tables(shape, static_cast<std::size_t>(named));
    else
      shape.tables[find_path(shape, token.text).place.table].shown = true;
  }
}

/// Annotations behind the columns of whole rows.
constexpr void select_annotations(query_shape& shape, clause_text const& clause) {
  shape.beside = true;
  shape.selected = clause.texts;
  shape.selected_types = clause.types;
  shape.selected_count = clause.count;
  for (std::size_t i = 0; i < clause.count; ++i)
    show_tables(shape, static_cast<std::size_t>(find_annotation(shape, clause.texts[i])));
}

/// Whether an aggregate is selected, decides about rows, or sorts them.
constexpr bool needs_groups(query_shape const& shape) {
  auto const is_aggregate = [&](int which) {
    return which >= 0 && shape.conditions[static_cast<std::size_t>(which)].aggregate;
  };
  for (std::size_t i = 0; i < shape.condition_count; ++i)
    if (!shape.conditions[i].annotation && shape.conditions[i].aggregate) return true;
  for (std::size_t i = 0; i < shape.ordering_count; ++i)
    if (is_aggregate(shape.orderings[i].annotation)) return true;
  for (std::size_t i = 0; i < shape.selected_count; ++i)
    if (is_aggregate(find_annotation(shape, shape.selected[i]))) return true;
  return !shape.picked.empty() && is_aggregate(find_annotation(shape, shape.picked));
}

/// Marks the columns that are named, or all others; never the key.
constexpr void leave_out(query_shape& shape, clause_text const& clause) {
  bool const named_are_read = clause.kind == clause_kind::only;
  for (std::size_t i = 0; i < shape.root().count && i < 64; ++i) {
    bool named = false;
    for (std::size_t j = 0; j < clause.count; ++j)
      named = named || shape.root()[i].is_called(clause.texts[j]);
    if (named != named_are_read && !shape.root().is_key(i)) shape.left_out |= std::uint64_t{1} << i;
  }
}

constexpr void assign_columns(query_shape& shape, clause_text const& clause) {
  shape.assigned = {model_option::index, clause.texts, clause.count};
  shape.assigned_tokens = clause.assigned;
  shape.assigns_tokens = clause.assigns;
  for (std::size_t i = 0; clause.assigns && i < clause.count; ++i)
    follow_tokens(shape, clause.assigned[i]);
}

constexpr void add_distinct(query_shape& shape, clause_text const& clause) {
  shape.distinct = true;
  shape.distinct_on = clause.texts;
  shape.distinct_count = clause.count;
  for (std::size_t i = 0; i < clause.count; ++i)
    follow_path(shape, read_path(shape.root(), clause.texts[i]), &shape_table::needed);
}

/// Clauses that say which rows, and in which order.
constexpr bool add_row_clause(query_shape& shape, clause_text const& clause) {
  switch (clause.kind) {
    case clause_kind::filter:
    case clause_kind::exclude:
    case clause_kind::filter_if:
      add_condition(shape, clause.texts[0], clause.kind);
      return true;
    case clause_kind::filter_by:
    case clause_kind::annotate:
      add_expression(shape, clause);
      return true;
    case clause_kind::order_by:
      shape.ordered = true;
      shape.ordering_count = 0;
      for (std::size_t i = 0; i < clause.count; ++i) add_ordering(shape, clause.texts[i]);
      return true;
    case clause_kind::limit:
      shape.limited = true;
      return true;
    case clause_kind::offset:
      shape.skipping = true;
      return true;
    case clause_kind::distinct:
      add_distinct(shape, clause);
      return true;
    default:
      return false;
  }
}

/// Clauses that say which columns.
constexpr bool add_column_clause(query_shape& shape, clause_text const& clause) {
  switch (clause.kind) {
    case clause_kind::select_related:
      for (std::size_t i = 0; i < clause.count; ++i) load_relation(shape, clause.texts[i]);
      return true;
    case clause_kind::update:
      assign_columns(shape, clause);
      return true;
    case clause_kind::values:
      select_values(shape, clause);
      return true;
    case clause_kind::annotations:
      select_annotations(shape, clause);
      return true;
    case clause_kind::only:
    case clause_kind::defer:
      leave_out(shape, clause);
      return true;
    case clause_kind::pick:
      shape.picked = clause.texts[0];
      if (find_annotation(shape, shape.picked) >= 0) return true;
      follow_path(shape, read_path(shape.root(), clause.texts[0]), &shape_table::needed);
      return true;
    default:
      return false;
  }
}

constexpr void add_clause(query_shape& shape, clause_text const& clause) {
  if (add_row_clause(shape, clause) || add_column_clause(shape, clause)) return;
  if (clause.kind == clause_kind::with_deleted) shape.deleted = deleted_rows::shown;
  if (clause.kind == clause_kind::only_deleted) shape.deleted = deleted_rows::alone;
  if (clause.kind == clause_kind::across_tenants) shape.across = true;
  if (clause.kind == clause_kind::hard) shape.hard = true;
  if (clause.kind == clause_kind::lock) shape.lock = clause.lock;
  if (clause.kind == clause_kind::returning) shape.returning = true;
  if (clause.kind == clause_kind::reverse) shape.reversed = !shape.reversed;
  if (clause.kind != clause_kind::with) return;
  shape.commons = clause.commons;
  shape.common_count = clause.count;
  for (std::size_t i = 0; i < clause.count; ++i) {
    shape.tenants.add(clause.commons[i].first->tenants);
    if (clause.commons[i].recursive) shape.tenants.add(clause.commons[i].next->tenants);
  }
}

/// Whole rows have an order by their primary key, and before it by what DISTINCT ON names:
/// PostgreSQL wants that first.
constexpr void add_key_order(query_shape& shape) {
  model_info const& model = shape.root();
  if (!shape.whole()) return;
  for (std::size_t i = 0; i < shape.distinct_count; ++i) add_ordering(shape, shape.distinct_on[i]);
  for (std::size_t i = 0; i < model.key_count(); ++i)
    add_ordering(shape, model[model.key_column(i)].member);
}

constexpr void reverse_order(query_shape& shape) {
  if (shape.ordering_count == 0) add_key_order(shape);
  for (std::size_t i = 0; i < shape.ordering_count; ++i)
    shape.orderings[i].descending = !shape.orderings[i].descending;
}

constexpr query_shape make_shape(model_info const& model, clause_text const* clauses,
                                 std::size_t count) {
  query_shape shape;
  shape.tables[0].model = &model;
  shape.tables[0].letter = alias_letter(model.table);
  for (std::size_t i = 0; i < count; ++i) add_clause(shape, clauses[i]);
  shape.grouped = needs_groups(shape);
  if (!shape.ordered && (shape.whole() || !shape.grouped)) {
    model_columns const usual = model.first(model_option::ordering);
    for (std::size_t i = 0; i < usual.count; ++i) add_ordering(shape, usual.columns[i]);
  }
  if (shape.reversed) reverse_order(shape);
  if (!shape.across) keep_apart(shape);
  return shape;
}

template <class Model, class... Clauses>
consteval query_shape shape_from_types() {
  clause_text const clauses[] = {Clauses::text..., clause_text{}};
  return make_shape(model_of<Model>, clauses, sizeof...(Clauses));
}

template <class Model, class... Clauses>
inline constexpr query_shape shape_of = shape_from_types<Model, Clauses...>();

}  // namespace detail
}  // namespace hyper
