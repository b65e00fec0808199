// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/shape.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;

static_assert(detail::alias_letter("posts") == 'p' && detail::alias_letter("Posts") == 'p');
static_assert(detail::alias_letter("_posts") == 't' && detail::alias_letter("") == 't');

constexpr auto const& shape =
    detail::shape_of<post, clause<clause_kind::filter, "writer__name">, clause<clause_kind::limit>,
                     clause<clause_kind::order_by, "title">, clause<clause_kind::order_by, "-id">,
                     clause<clause_kind::filter_if, "published__isnull">>;
static_assert(shape.table_count == 2 && shape.tables[1].needed && !shape.tables[1].loaded);
static_assert(shape.ordering_count == 1 && shape.orderings[0].descending);
static_assert(shape.limited && !shape.skipping && shape.bits == 2 && !shape.overflow);
static_assert(shape.conditions[1].option == 0 && shape.conditions[1].null_bit == 1);

// Limits are noticed, not overrun.
struct node {
  primary_key<> id{};
  foreign_key<node> a{}, b{}, c{}, d{}, e{}, f{}, g{}, h{}, i{}, j{}, k{}, l{};
  using meta = model<table<"nodes">>;
};
static_assert(!detail::shape_of<node, clause<clause_kind::select_related, "a", "b", "c", "d", "e",
                                             "f", "g", "h", "i", "j", "k">>.overflow);
static_assert(detail::shape_of<node, clause<clause_kind::select_related, "a", "b", "c", "d", "e",
                                            "f", "g", "h", "i", "j", "k", "l">>.overflow);
}  // namespace
