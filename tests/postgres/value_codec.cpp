// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/value_codec.hpp>
//
#include <hyper/validate/text.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {
enum class colour : int { red, green };
}

TEST_CASE("dates and timestamps mean the same on both sides", "[postgres]") {
  opened_database const open;
  for (char const* const text :
       {"2026-11-23", "1969-12-31", "2000-01-01", "0001-01-01", "9999-12-31"})
    CHECK(run(round_trip(*date::from_text(text))).text == text);
  auto const moment = *timestamp::from_text("1999-12-31T23:59:59.123456Z");
  CHECK(run(round_trip(moment)).back == moment);
  CHECK(run(one_value<timestamp>("SELECT timestamptz '2026-11-23 10:00:00+02'")) ==
        *timestamp::from_text("2026-11-23T08:00:00Z"));
  CHECK_THROWS_AS(run(one_value<date>("SELECT date 'infinity'")), decode_error);
  CHECK_THROWS_AS(run(one_value<timestamp>("SELECT timestamptz '-infinity'")), decode_error);
}

TEST_CASE("uuids, bytes and JSON go to the server and come back", "[postgres]") {
  opened_database const open;
  CHECK(run(round_trip(*uuid::from_text("0192f0c1-7b1e-7cc3-98c4-dc0c0c07398f"))).text ==
        "0192f0c1-7b1e-7cc3-98c4-dc0c0c07398f");
  std::vector<std::byte> const bytes{std::byte{0}, std::byte{255}, std::byte{39}};
  auto const result = run(round_trip(bytes));
  CHECK(result.back == bytes);
  CHECK(result.text == "\\x00ff27");
  CHECK(run(round_trip(jsonb{"{\"a\": [1, null]}"})).text == "{\"a\": [1, null]}");
}

TEST_CASE("decimals keep every digit", "[postgres]") {
  opened_database const open;
  for (char const* const text :
       {"0", "1", "-1", "10000", "12345678901234567890.5", "0.0001", "0.00001234", "-0.5",
        "99999999", "100000000.00000001", "0.00", "12.50", "-9999.9999"}) {
    auto const value = *decimal::from_text(text);
    auto const result = run(round_trip(value));
    CHECK(result.text == text);
    CHECK(result.back.text() == text);
  }
  CHECK_THROWS_AS(run(one_value<decimal>("SELECT numeric 'NaN'")), decode_error);
}

TEST_CASE("random decimals read back as the server writes them", "[postgres]") {
  opened_database const open;
  std::uint64_t state = 88172645463325252ULL;
  for (int i = 0; i < 200; ++i) {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    std::string text = std::to_string(state);
    std::size_t const scale = state % 18;
    if (text.size() > scale && scale > 0) text.insert(text.size() - scale, ".");
    auto const result = run(round_trip(*decimal::from_text(text)));
    REQUIRE(result.text == result.back.text());
    REQUIRE(result.back == *decimal::from_text(text));
  }
}

TEST_CASE("checked values, enumerations and nulls", "[postgres]") {
  opened_database const open;
  CHECK(run(round_trip(text<1, 5>("abc"))).back.value() == "abc");
  CHECK(run(round_trip(colour::green)).text == "green");
  CHECK_THROWS_AS(run(one_value<colour>("SELECT 'blue'::text")), decode_error);
  CHECK(run(one_value<std::optional<std::int32_t>>("SELECT NULL::int")) == std::nullopt);
  CHECK(run(one_value<std::optional<std::int32_t>>("SELECT 7")) == 7);
  CHECK_THROWS_AS(run(one_value<std::int32_t>("SELECT NULL::int")), decode_error);
}
