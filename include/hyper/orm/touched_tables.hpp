// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header: which tables the statements of queries and objects touch, for replicas and
// caches.

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/query_shape.hpp>
#include <hyper/postgres/statement.hpp>

namespace hyper::detail {

constexpr bool reads_unlogged(query_shape const& of);

constexpr bool reads_unlogged(token_list tokens) {
  for (expression_token const& token : tokens)
    if (token.kind == expression_token_kind::rows && reads_unlogged(*token.query)) return true;
  return false;
}

/// Whether a query has a table that is on the primary only.
constexpr bool reads_unlogged(query_shape const& of) {
  for (std::size_t i = 0; i < of.common_count; ++i)
    if (reads_unlogged(*of.commons[i].first) ||
        (of.commons[i].recursive && reads_unlogged(*of.commons[i].next)))
      return true;
  for (std::size_t i = 0; i < of.table_count; ++i)
    if (of.tables[i].model->has(model_option::unlogged)) return true;
  for (std::size_t i = 0; i < of.condition_count; ++i)
    if (reads_unlogged(of.conditions[i].tokens)) return true;
  return false;
}

/// All tables of a `query_shape`; the one that it writes; the table of a `model_info`.
void list_tables(void const* shape, table_list& into);
void list_written_table(void const* shape, table_list& into);
void list_table(void const* model, table_list& into);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/orm/touched_tables.ipp>
#endif
