// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/row.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a row gives typed columns and refuses those it has not", "[postgres]") {
  std::string_view const columns[] = {{"\0\0\0\5", 4}, {}};
  char const nulls[] = {0, 1};
  row_view const row(columns, nulls, 2);
  CHECK(row.get<std::int32_t>(0) == 5);
  CHECK(row.get<std::optional<std::int32_t>>(0) == 5);
  CHECK(row.get<std::optional<std::int32_t>>(1) == std::nullopt);
  CHECK(row.is_null(1));
  CHECK_THROWS_AS(row.get<std::int32_t>(1), decode_error);
  CHECK_THROWS_AS(row.get<std::int32_t>(2), decode_error);
}
