// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Many objects in one statement.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/orm/bulk_statements.hpp>
#include <hyper/orm/copied_rows.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/save.hpp>
#include <hyper/runtime/task.hpp>
#include <span>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

/// Objects of one model, without their type.
struct object_span {
  model_info const* model;
  void* first;
  std::size_t count;
  std::size_t stride;

  void* operator[](std::size_t i) const { return static_cast<char*>(first) + i * stride; }
};

template <class Model>
object_span span_of(std::vector<Model>& rows) {
  return {&model_of<Model>, rows.data(), rows.size(), sizeof(Model)};
}

/// What a bulk action does: the statement, and the columns that it names.
struct bulk_work {
  statement const* what;
  bulk_action action;
  named_columns named;
};

template <class Model, bulk_action Action, fixed_string... Columns>
inline constexpr bulk_work bulk_work_of{&bulk_statement<Model, Action, Columns...>::made, Action,
                                        bulk_statement<Model, Action, Columns...>::named};

/// At most so many rows travel in one statement.
inline constexpr std::size_t most_rows_at_once = 10000;

task<std::uint64_t> write_objects(bulk_work const* work, object_span rows);
task<void> insert_objects(bulk_work const* plain, bulk_work const* keyed, object_span rows);
task<std::uint64_t> copy_objects(object_span rows, row_copier const* with);

template <class Model, fixed_string... Columns>
constexpr bool check_named() {
  static_assert(sizeof...(Columns) > 0, "name at least one column");
  return check_columns<Model, Columns...>();
}

}  // namespace detail

/// Stores new objects, ten thousand at a time; what the database supplies stands in them
/// afterwards. The objects must live until the task has ended. Inside of `atomic` all or none are
/// stored. No observer is told.
template <class Model>
task<void> insert_all(std::vector<Model>& rows) {
  if constexpr (is_model<Model>) {
    return detail::insert_objects(&detail::bulk_work_of<Model, detail::bulk_action::insert>,
                                  &detail::bulk_work_of<Model, detail::bulk_action::insert_keyed>,
                                  detail::span_of(rows));
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Stores the objects whose unique columns no stored row has. Answers how many those were.
template <class Model>
task<std::uint64_t> insert_missing(std::vector<Model>& rows) {
  if constexpr (is_model<Model>) {
    return detail::write_objects(&detail::bulk_work_of<Model, detail::bulk_action::insert_missing>,
                                 detail::span_of(rows));
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Stores objects; one whose `Columns` a stored row has already changes that row instead:
/// `upsert_all<"address">(posts)`. The columns must be unique together.
template <fixed_string... Columns, class Model>
task<std::uint64_t> upsert_all(std::vector<Model>& rows) {
  if constexpr (detail::check_named<Model, Columns...>())
    return detail::write_objects(
        &detail::bulk_work_of<Model, detail::bulk_action::upsert, Columns...>,
        detail::span_of(rows));
  else
    return {};
}

/// Writes these columns of objects that are stored: `update_all<"title", "stock">(products)`.
/// Answers how many rows there were.
template <fixed_string... Columns, class Model>
task<std::uint64_t> update_all(std::vector<Model>& rows) {
  if constexpr (detail::check_named<Model, Columns...>() &&
                (detail::check_not_tenant<Model, Columns>() && ...))
    return detail::write_objects(
        &detail::bulk_work_of<Model, detail::bulk_action::update, Columns...>,
        detail::span_of(rows));
  else
    return {};
}

/// Stores new objects by COPY, the fastest way in: what the database supplies does not come back.
/// Numbered keys are left to the database. Answers how many there were. The objects must live until
/// the task has ended. Inside of `atomic` all or none are stored.
template <class Model>
task<std::uint64_t> copy_all(std::vector<Model>& rows) {
  if constexpr (is_model<Model>) {
    return detail::copy_objects(detail::span_of(rows), &detail::model_copier<Model>::functions);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/bulk.ipp>
#endif
