// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/sql_writer.hpp>
//
#include "support/catch.hpp"

namespace {
using namespace hyper;

struct sample {
  static constexpr void write(sql_writer& out) {
    out << "SELECT " << '(';
    out.number(-9223372036854775807 - 1) << ", ";
    out.number(0);
    out << "), ";
    out.name("writer", "_id");
    out << ", ";
    out.literal("it's");
  }
};
static_assert(detail::constant_sql<sample>::text ==
              R"(SELECT (-9223372036854775808, 0), "writer_id", 'it''s')");
static_assert(detail::constant_sql<sample>::characters.back() == '\0');
static_assert(detail::constant_sql<sample>::characters.size() ==
              detail::constant_sql<sample>::text.size() + 1);
}  // namespace

TEST_CASE("without a buffer the writer only counts", "[orm]") {
  sql_writer count;
  sample::write(count);
  CHECK(count.size() == detail::constant_sql<sample>::text.size());
}
