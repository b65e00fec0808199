// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_check.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;

template <clause_kind Kind, fixed_string... Texts>
using step = clause<Kind, Texts...>;
static_assert(detail::count_bits<post> == 0);
static_assert(detail::count_bits<post, step<clause_kind::filter, "title">> == 0);
static_assert(detail::count_bits<post, step<clause_kind::filter, "published__isnull">,
                                 step<clause_kind::filter_if, "title">,
                                 step<clause_kind::filter_if, "published__isnull">,
                                 step<clause_kind::exclude, "writer__isnull">> == 5);
static_assert(detail::has_clause<step<clause_kind::limit>>(clause_kind::limit));
static_assert(!detail::has_clause<step<clause_kind::limit>>(clause_kind::offset));
static_assert(std::is_same_v<detail::optional_value<std::optional<int>>, int>);
static_assert(std::is_void_v<detail::optional_value<int>>);
}  // namespace
