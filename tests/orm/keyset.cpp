// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/keyset.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;

template <class Model, fixed_string... Columns>
constexpr detail::page_order order_by =
    detail::order_of_page(detail::shape_of<Model, clause<clause_kind::order_by, Columns...>>);

// The primary key makes an order total, and takes the direction of the column before it.
static_assert(order_by<post>.count == 1 && !order_by<post>.columns[0].descending);
static_assert(order_by<post, "-title">.count == 2);
static_assert(order_by<post, "-title">.columns[1].descending);
static_assert(order_by<post, "-title">.one_direction);
static_assert(!order_by<post, "-title", "body">.one_direction);
static_assert(!order_by<post, "published">.one_direction);
// What stands behind the primary key changes nothing.
static_assert(order_by<post, "id", "title">.count == 1);
static_assert(order_by<post, "writer__id">.count == 2);
static_assert(order_by<post, "writer__name">.columns[0].place.table == 1);

constexpr auto const& joined =
    detail::shape_of<post, clause<clause_kind::order_by, "writer__name">>;
static_assert(detail::positions_in_page(joined, detail::order_of_page(joined)).at[0] == 7);
static_assert(detail::positions_in_page(joined, detail::order_of_page(joined)).at[1] == 0);
constexpr auto const& loaded = detail::shape_of<post, clause<clause_kind::order_by, "writer__name">,
                                                clause<clause_kind::select_related, "writer">>;
static_assert(detail::positions_in_page(loaded, detail::order_of_page(loaded)).at[0] == 8);
}  // namespace
