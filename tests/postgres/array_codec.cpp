// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/array_codec.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

static_assert(codec<std::vector<std::int64_t>>::sql_type == "bigint[]");

TEST_CASE("arrays go to the server and come back", "[postgres]") {
  opened_database const open;
  CHECK(run(round_trip(std::vector<std::int32_t>{1, -2, 3})).text == "{1,-2,3}");
  CHECK(run(round_trip(std::vector<std::string>{})).text == "{}");
  std::vector<std::string> const words{"a b", "\"", ""};
  CHECK(run(round_trip(words)).back == words);
  std::vector<std::optional<std::int64_t>> const gaps{1, std::nullopt, 3};
  auto const result = run(round_trip(gaps));
  CHECK(result.back == gaps);
  CHECK(result.text == "{1,NULL,3}");
  CHECK_THROWS_AS(run(one_value<std::vector<std::int32_t>>("SELECT ARRAY[1, NULL]")), decode_error);
  CHECK_THROWS_AS(run(one_value<std::vector<std::int32_t>>("SELECT ARRAY[[1], [2]]")),
                  decode_error);
  CHECK_THROWS_AS(run(one_value<std::vector<std::int32_t>>("SELECT ARRAY['a']")), decode_error);
}

TEST_CASE("a broken array is refused, wherever it is cut", "[postgres]") {
  std::string bytes;
  codec<std::vector<std::string>>::encode(bytes, {"abc", "de"});
  CHECK(codec<std::vector<std::string>>::decode(bytes).size() == 2);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(codec<std::vector<std::string>>::decode(bytes.substr(0, size)), decode_error);
  bytes[12] = '\x7F';  // two thousand million elements
  CHECK_THROWS_AS(codec<std::vector<std::string>>::decode(bytes), decode_error);
}
