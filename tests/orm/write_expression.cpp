// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/write_expression.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
constexpr auto numbered = detail::number_values(
    *objects<product>.filter<"stock__range">().filter<"title">().filter<"price__isnull">().shape(),
    1, 0, nullptr);
static_assert(numbered.values_before[1] == 2 && numbered.values_before[2] == 3);
static_assert(numbered.values() == 3);
}  // namespace
