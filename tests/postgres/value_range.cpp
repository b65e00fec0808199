// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/value_range.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a range travels", "[postgres]") {
  using numbers = value_range<std::int32_t>;
  for (numbers const& value :
       {numbers::between(1, 5), numbers{{}, 5, false, true, false},
        numbers{1, {}, true, false, false}, numbers{{}, {}, false, false, false},
        numbers{{}, {}, false, false, true}}) {
    std::string bytes;
    codec<numbers>::encode(bytes, value);
    CHECK(codec<numbers>::decode(bytes) == value);
  }
  std::string bytes;
  codec<numbers>::encode(bytes, numbers::between(1, 5));
  CHECK_THROWS_AS(codec<numbers>::decode(std::string_view(bytes).substr(0, 8)), decode_error);
  CHECK_THROWS_AS(codec<numbers>::decode(bytes + "x"), decode_error);
  CHECK_THROWS_AS(codec<numbers>::decode(""), decode_error);
}
