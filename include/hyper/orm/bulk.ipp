// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/bulk.hpp>
//
#include <algorithm>
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

/// A column as COPY needs it for a million rows.
struct copied_column {
  std::size_t position;
  std::uint32_t offset;
  column_access const* access;
};

/// Whether a column may be left to the database: COPY cannot ask for a default in one that it
/// names.
HYPER_INLINE bool may_default(column_info const& column) {
  return !column->default_sql.empty() && !column->primary && column->access.is_set != nullptr;
}

/// Columns that COPY sends for a row.
HYPER_INLINE std::vector<copied_column> copied_columns(object_span const& rows, std::size_t row) {
  std::vector<copied_column> columns;
  std::uint32_t const* const offsets = rows.model->offsets(rows[row]);
  for (std::size_t i = 0; i < rows.model->count; ++i) {
    column_info const& column = (*rows.model)[i];
    if (!is_bulk_inserted(column, bulk_action::insert)) continue;
    auto* const member = static_cast<char*>(rows[row]) + offsets[i];
    if (!may_default(column) || column->access.is_set(member))
      columns.push_back({i, offsets[i], &column->access});
  }
  return columns;
}

HYPER_INLINE std::string copy_command(model_info const& model,
                                      std::vector<copied_column> const& columns) {
  std::string sql = "COPY \"" + std::string(model.table) + "\" (";
  for (copied_column const& each : columns) {
    if (&each != &columns.front()) sql += ", ";
    column_info const& column = model[each.position];
    sql.append("\"").append(column.stem()).append(column->suffix).append("\"");
  }
  return sql + ") FROM STDIN (FORMAT binary)";
}

/// Columns of which some rows may have a value and others not.
HYPER_INLINE std::vector<copied_column> optional_columns(object_span const& rows) {
  std::vector<copied_column> columns;
  std::uint32_t const* const offsets = rows.model->offsets(rows[0]);
  for (std::size_t i = 0; i < rows.model->count; ++i)
    if (may_default((*rows.model)[i]))
      columns.push_back({i, offsets[i], &(*rows.model)[i]->access});
  return columns;
}

/// Whether two rows leave the same columns to the database.
HYPER_INLINE bool have_same_columns(std::vector<copied_column> const& optional, void const* a,
                                    void const* b) {
  for (copied_column const& each : optional) {
    bool const first = each.access->is_set(static_cast<char const*>(a) + each.offset);
    if (first != each.access->is_set(static_cast<char const*>(b) + each.offset)) return false;
  }
  return true;
}

inline constexpr std::size_t copied_at_once = 1U << 20;  // bytes of one COPY, about

/// Appends rows from `begin` on while they have the same columns and there is room. Returns the
/// first row that is not among them.
HYPER_INLINE std::size_t append_copied(parameters& data, object_span const& rows, std::size_t begin,
                                       std::vector<copied_column> const& columns,
                                       std::vector<copied_column> const& optional) {
  std::size_t i = begin;
  for (; i < rows.count && data.bytes().size() < copied_at_once; ++i) {
    auto const* const object = static_cast<char const*>(rows[i]);
    if (i != begin && !have_same_columns(optional, rows[begin], object)) break;
    data.begin_row(static_cast<std::uint16_t>(columns.size()));
    for (copied_column const& each : columns) each.access->bind(object + each.offset, data);
  }
  return i;
}

HYPER_INLINE task<std::uint64_t> copy_objects(object_span rows) {
  if (rows.count == 0) co_return 0;
  prepare_keys(rows);
  std::vector<copied_column> const optional = optional_columns(rows);
  std::uint64_t written = 0;
  std::size_t bytes = std::min(copied_at_once, rows.count * 64) + 4096;
  for (std::size_t i = 0; i < rows.count;) {
    std::vector<copied_column> const columns = copied_columns(rows, i);
    parameters data;
    data.reserve(bytes);
    data.append_raw(std::string_view("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19));
    i = append_copied(data, rows, i, columns, optional);
    data.append_raw(std::string_view("\xFF\xFF", 2));
    bytes = data.bytes().size() + 4096;  // the next one will be about as large
    auto copying =
        database::current().copy_in(copy_command(*rows.model, columns), std::move(data).take());
    written += co_await copying;
  }
  co_return written;
}

}  // namespace detail
}  // namespace hyper
