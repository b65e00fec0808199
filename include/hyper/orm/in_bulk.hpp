// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: rows by their keys, as a map.

#include <hyper/orm/objects.hpp>
#include <hyper/orm/prefetch.hpp>
#include <hyper/reflect/members.hpp>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// The rows of a query with these primary keys, by their keys: `in_bulk(objects<post>, keys)`. Keys
/// without a row are left out. One statement; throws the errors of postgres/.
template <class Query, class Model = typename Query::model_type>
task<std::map<detail::key_type_of<Model>, Model>> in_bulk(
    Query query, std::vector<detail::key_type_of<Model>> keys) {
  constexpr std::size_t position = detail::key_position<Model>;
  constexpr std::string_view name = member_names<Model>[position];
  constexpr auto wanted = detail::joined_text<to_fixed_string<name.size()>(name), "__in">;
  auto reading = query.template filter<wanted>(keys).all();
  std::vector<Model> rows = co_await reading;
  std::map<detail::key_type_of<Model>, Model> found;
  for (Model& row : rows) {
    auto const key = member<position>(row).value();
    found.emplace(key, std::move(row));
  }
  co_return found;
}

}  // namespace hyper
