// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/pgvector.hpp>
//
#include <limits>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_view_literals;

static_assert(codec<pgvector<3>>::sql_type == "vector(3)");
static_assert(codec<pgvector<10>>::sql_type == "vector(10)");
static_assert(codec<pgvector<1536>>::sql_type == "vector(1536)");
static_assert(codec<pgvector<16000>>::sql_type == "vector(16000)");

// The extension is not in Debian 12, so its format is checked by its bytes (vector_send of
// pgvector).
TEST_CASE("a vector travels as its count and its numbers", "[postgres]") {
  pgvector<2> const value({1.0F, -2.5F});
  std::string bytes;
  codec<pgvector<2>>::encode(bytes, value);
  CHECK(bytes == "\0\2\0\0\x3F\x80\0\0\xC0\x20\0\0"sv);
  CHECK(codec<pgvector<2>>::decode(bytes) == value);
}

TEST_CASE("bytes of another vector are refused", "[postgres]") {
  for (std::string_view const wrong :
       {""sv, "\0\2\0\0"sv, "\0\1\0\0\x3F\x80\0\0"sv, "\0\3\0\0\x3F\x80\0\0\xC0\x20\0\0"sv,
        "\0\2\0\0\x3F\x80\0\0\xC0\x20\0\0x"sv})
    CHECK_THROWS_AS(codec<pgvector<2>>::decode(wrong), decode_error);
}

TEST_CASE("a vector has its size, and numbers that are some", "[postgres]") {
  CHECK_THROWS_AS(pgvector<2>({1.0F}), std::invalid_argument);
  CHECK_THROWS_AS(pgvector<2>({1.0F, 2.0F, 3.0F}), std::invalid_argument);
  CHECK_THROWS_AS(pgvector<1>({std::numeric_limits<float>::infinity()}), std::invalid_argument);
  CHECK_THROWS_AS(pgvector<1>({std::numeric_limits<float>::quiet_NaN()}), std::invalid_argument);
  CHECK(pgvector<2>().numbers().empty());
}
