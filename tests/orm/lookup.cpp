// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/lookup.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;
using detail::column_has_lookup;

enum class mood { good, bad };
struct mixed {
  primary_key<> id{};
  std::string words{};
  bool truth{};
  mood state{};
  std::vector<int> numbers{};
  jsonb anything{};
  using meta = model<table<"mixed">>;
};
constexpr bool has(std::string_view column, lookup how) {
  model_info const& model = detail::model_of<mixed>;
  return column_has_lookup(model[model.find(column)], how);
}
static_assert(detail::find_lookup("istartswith") == lookup::istartswith);
static_assert(detail::find_lookup("range") == lookup::range);
static_assert(detail::find_lookup("regex") == lookup::regex);
static_assert(detail::find_lookup("like") == lookup::none);
static_assert(detail::find_lookup("") == lookup::none);
static_assert(has("words", lookup::icontains) && has("words", lookup::gt));
static_assert(!has("id", lookup::icontains) && has("id", lookup::range));
static_assert(has("truth", lookup::exact) && !has("truth", lookup::gt));
static_assert(has("state", lookup::in) && !has("state", lookup::contains));
static_assert(has("numbers", lookup::exact) && has("numbers", lookup::overlap));
static_assert(!has("numbers", lookup::gt) && !has("words", lookup::overlap));
static_assert(!has("anything", lookup::exact) && has("anything", lookup::has_key));
}  // namespace
