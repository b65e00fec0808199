// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_ends.hpp>
//
#include "shop.hpp"

namespace {
using namespace shop;
struct labels {
  std::string label{};
};
static_assert(objects<tag>.filter<"id__gt">().values_sql<labels>() ==
              R"(SELECT t."label" FROM "tags" t WHERE t."id" > $1 ORDER BY t."label")");
}  // namespace
