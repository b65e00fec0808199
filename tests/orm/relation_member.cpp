// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/relation_member.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
static_assert(detail::relation_member<related<product, "maker">>);
static_assert(detail::relation_member<many_to_many<tag>>);
static_assert(!detail::relation_member<std::vector<int>>);
static_assert(!detail::relation_member<foreign_key<brand>>);
}  // namespace
