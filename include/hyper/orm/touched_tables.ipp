// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/touched_tables.hpp>
//
#include <hyper/postgres/table_list.hpp>

namespace hyper::detail {

HYPER_INLINE void list_tables(void const* shape, table_list& into) {
  auto const& of = *static_cast<query_shape const*>(shape);
  for (std::size_t i = 0; i < of.common_count; ++i) {
    list_tables(of.commons[i].first, into);
    if (of.commons[i].recursive) list_tables(of.commons[i].next, into);
  }
  for (std::size_t i = 0; i < of.table_count; ++i)
    if (!of.tables[i].model->has(model_option::common)) into.add(of.tables[i].model->table);
  for (std::size_t i = 0; i < of.condition_count; ++i)
    for (expression_token const& token : of.conditions[i].tokens)
      if (token.query != nullptr) list_tables(token.query, into);
}

HYPER_INLINE void list_written_table(void const* shape, table_list& into) {
  into.add(static_cast<query_shape const*>(shape)->root().table);
}

HYPER_INLINE void list_table(void const* model, table_list& into) {
  into.add(static_cast<model_info const*>(model)->table);
}

}  // namespace hyper::detail
