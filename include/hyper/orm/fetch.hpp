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

/// An object with annotations beside it: see orm/annotated.hpp.
template <class Row>
concept annotated_row = requires { typename Row::annotations_type; };

template <class Row>
auto& object_in(Row& row) {
  if constexpr (annotated_row<Row>)
    return row.object;
  else
    return row;
}

template <class Row>
struct parts_of_annotated {
  static constexpr row_parts made{
      &row_info<typename Row::annotations_type>,
      [](void* row) -> void* { return &static_cast<Row*>(row)->object; },
      [](void* row) -> void* { return &static_cast<Row*>(row)->extra; }};
};
template <class Row>
constexpr row_parts const* parts_of_row() {
  if constexpr (annotated_row<Row>)
    return &parts_of_annotated<Row>::made;
  else
    return nullptr;
}

template <class Row>
void* append_object(void* rows) {
  return &static_cast<std::vector<Row>*>(rows)->emplace_back();
}

template <class Row>
task<std::vector<Row>> fetch_all(statement const* what, query_shape const* shape,
                                 parameters values) {
  std::vector<Row> rows;
  rows.reserve(expected_rows(what));
  auto fetching = fetch_objects(what, std::move(values),
                                {shape, &rows, &append_object<Row>, parts_of_row<Row>()});
  co_await fetching;
  note_rows(what, rows.size());
  co_return std::move(rows);
}

template <class Row>
void* emplace_object(void* row) {
  return &static_cast<std::optional<Row>*>(row)->emplace();
}

template <class Row>
task<std::optional<Row>> fetch_first(statement const* what, query_shape const* shape,
                                     parameters values) {
  std::optional<Row> row;
  auto fetching = fetch_objects(what, std::move(values),
                                {shape, &row, &emplace_object<Row>, parts_of_row<Row>()});
  co_await fetching;
  co_return std::move(row);
}

template <class Row>
struct found_row {
  Row row{};
  std::size_t count = 0;
  static void* append(void* to) {
    auto* const found = static_cast<found_row*>(to);
    ++found->count;
    return &found->row;
  }
};

template <class Row>
task<Row> fetch_one(statement const* what, query_shape const* shape, parameters values) {
  found_row<Row> found;
  auto fetching = fetch_objects(what, std::move(values),
                                {shape, &found, &found_row<Row>::append, parts_of_row<Row>()});
  co_await fetching;
  if (found.count == 0) throw_does_not_exist(shape->root().name);
  if (found.count > 1) throw_multiple_objects(shape->root().name);
  co_return std::move(found.row);
}

template <class Member>
void read_member(Member& member, row_view const& row, std::size_t& position) {
  if constexpr (!relation_member<Member>) read_column(member, row, position++);
}
/// Fills one more row, its members in the order of the columns. It is made for each struct, because
/// to call each column's function through a pointer cost as much as its reading.
template <class Row>
void take_values(void* rows, row_view const& row) {
  require_columns(row, model_members<Row>::columns);
  std::size_t position = 0;
  with_members(static_cast<std::vector<Row>*>(rows)->emplace_back(),
               [&](auto&... member) { (read_member(member, row, position), ...); });
}

/// Rows into any struct, member by member.
template <class Row>
task<std::vector<Row>> fetch_rows(statement const* what, parameters values) {
  std::vector<Row> rows;
  rows.reserve(expected_rows(what));
  auto fetching = fetch_values(what, std::move(values), {&rows, &take_values<Row>});
  co_await fetching;
  note_rows(what, rows.size());
  co_return std::move(rows);
}

/// The answer to `limit(0).first()`.
template <class Row>
task<std::optional<Row>> fetch_nothing() {
  co_return std::optional<Row>();
}

}  // namespace hyper::detail
