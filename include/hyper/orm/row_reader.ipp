// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/row_reader.hpp>
//
#include <array>
#include <hyper/orm/usual_rows.hpp>
#include <hyper/postgres/database.hpp>

namespace hyper::detail {

HYPER_INLINE std::size_t read_object(model_info const& model, void* object, row_view const& row,
                                     std::size_t position) {
  std::uint32_t const* offsets = model.offsets(object);
  auto* const base = static_cast<char*>(object);
  for (std::size_t i = 0; i < model.count; ++i)
    model.columns[i]->access.read(base + offsets[i], row, position + i);
  return position + model.count;
}

/// The same without the columns that the query leaves out.
HYPER_INLINE std::size_t read_some(query_shape const& shape, void* object, row_view const& row) {
  std::uint32_t const* offsets = shape.root().offsets(object);
  std::size_t position = 0;
  for (std::size_t i = 0; i < shape.root().count; ++i)
    if (i >= 64 || (shape.left_out >> i & 1U) == 0)
      shape.root()[i]->access.read(static_cast<char*>(object) + offsets[i], row, position++);
  return position;
}

HYPER_INLINE void read_joined(query_shape const& shape, void* object, row_view const& row) {
  std::array<void*, max_tables> objects{object};
  std::size_t position = shape.left_out == 0 ? read_object(shape.root(), object, row, 0)
                                             : read_some(shape, object, row);
  for (std::size_t i = 1; i < shape.table_count; ++i) {
    shape_table const& table = shape.tables[i];
    if (!table.loaded) continue;
    void* const parent = objects[table.parent];
    std::size_t const first = position;
    position += table.model->count;
    // A row that is missing has no key; what hangs on it is missing, too.
    if (parent == nullptr || row.is_null(first + table.model->key)) continue;
    model_info const& holder = *shape.tables[table.parent].model;
    auto* const link = static_cast<char*>(parent) + holder.offsets(parent)[table.link];
    objects[i] = holder[table.link]->access.load(link);
    read_object(*table.model, objects[i], row, first);
  }
}

HYPER_INLINE usual_rows& usual_rows_of_this_thread() {
  thread_local usual_rows mine;
  return mine;
}
HYPER_INLINE std::size_t expected_rows(statement const* what) {
  return usual_rows_of_this_thread().expected(what->hash);
}
HYPER_INLINE void note_rows(statement const* what, std::size_t rows) {
  usual_rows_of_this_thread().note(what->hash, rows);
}

HYPER_INLINE void read_into(object_sink const& to, row_view const& row) {
  void* const made = to.append(to.objects);
  if (to.parts == nullptr) return read_joined(*to.shape, made, row);
  model_info const& annotations = *to.parts->annotations;
  if (row.size() < annotations.count)
    throw decode_error("a row has not as many columns as the struct of its annotations members");
  read_joined(*to.shape, to.parts->object(made), row);
  read_object(annotations, to.parts->beside(made), row, row.size() - annotations.count);
}

HYPER_INLINE task<void> fetch_objects(statement const* what, parameters values, object_sink sink) {
  row_sink const rows{&sink, [](void* target, row_view const& row) {
                        read_into(*static_cast<object_sink*>(target), row);
                      }};
  auto running = database::current().run(*what, std::move(values), rows);
  co_await running;
}

HYPER_INLINE task<void> fetch_values(statement const* what, parameters values, row_sink rows) {
  auto running = database::current().run(*what, std::move(values), rows);
  co_await running;
}

HYPER_INLINE void require_columns(row_view const& row, std::size_t columns) {
  if (row.size() != columns)
    throw decode_error("a row has not as many columns as the struct members");
}

HYPER_INLINE task<std::string> fetch_text(std::string sql, statement like, parameters values) {
  like.sql = sql;
  like.hash = statement_hash(sql);
  like.pure_read = false;
  like.touches = nullptr;
  std::string text;
  row_sink const rows{&text, [](void* target, row_view const& row) {
                        static_cast<std::string*>(target)->append(row.bytes(0)).append("\n");
                      }};
  auto running = database::current().run(like, std::move(values), rows);
  co_await running;
  co_return text;
}

HYPER_INLINE task<std::int64_t> fetch_number(statement const* what, parameters values) {
  std::int64_t number = 0;
  row_sink const rows{&number, [](void* target, row_view const& row) {
                        *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                      }};
  auto running = database::current().run(*what, std::move(values), rows);
  co_await running;
  co_return number;
}

HYPER_INLINE task<bool> fetch_truth(statement const* what, parameters values) {
  bool truth = false;
  row_sink const rows{&truth, [](void* target, row_view const& row) {
                        *static_cast<bool*>(target) = row.get<bool>(0);
                      }};
  auto running = database::current().run(*what, std::move(values), rows);
  co_await running;
  co_return truth;
}

HYPER_INLINE task<std::uint64_t> run_counted(statement const* what, parameters values) {
  auto running = database::current().run(*what, std::move(values));
  command_status const status = co_await running;
  co_return status.rows;
}

}  // namespace hyper::detail
