// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/clause.hpp>
//
namespace {
using namespace hyper;
struct pair {
  int first{};
  int second{};
};
static_assert(clause<clause_kind::order_by, "-a", "b">::text.count == 2);
static_assert(lock_clause<row_lock::update_nowait>::text.lock == row_lock::update_nowait);
static_assert(values_clause<pair>::text.texts[1] == "second");
static_assert(values_clause<pair>::text.types[1]->oid == codec<int>::oid);
}  // namespace
