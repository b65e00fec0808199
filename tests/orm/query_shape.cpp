// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_shape.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
static_assert(objects<tag>.shape()->root().table == "tags");
static_assert(objects<product>.order_by<"maker__name">().shape()->tables[1].sorting);
}  // namespace
