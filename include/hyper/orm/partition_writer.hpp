// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The statements that make the partitions of a table. Private to orm/create_table.hpp.

#include <cstddef>
#include <hyper/orm/column.hpp>
#include <hyper/orm/sql_writer.hpp>

namespace hyper::detail {

/// The partitions that a model names, each behind the one that it is part of.
constexpr void write_partitions(sql_writer& out, model_info const& model, bool if_missing) {
  for (std::size_t i = 0; i < model.option_count; ++i) {
    model_columns const& option = model.options[i];
    if (option.option != model_option::partition) continue;
    out << "CREATE TABLE " << (if_missing ? "IF NOT EXISTS " : "");
    out.name(option.columns[0]) << " PARTITION OF ";
    out.name(option.count > 2 ? option.columns[2] : model.table) << ' ' << option.columns[1];
    out << ";\n";
  }
}

}  // namespace hyper::detail
