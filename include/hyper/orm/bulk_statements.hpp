// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Statements that write many objects at once. Each column travels as one array, so that the text is
// a constant whatever the number of rows. Private to orm/bulk.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/object_statements.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <string_view>

namespace hyper::detail {

enum class bulk_action : std::uint8_t {
  insert,
  insert_keyed,    ///< with numbered keys that the program has set
  insert_missing,  ///< rows that conflict with one that is there are left out
  upsert,          ///< … change it: its columns, or all
  update           ///< columns of the rows that have the objects' keys
};

/// The columns that an action names: of a conflict, or to be set.
struct named_columns {
  std::string_view const* names = nullptr;
  std::size_t count = 0;

  constexpr bool has(column_info const& column) const {
    for (std::size_t i = 0; i < count; ++i)
      if (column.is_called(names[i])) return true;
    return false;
  }
};

constexpr bool is_bulk_inserted(column_info const& column, bulk_action action) {
  return is_inserted(
      column, action == bulk_action::insert_keyed ? object_action::keyed : object_action::insert);
}

/// The tenant's key is the same in all rows.
constexpr bool is_of_tenant(column_info const& column) {
  return column->source == column_source::tenant;
}

/// Arrays of arrays cannot be taken apart, and arrays of a type that has no fixed number cannot be
/// made: such models are written row by row, in the same way but for plain parameters instead of
/// arrays.
constexpr bool has_array_column(model_info const& model) {
  for (std::size_t i = 0; i < model.count; ++i)
    if (model[i]->oid == model[i]->array_oid || model[i]->array_oid == 0) return true;
  return false;
}

/// Whether a column's values travel.
constexpr bool is_bulk_sent(model_info const& model, std::size_t i, bulk_action action,
                            named_columns named) {
  if (action == bulk_action::update) return model.is_key(i) || named.has(model[i]);
  return is_bulk_inserted(model[i], action) && !is_of_tenant(model[i]);
}

/// `unnest($1::bigint[], $2::text[]) AS v(c0, c1)`: a column's name in it is its number.
constexpr void write_unnest(statement_writer& to, model_info const& model, bulk_action action,
                            named_columns named) {
  bool const single = has_array_column(model);
  to.out << (single ? " FROM (SELECT " : " FROM unnest(");
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_bulk_sent(model, i, action, named)) continue;
    if (!first) to.out << ", ";
    first = false;
    to.parameter(single ? model[i]->oid : model[i]->array_oid);
    to.out << "::" << model[i]->sql_type << (single ? "" : "[]");
  }
  to.out << ") AS v(";
  first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_bulk_sent(model, i, action, named)) continue;
    to.out << (first ? "c" : ", c");
    to.out.number(static_cast<std::int64_t>(i));
    first = false;
  }
  to.out << ')';
}

constexpr void write_sent_column(sql_writer& out, std::size_t i) {
  out << "v.c";
  out.number(static_cast<std::int64_t>(i));
}

constexpr void write_bulk_value(statement_writer& to, column_info const& column, std::size_t i) {
  if (is_of_tenant(column)) return to.repeat(1);
  bool const supplied = !column->default_sql.empty() && !column->primary;
  if (supplied) to.out << "COALESCE(";
  write_sent_column(to.out, i);
  if (supplied) to.out << ", " << column->default_sql << ')';
}

constexpr void write_bulk_insert(statement_writer& to, model_info const& model,
                                 bulk_action action) {
  to.out << "INSERT INTO ";
  to.out.name(model.table);
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_bulk_inserted(model[i], action)) continue;
    to.out << (first ? " (" : ", ");
    first = false;
    write_name(to.out, model[i]);
  }
  to.out << ") SELECT ";
  first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_bulk_inserted(model[i], action)) continue;
    if (!first) to.out << ", ";
    first = false;
    write_bulk_value(to, model[i], i);
  }
  write_unnest(to, model, action, {});
}

/// ` ON CONFLICT ("address") DO UPDATE SET …`: every column that an update would send, but those of
/// the conflict.
constexpr void write_upsert_end(sql_writer& out, model_info const& model, named_columns conflict) {
  out << " ON CONFLICT (";
  for (std::size_t i = 0; i < conflict.count; ++i) {
    if (i != 0) out << ", ";
    write_name(out, model[model.find(conflict.names[i])]);
  }
  out << ") DO UPDATE SET ";
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    bool const refreshed = is_refreshed(model[i]);
    if (!refreshed && (!is_updated(model, i) || conflict.has(model[i]))) continue;
    if (!first) out << ", ";
    first = false;
    write_name(out, model[i]);
    out << " = ";
    if (refreshed) {
      write_refreshed(out, model, model[i]);
    } else {
      out << "EXCLUDED.";
      write_name(out, model[i]);
    }
  }
  if (first) {
    write_name(out, model[model.find(conflict.names[0])]);
    out << " = EXCLUDED.";
    write_name(out, model[model.find(conflict.names[0])]);
  }
  write_own_conflict(out, model);
}

constexpr void write_bulk_update(statement_writer& to, model_info const& model,
                                 named_columns named) {
  to.out << "UPDATE ";
  to.out.name(model.table) << " SET ";
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    bool const refreshed = is_refreshed(model[i]);
    if (!refreshed && !named.has(model[i])) continue;
    if (!first) to.out << ", ";
    first = false;
    write_name(to.out, model[i]);
    to.out << " = ";
    if (refreshed)
      write_refreshed(to.out, model, model[i]);
    else
      write_sent_column(to.out, i);
  }
  write_unnest(to, model, bulk_action::update, named);
  for (std::size_t i = 0; i < model.key_count(); ++i) {
    std::size_t const key = model.key_column(i);
    to.out << (i == 0 ? " WHERE " : " AND ");
    to.out.name(model.table) << '.';
    write_name(to.out, model[key]);
    to.out << " = ";
    write_sent_column(to.out, key);
  }
  std::size_t const tenant = model.tenant_column();
  if (tenant == no_column) return;
  to.out << " AND ";
  to.out.name(model.table) << '.';
  write_tenant_condition(to.out, model[tenant]);
}

constexpr void write_bulk(statement_writer& to, model_info const& model, bulk_action action,
                          named_columns named) {
  if (action == bulk_action::update) return write_bulk_update(to, model, named);
  write_bulk_insert(to, model, action);
  if (action == bulk_action::insert_missing) to.out << " ON CONFLICT DO NOTHING";
  if (action == bulk_action::upsert) write_upsert_end(to.out, model, named);
  if (action != bulk_action::insert_missing)
    write_returning(
        to.out, model,
        action == bulk_action::insert_keyed ? object_action::keyed : object_action::insert);
}

/// The text of one bulk action of a model, and its statement.
template <class Model, bulk_action Action, fixed_string... Columns>
struct bulk_source {
  static constexpr std::array<std::string_view, sizeof...(Columns)> names{Columns.view()...};
  static constexpr named_columns named{names.data(), names.size()};
  static constexpr bool pure_read = false;
  static constexpr tenant_use tenants = tenants_of(model_of<Model>);
  static constexpr void write(statement_writer& to) {
    write_bulk(to, model_of<Model>, Action, named);
  }
  static constexpr statement_tables touched{{}, false, &model_of<Model>, &list_table};
};
template <class Model, bulk_action Action, fixed_string... Columns>
struct bulk_statement : constant_statement<bulk_source<Model, Action, Columns...>> {
  static constexpr named_columns named = bulk_source<Model, Action, Columns...>::named;
};

}  // namespace hyper::detail
