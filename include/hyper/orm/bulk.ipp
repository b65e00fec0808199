// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/bulk.hpp>
//
#include <hyper/orm/wire_value.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <string>

namespace hyper {
namespace detail {

HYPER_INLINE void bind_member(object_span const& rows, std::size_t row, std::size_t column,
                              parameters& values) {
  void* const object = rows[row];
  auto* const member = static_cast<char*>(object) + rows.model->offsets(object)[column];
  (*rows.model)[column]->access.bind(member, values);
}

/// One column of many objects as an array. A value travels with its length before it, as an element
/// of an array does.
HYPER_INLINE std::string column_array(object_span const& rows, std::size_t begin, std::size_t end,
                                      std::size_t column) {
  parameters elements;
  std::string bytes;
  append_network<std::uint32_t>(bytes, 1);  // dimensions
  append_network<std::uint32_t>(bytes, 1);  // there may be nulls
  append_network<std::uint32_t>(bytes, (*rows.model)[column]->oid);
  append_network<std::uint32_t>(bytes, static_cast<std::uint32_t>(end - begin));
  append_network<std::uint32_t>(bytes, 1);  // the first subscript
  for (std::size_t i = begin; i < end; ++i) bind_member(rows, i, column, elements);
  return bytes.append(elements.bytes());
}

HYPER_INLINE parameters bind_columns(bulk_work const& work, object_span const& rows,
                                     std::size_t begin, std::size_t end) {
  parameters values;
  bool const single = has_array_column(*rows.model);
  for (std::size_t i = 0; i < rows.model->count; ++i) {
    if (!is_bulk_sent(*rows.model, i, work.action, work.named)) continue;
    if (single)
      bind_member(rows, begin, i, values);
    else
      values.add(wire_value{column_array(rows, begin, end, i)});
  }
  return values;
}

/// Takes what RETURNING brings into the objects, in their order.
struct returned_rows {
  object_span const* rows;
  std::size_t next;
  object_action action;

  static void take(void* target, row_view const& row) {
    auto& self = *static_cast<returned_rows*>(target);
    if (self.next >= self.rows->count) return;
    void* const object = (*self.rows)[self.next++];
    model_info const& model = *self.rows->model;
    std::uint32_t const* offsets = model.offsets(object);
    std::size_t position = 0;
    for (std::size_t i = 0; i < model.count; ++i)
      if (is_returned(model[i], self.action))
        model[i]->access.read(static_cast<char*>(object) + offsets[i], row, position++);
  }
};

HYPER_INLINE void prepare_keys(object_span const& rows) {
  column_info const& key = (*rows.model)[rows.model->key];
  if (key->access.prepare == nullptr) return;
  for (std::size_t i = 0; i < rows.count; ++i) {
    void* const object = rows[i];
    key->access.prepare(static_cast<char*>(object) + rows.model->offsets(object)[rows.model->key]);
  }
}

HYPER_INLINE task<std::uint64_t> write_objects(bulk_work const* work, object_span rows) {
  if (work->action != bulk_action::update) prepare_keys(rows);
  std::size_t const most = has_array_column(*rows.model) ? 1 : most_rows_at_once;
  std::uint64_t written = 0;
  for (std::size_t begin = 0; begin < rows.count; begin += most) {
    std::size_t const end = rows.count - begin < most ? rows.count : begin + most;
    returned_rows taking{
        &rows, begin,
        work->action == bulk_action::insert_keyed ? object_action::keyed : object_action::insert};
    bool const returns =
        work->action != bulk_action::insert_missing && work->action != bulk_action::update;
    row_sink const sink = returns ? row_sink{&taking, &returned_rows::take} : row_sink{};
    auto running =
        database::current().run(*work->what, bind_columns(*work, rows, begin, end), sink);
    command_status const status = co_await running;
    written += status.rows;
  }
  co_return written;
}

HYPER_INLINE bool any_key_is_set(object_span const& rows) {
  column_info const& key = (*rows.model)[rows.model->key];
  if (key->source != column_source::identity) return false;
  for (std::size_t i = 0; i < rows.count; ++i) {
    void* const object = rows[i];
    auto* const member = static_cast<char*>(object) + rows.model->offsets(object)[rows.model->key];
    if (key->access.is_set(member)) return true;
  }
  return false;
}

HYPER_INLINE task<void> insert_objects(bulk_work const* plain, bulk_work const* keyed,
                                       object_span rows) {
  auto writing = write_objects(any_key_is_set(rows) ? keyed : plain, rows);
  co_await writing;
}

// ---- COPY ---------------------------------------------------------------------------------------

/// Columns that COPY sends for a row: it cannot ask for a default in a column that it names.
HYPER_INLINE std::vector<std::size_t> copied_columns(object_span const& rows, std::size_t row) {
  std::vector<std::size_t> columns;
  void* const object = rows[row];
  for (std::size_t i = 0; i < rows.model->count; ++i) {
    column_info const& column = (*rows.model)[i];
    if (!is_bulk_inserted(column, bulk_action::insert)) continue;
    auto* const member = static_cast<char*>(object) + rows.model->offsets(object)[i];
    bool const may_default = !column->default_sql.empty() && !column->primary;
    if (!may_default || column->access.is_set == nullptr || column->access.is_set(member))
      columns.push_back(i);
  }
  return columns;
}

HYPER_INLINE std::string copy_command(model_info const& model,
                                      std::vector<std::size_t> const& columns) {
  std::string sql = "COPY \"" + std::string(model.table) + "\" (";
  for (std::size_t const i : columns) {
    if (i != columns.front()) sql += ", ";
    sql.append("\"").append(model[i].stem()).append(model[i]->suffix).append("\"");
  }
  return sql + ") FROM STDIN (FORMAT binary)";
}

/// Whether two rows leave the same columns to the database.
HYPER_INLINE bool have_same_columns(object_span const& rows, std::size_t a, std::size_t b) {
  std::uint32_t const* const offsets = rows.model->offsets(rows[a]);
  for (std::size_t i = 0; i < rows.model->count; ++i) {
    column_info const& column = (*rows.model)[i];
    if (column->default_sql.empty() || column->access.is_set == nullptr) continue;
    auto* const first = static_cast<char*>(rows[a]) + offsets[i];
    auto* const second = static_cast<char*>(rows[b]) + offsets[i];
    if (column->access.is_set(first) != column->access.is_set(second)) return false;
  }
  return true;
}

/// Appends rows from `begin` on while they have the same columns and there is room. Returns the
/// first row that is not among them.
HYPER_INLINE std::size_t append_copied(std::string& data, object_span const& rows,
                                       std::size_t begin, std::vector<std::size_t> const& columns) {
  constexpr std::size_t enough = 4U << 20;  // bytes of one COPY
  std::size_t i = begin;
  for (; i < rows.count && data.size() < enough; ++i) {
    if (i != begin && !have_same_columns(rows, begin, i)) break;
    append_network<std::uint16_t>(data, static_cast<std::uint16_t>(columns.size()));
    parameters fields;
    for (std::size_t const column : columns) bind_member(rows, i, column, fields);
    data.append(fields.bytes());
  }
  return i;
}

HYPER_INLINE task<std::uint64_t> copy_objects(object_span rows) {
  prepare_keys(rows);
  std::uint64_t written = 0;
  for (std::size_t i = 0; i < rows.count;) {
    std::vector<std::size_t> const columns = copied_columns(rows, i);
    std::string data("PGCOPY\n\377\r\n\0", 11);
    append_network<std::uint32_t>(data, 0);  // flags
    append_network<std::uint32_t>(data, 0);  // no more of a header
    i = append_copied(data, rows, i, columns);
    append_network<std::uint16_t>(data, 0xFFFF);
    auto copying = database::current().copy_in(copy_command(*rows.model, columns), std::move(data));
    written += co_await copying;
  }
  co_return written;
}

}  // namespace detail
}  // namespace hyper
