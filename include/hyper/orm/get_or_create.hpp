// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/bulk.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <optional>
#include <utility>
#include <vector>

namespace hyper {

/// An object of the database, and whether it is new there.
template <class Model>
struct found_or_made {
  Model object;
  bool created = false;
};

namespace detail {

/// So often a row may come and go between two looks.
inline constexpr int most_attempts = 8;

template <fixed_string Column, class Model>
auto const& member_called(Model const& object) {
  return member<member_index<Model>(Column.view())>(object);
}

/// The tenant is the one around, whatever the object says.
template <fixed_string Column, class Query, class Model>
auto filter_by_member(Query const& query, Model const& object) {
  if constexpr (path_of<Model, Column>.target()->source == column_source::tenant)
    return query;
  else
    return query.template filter<Column>(member_called<Column>(object));
}

template <class Model, fixed_string... Columns, class Query>
auto filter_by_members(Query query, Model const& object) {
  if constexpr (sizeof...(Columns) == 0) {
    return query;
  } else {
    return
        [&]<fixed_string First, fixed_string... More>(clause<clause_kind::filter, First, More...>) {
          return filter_by_members<Model, More...>(filter_by_member<First>(query, object), object);
        }(clause<clause_kind::filter, Columns...>());
  }
}

}  // namespace detail

/// The row that has the object's values in these columns, or the object as a new row when there is
/// none: `get_or_create<"address">(post)`. The columns must be unique together; then two that ask
/// at the same time get the same row.
/// Throws hidden_row when the row that is in the way is deleted softly, or another tenant's.
template <fixed_string... Columns, class Model>
task<found_or_made<Model>> get_or_create(Model object) {
  for (int attempt = 0; attempt < detail::most_attempts; ++attempt) {
    auto looking = detail::filter_by_members<Model, Columns...>(
                       query_set<Model, detail::query_state>(), object)
                       .first();
    std::optional<Model> found = co_await looking;
    if (found) co_return found_or_made<Model>{std::move(*found), false};
    std::vector<Model> rows{object};
    auto storing = insert_missing(rows);
    std::uint64_t const stored = co_await storing;
    if (stored == 0) continue;  // somebody was faster: look again
    auto reading = detail::filter_by_members<Model, Columns...>(
                       query_set<Model, detail::query_state>(), object)
                       .get();
    Model made = co_await reading;
    co_return found_or_made<Model>{std::move(made), true};
  }
  detail::throw_hidden_row(type_name<Model>());
}

/// Stores the object over the row that has its values in these columns, or as a new one.
template <fixed_string... Columns, class Model>
task<Model> update_or_create(Model object) {
  std::vector<Model> rows;
  rows.push_back(std::move(object));
  auto storing = upsert_all<Columns...>(rows);
  co_await storing;
  auto reading = detail::filter_by_members<Model, Columns...>(
                     query_set<Model, detail::query_state>(), rows.front())
                     .get();
  co_return co_await reading;
}

}  // namespace hyper
