// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes the SQL of a query from its shape.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/write_change.hpp>
#include <hyper/orm/write_expression.hpp>
#include <hyper/orm/write_rows.hpp>

namespace hyper {
namespace detail {

constexpr void write_whole(statement_writer& to, query_text const& query, query_action action) {
  switch (action) {
    case query_action::count:
      write_count(to, query);
      break;
    case query_action::exists:
      to.out << "SELECT EXISTS (";
      write_rows(to, query);
      to.out << ')';
      break;
    case query_action::erase:
      write_erase_head(to.out, query.shape);
      write_affected(to, query);
      write_changed(to.out, query.shape);
      break;
    case query_action::update:
      write_update(to, query);
      break;
    default:
      write_select(to, query, action);
  }
}

/// WITH, when there is one.
constexpr void write_commons(statement_writer& to, query_shape const& shape) {
  if (shape.common_count != 0) shape.commons[0].write(to, shape);
}

/// `EXISTS (SELECT 1 …)` or `(SELECT p."price" …)`. The tables of a subquery have names of their
/// own, so that it can speak of the query around it.
constexpr void write_subquery(statement_writer& to, query_text const& around,
                              expression_token const& token) {
  query_shape inner = *token.query;
  inner.outer = &around.shape;
  inner.level = static_cast<std::uint8_t>(around.shape.level + 1);
  for (std::size_t i = 0; i < inner.table_count; ++i) inner.tables[i].level = inner.level;
  to.out << (token.use == subquery_use::exists ? "EXISTS (" : "(");
  write_commons(to, inner);
  query_text const query = number_values(inner, 0, to.count, write_subquery);
  if (token.use == subquery_use::exists)
    write_rows(to, query);
  else
    write_select(to, query, query_action::select);
  to.out << ')';
}

/// A query behind the parameters that are there already.
constexpr void write_query_text(statement_writer& to, query_shape const& shape, query_action action,
                                unsigned variant) {
  write_commons(to, shape);
  write_whole(to, number_values(shape, variant, to.count, write_subquery), action);
}

/// The whole statement.
constexpr void write_query(statement_writer& to, query_shape const& shape, query_action action,
                           unsigned variant) {
  to.begin(shape.tenants);
  write_query_text(to, shape, action, variant);
}

}  // namespace detail
}  // namespace hyper
