// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The ends of a query that make objects: the thin typed layer over orm/row_reader.hpp. Private to
// orm/query_set.hpp.

#include <cstddef>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/row_reader.hpp>
#include <hyper/reflect/type_name.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace hyper::detail {

template <class Model>
void* append_object(void* objects) {
  return &static_cast<std::vector<Model>*>(objects)->emplace_back();
}

template <class Model>
task<std::vector<Model>> fetch_all(statement const* what, query_shape const* shape,
                                   parameters values) {
  std::vector<Model> objects;
  objects.reserve(expected_rows(what));
  auto fetching = fetch_objects(what, std::move(values), {shape, &objects, &append_object<Model>});
  co_await fetching;
  note_rows(what, objects.size());
  co_return std::move(objects);
}

template <class Model>
void* emplace_object(void* object) {
  return &static_cast<std::optional<Model>*>(object)->emplace();
}

template <class Model>
task<std::optional<Model>> fetch_first(statement const* what, query_shape const* shape,
                                       parameters values) {
  std::optional<Model> object;
  auto fetching = fetch_objects(what, std::move(values), {shape, &object, &emplace_object<Model>});
  co_await fetching;
  co_return std::move(object);
}

template <class Model>
task<Model> fetch_one(statement const* what, query_shape const* shape, parameters values) {
  struct only {
    Model object{};
    std::size_t rows = 0;
  } found;
  auto fetching = fetch_objects(what, std::move(values), {shape, &found, [](void* to) -> void* {
                                                            auto* const one =
                                                                static_cast<only*>(to);
                                                            ++one->rows;
                                                            return &one->object;
                                                          }});
  co_await fetching;
  if (found.rows == 0) throw_does_not_exist(type_name<Model>());
  if (found.rows > 1) throw_multiple_objects(type_name<Model>());
  co_return std::move(found.object);
}

/// A struct that is no model, as one: its members are the columns of a row.
template <class Row>
constexpr model_info describe_row() {
  model_info made;
  made.name = type_name<Row>();
  made.columns = model_table<Row>::columns.data();
  made.count = model_table<Row>::columns.size();
  made.offsets = &model_table<Row>::offsets;
  return made;
}
template <class Row>
inline constexpr model_info row_info = describe_row<Row>();

/// Rows into any struct, member by member.
template <class Row>
task<std::vector<Row>> fetch_rows(statement const* what, parameters values) {
  std::vector<Row> rows;
  rows.reserve(expected_rows(what));
  auto fetching =
      fetch_values(what, std::move(values), {&row_info<Row>, &rows, &append_object<Row>});
  co_await fetching;
  note_rows(what, rows.size());
  co_return std::move(rows);
}

/// The answer to `limit(0).first()`.
template <class Model>
task<std::optional<Model>> fetch_nothing() {
  co_return std::optional<Model>();
}

}  // namespace hyper::detail
