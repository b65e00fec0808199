// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/bulk.hpp>
//
#include <hyper/orm/errors.hpp>
#include <hyper/orm/wire_value.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

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
  if (key->access.prepare == nullptr || rows.count == 0) return;
  std::uint32_t const offset = rows.model->offsets(rows[0])[rows.model->key];
  for (std::size_t i = 0; i < rows.count; ++i)
    key->access.prepare(static_cast<char*>(rows[i]) + offset);
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
    if (returns && status.rows != end - begin) throw_hidden_row(rows.model->name);
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

HYPER_INLINE void copy_writer::throw_value_too_long() {
  throw std::length_error("a value may have at most 2 GiB");
}

HYPER_INLINE std::string copy_command(model_info const& model, bool const* sent) {
  std::string sql = "COPY \"" + std::string(model.table) + "\" (";
  bool any = false;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!sent[i]) continue;
    if (std::exchange(any, true)) sql += ", ";
    sql.append("\"").append(model[i].stem()).append(model[i]->suffix).append("\"");
  }
  return sql + ") FROM STDIN (FORMAT binary)";
}

/// The rows of one COPY, as its source: so many that its time limit is that of a statement, and all
/// with the same columns.
struct copied_objects {
  static constexpr std::size_t most = 8U << 20;  // bytes, about
  copied_range range;
  row_copier const* with;
  std::size_t bytes = 0;

  static bool append(void* target, std::string& out) {
    auto& it = *static_cast<copied_objects*>(target);
    std::size_t const before = out.size();
    bool more = false;
    {
      copy_writer to(out, copy_source::piece + 4096);
      if (it.bytes == 0) to.add_raw(std::string_view("PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19));
      it.with->append(it.range, to);
      more = it.range.next < it.range.end && it.bytes + to.size() < most;
      if (!more) to.add_raw(std::string_view("\xFF\xFF", 2));
    }
    it.bytes += out.size() - before;
    return more;
  }
};

/// COPY has no parameters: the objects themselves take the key of their tenant.
HYPER_INLINE void enter_tenant(object_span const& rows, context const* around) {
  std::size_t const tenant = rows.model->tenant_column();
  if (tenant == no_column) return;
  std::uint32_t const offset = rows.model->offsets(rows[0])[tenant];
  for (std::size_t i = 0; i < rows.count; ++i)
    (*rows.model)[tenant]->access.enter(around, static_cast<char*>(rows[i]) + offset);
}

HYPER_INLINE task<std::uint64_t> copy_objects(object_span rows, row_copier const* with) {
  if (rows.count == 0) co_return std::uint64_t{0};
  prepare_keys(rows);
  current_context asked;
  enter_tenant(rows, co_await asked);
  std::uint64_t written = 0;
  auto const sent = std::make_unique<bool[]>(rows.model->count);
  for (std::size_t next = 0; next < rows.count;) {
    with->choose(rows[next], sent.get());
    copied_objects source{{rows.first, next, next, rows.count}, with};
    auto copying = database::current().copy_in(copy_command(*rows.model, sent.get()),
                                               {&source, &copied_objects::append});
    written += co_await copying;
    next = source.range.next;
  }
  co_return written;
}

}  // namespace detail
}  // namespace hyper
