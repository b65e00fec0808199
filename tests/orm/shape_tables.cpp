// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/shape_tables.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;

static_assert(detail::alias_letter("Posts") == 'p');
static_assert(detail::alias_letter("_hidden") == 't');
static_assert(detail::alias_letter("") == 't');

// A path joins its tables once, whoever needs them.
constexpr detail::query_shape twice = [] {
  detail::query_shape shape;
  shape.tables[0].model = &detail::model_of<product>;
  for (std::string_view const text : {"maker__name", "maker__parent__name", "maker__parent__id"})
    detail::follow_path(shape, detail::read_path(shape.root(), text), &detail::shape_table::needed);
  return shape;
}();
static_assert(twice.table_count == 3);
static_assert(!twice.tables[1].outer && twice.tables[2].outer);
static_assert(detail::find_path(twice, "maker__parent__name").place.table == 2);
static_assert(detail::find_annotation(twice, "none") == -1);
static_assert(!detail::lacks_common_table(twice));
}  // namespace
