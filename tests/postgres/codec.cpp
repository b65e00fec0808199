// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/codec.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

// What a column's type is, for all kinds together.
static_assert(codec<std::int64_t>::sql_type == "bigint" && codec<std::int64_t>::oid == 20);
static_assert(codec<std::optional<uuid>>::sql_type == "uuid");
static_assert(codec<std::vector<timestamp>>::sql_type == "timestamptz[]");
static_assert(codec<decimal>::oid == 1700 && codec<jsonb>::oid == 3802);

TEST_CASE("one header gives every codec", "[postgres]") {
  std::string out;
  codec<std::vector<date>>::encode(out, {date::from_days(0)});
  CHECK(codec<std::vector<date>>::decode(out)[0] == date::from_days(0));
}
