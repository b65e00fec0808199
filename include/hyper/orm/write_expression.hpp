// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes columns, conditions and expressions of a query. Private to orm/select.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <string_view>

namespace hyper::detail {

struct query_text;
/// Writes a query in an expression; orm/select.hpp has the one that there is.
using subquery_writer = void (*)(statement_writer& to, query_text const& around,
                                 expression_token const& token);

/// A query that is being written: its shape, which of its optional conditions are there, and the
/// number of values before each of its conditions.
struct query_text {
  query_shape const& shape;
  unsigned variant;
  subquery_writer write_subquery;
  std::array<std::uint16_t, max_conditions + 1> values_before{};
  /// Names mean annotations among the first so many: in `annotate<"posts">(count_of<"posts">())`
  /// the second is the relation.
  std::size_t visible = max_conditions;

  constexpr bool is_there(shape_condition const& condition) const {
    return condition.option < 0 || (variant >> condition.option & 1U) != 0;
  }
  /// How many values all conditions and annotations have.
  constexpr std::size_t values() const { return values_before[shape.condition_count]; }
};

/// `CAST(EXTRACT(YEAR FROM p."created" AT TIME ZONE 'UTC') AS integer)`,
/// `(p."extent" -> 'a' ->> 'b')`
constexpr void write_path(sql_writer& out, query_shape const& shape, shape_path const& path) {
  if (path.step_count == 0) return write_column(out, shape, path.place);
  std::array<path_step, max_path_steps> const steps = read_path(shape.root(), path.text).steps;
  std::array<transform_text, max_path_steps> texts{};
  std::size_t keys = 0;
  for (std::size_t i = 0; i < path.step_count; ++i) {
    transform const how = steps[i].how;
    if (how == transform::json_key) ++keys;
    bool const moment = i == 0 && shape.column(path.place)->oid == sql_oid::moment;
    texts[i] = text_of_transform(how, moment);
  }
  for (std::size_t i = path.step_count; i-- > keys;)
    out << texts[i].before << texts[i].field << texts[i].between;
  bool const stored = is_hstore(*shape.column(path.place).type);
  if (keys != 0) out << '(';
  write_column(out, shape, path.place);
  for (std::size_t i = 0; i < keys; ++i) {
    out << (i + 1 == keys && !stored ? " ->> " : " -> ");
    out.literal(steps[i].key);
  }
  if (keys != 0) out << ')';
  for (std::size_t i = keys; i < path.step_count; ++i) out << texts[i].behind;
}

/// What stands between a column and the first parameter, of values that hold others.
constexpr std::string_view set_operator(lookup how, column_type const& type) {
  bool const address = type.oid == sql_oid::address || type.oid == sql_oid::network;
  switch (how) {
    case lookup::contains:
      return " @> ";
    case lookup::contained_by:
      return address ? " <<= " : " <@ ";
    case lookup::overlap:
      return " && ";
    case lookup::has_key:
      return " ? ";
    case lookup::has_keys:
      return " ?& ";
    case lookup::has_any_keys:
      return " ?| ";
    default:
      return " = ";
  }
}

/// … of texts.
constexpr std::string_view text_operator(lookup how) {
  switch (how) {
    case lookup::iexact:
      return ") = UPPER(";
    case lookup::contains:
    case lookup::startswith:
    case lookup::endswith:
      return " LIKE ";
    case lookup::icontains:
    case lookup::istartswith:
    case lookup::iendswith:
      return " ILIKE ";
    case lookup::regex:
      return " ~ ";
    case lookup::iregex:
      return " ~* ";
    case lookup::search:
      return ") @@ websearch_to_tsquery(";
    default:
      return " % ";  // trigram_similar
  }
}

/// … of any values.
constexpr std::string_view comparison_operator(lookup how, column_type const& type) {
  switch (how) {
    case lookup::exact:
      return " = ";
    case lookup::in:
      return " = ANY(";
    case lookup::range:
      return " BETWEEN ";
    case lookup::gt:
      return " > ";
    case lookup::gte:
      return " >= ";
    case lookup::lt:
      return " < ";
    case lookup::lte:
      return " <= ";
    default:
      return has_set_lookup(type, how) ? set_operator(how, type) : text_operator(how);
  }
}

/// A comparison with parameters. `null_value` is what isnull asks, or -1: then it is a parameter.
constexpr void write_comparison(statement_writer& to, query_shape const& shape,
                                shape_path const& path, lookup how, int null_value) {
  if (how == lookup::iexact) to.out << "UPPER(";
  if (how == lookup::search) to.out << "to_tsvector(";
  if (how == lookup::isnull && null_value < 0) to.out << '(';
  write_path(to.out, shape, path);
  if (how == lookup::isnull) {
    to.out << (null_value != 0 ? " IS NULL" : " IS NOT NULL");
    if (null_value >= 0) return;
    to.out << ") = ";
    return to.parameter(sql_oid::boolean);
  }
  type_oid const oid = parameter_oid({{}, path.type}, how);
  to.out << comparison_operator(how, *path.type);
  to.parameter(oid);
  if (how == lookup::iexact || how == lookup::in || how == lookup::search) to.out << ')';
  if (how != lookup::range) return;
  to.out << " AND ";
  to.parameter(oid);
}

constexpr void write_tokens(statement_writer& to, query_text const& query, token_list tokens);

/// An annotation's expression once more, with the same parameters.
constexpr void repeat_annotation(statement_writer& to, query_text const& query, std::size_t which) {
  statement_writer again(to, query.values_before[which]);
  query_text before = query;
  before.visible = which;
  write_tokens(again, before, query.shape.conditions[which].tokens);
  to.out = again.out;
}

/// A column, or an annotation by its name.
constexpr void write_named(statement_writer& to, query_text const& query, std::string_view name) {
  int const annotation = find_annotation(query.shape, name, query.visible);
  if (annotation >= 0)
    repeat_annotation(to, query, static_cast<std::size_t>(annotation));
  else
    write_path(to.out, query.shape, find_path(query.shape, name));
}

/// A column of a common table.
constexpr void write_crossed(sql_writer& out, query_shape const& shape,
                             expression_token const& token) {
  std::size_t const column = token.rows->find(token.text);
  write_column(out, shape, {find_crossed(shape, *token.rows), static_cast<std::uint16_t>(column)});
}

constexpr void write_token(statement_writer& to, query_text const& query,
                           expression_token const& token) {
  switch (token.kind) {
    case expression_token_kind::sql:
      to.out << token.text;
      break;
    case expression_token_kind::column:
      write_named(to, query, token.text);
      break;
    case expression_token_kind::outer:
      if (query.shape.level != 0)
        write_path(to.out, *query.shape.outer, find_path(*query.shape.outer, token.text));
      break;
    case expression_token_kind::value:
      to.parameter(token.oid);
      break;
    case expression_token_kind::condition:
      write_comparison(to, query.shape, find_path(query.shape, token.text),
                       read_path(query.shape.root(), token.text).how, -1);
      break;
    case expression_token_kind::left: {
      shape_path const path = find_path(query.shape, token.text);
      lookup const how = read_path(query.shape.root(), token.text).how;
      write_path(to.out, query.shape, path);
      to.out << (how == lookup::in ? " IN " : comparison_operator(how, *path.type));
      break;
    }
    case expression_token_kind::ordering: {
      ordered_column const named = split_direction(token.text);
      write_named(to, query, named.name);
      if (named.descending) to.out << " DESC";
      break;
    }
    case expression_token_kind::rows:
      return query.write_subquery(to, query, token);
    case expression_token_kind::joined:
      return write_crossed(to.out, query.shape, token);
  }
}

constexpr void write_tokens(statement_writer& to, query_text const& query, token_list tokens) {
  for (expression_token const& token : tokens) write_token(to, query, token);
}

/// An excluded condition leaves out the rows for which it is true: where a NULL may make it
/// unknown, NOT alone would leave those out, too.
constexpr void write_condition(statement_writer& to, query_text const& query, std::size_t which) {
  shape_condition const& condition = query.shape.conditions[which];
  to.count = query.values_before[which];
  if (!condition.tokens.empty()) return write_tokens(to, query, condition.tokens);
  int const null_value =
      condition.null_bit >= 0 ? static_cast<int>(query.variant >> condition.null_bit & 1U) : 0;
  if (!condition.negated)
    return write_comparison(to, query.shape, condition.path, condition.how, null_value);
  bool const unknown =
      condition.how != lookup::isnull &&
      (condition.path.step_count != 0 || may_be_null(query.shape, condition.path.place));
  to.out << (unknown ? "(" : "NOT (");
  write_comparison(to, query.shape, condition.path, condition.how, null_value);
  to.out << (unknown ? ") IS NOT TRUE" : ")");
}

/// Numbers the values of a query, the first of which follows `used` others.
constexpr query_text number_values(query_shape const& shape, unsigned variant, std::size_t used,
                                   subquery_writer subqueries) {
  query_text query{shape, variant, subqueries};
  query.values_before[0] = static_cast<std::uint16_t>(used);
  for (std::size_t i = 0; i < shape.condition_count; ++i) {
    shape_condition const& condition = shape.conditions[i];
    std::size_t values = condition.how == lookup::isnull  ? 0
                         : condition.how == lookup::range ? 2
                                                          : 1;
    if (!condition.tokens.empty()) {
      statement_writer counting;
      counting.count = query.values_before[i];
      query.visible = i;
      write_tokens(counting, query, condition.tokens);
      values = counting.count - query.values_before[i];
    }
    if (!query.is_there(condition)) values = 0;
    query.values_before[i + 1] = static_cast<std::uint16_t>(query.values_before[i] + values);
  }
  query.visible = max_conditions;
  return query;
}

}  // namespace hyper::detail
