// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/statement_writer.hpp>

namespace {
using namespace hyper;
struct source {
  static constexpr bool pure_read = true;
  static constexpr statement_tables touched{};
  static constexpr detail::tenant_use tenants{};
  static constexpr void write(detail::statement_writer& to) {
    to.out << "SELECT ";
    to.parameter(23);
    to.out << ", ";
    to.repeat(1);
    to.out << ", ";
    to.parameter(25);
  }
};
using made = detail::constant_statement<source>;
static_assert(made::sql == "SELECT $1, $1, $2");
static_assert(made::types.size() == 2 && made::types[0] == 23 && made::types[1] == 25);
static_assert(made::made.touches == &source::touched);
static_assert(made::made.supply == nullptr);
static_assert(made::made.pure_read && made::made.hash == statement_hash(made::sql));
}  // namespace
