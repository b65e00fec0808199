// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/money.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
using euros = money<"EUR">;
using yen = money<"JPY">;
using dinars = money<"KWD">;

static_assert(euros::from_units(3) * 4 - euros::from_units(2) == euros::from_units(10));
static_assert(-euros::from_units(3) < euros() && 2 * euros::from_units(1) > euros::from_units(1));

std::int64_t units(std::string_view text) { return euros::from_text(text).value().units(); }

template <class A, class B>
concept addable = requires(A a, B b) { a + b; };
static_assert(addable<euros, euros> && !addable<euros, yen> && !addable<euros, std::int64_t>);
template <class A, class B>
concept comparable = requires(A a, B b) { a < b; };
static_assert(comparable<euros, euros> && !comparable<euros, yen> && !comparable<euros, int>);
}  // namespace

TEST_CASE("amounts as texts", "[validate]") {
  CHECK(units("12.50") == 1250);
  CHECK(units("12.5") == 1250);
  CHECK(units("12") == 1200);
  CHECK(units("-0.01") == -1);
  CHECK(units("0") == 0);
  CHECK(units("0.000") == 0);
  CHECK(units("1.5000") == 150);
  CHECK(units("9999999999999999.99") == 999999999999999999);
  for (char const* wrong : {"", "0.001", "1.005", "10000000000000000", "1e5", "12,50", "12.50 EUR"})
    CHECK_FALSE(euros::from_text(wrong));
  CHECK(yen::from_text("100").value().units() == 100);
  CHECK_FALSE(yen::from_text("100.5"));
  CHECK(dinars::from_text("1.234").value().units() == 1234);
  CHECK(euros::from_units(-5).text() == "-0.05");
  CHECK(euros().text() == "0.00");
  CHECK(yen::from_units(7).text() == "7");
  CHECK(euros::from_units(123456).text() == "1234.56");
  CHECK(euros::from_units(INT64_MIN).text() == "-92233720368547758.08");
}

TEST_CASE("what is too large for money is refused", "[validate]") {
  euros most = euros::from_units(INT64_MAX);
  CHECK_THROWS_AS(most + euros::from_units(1), std::overflow_error);
  CHECK_THROWS_AS(-most - euros::from_units(2), std::overflow_error);
  CHECK_THROWS_AS(most * 2, std::overflow_error);
  CHECK_THROWS_AS(-euros::from_units(INT64_MIN), std::overflow_error);
  CHECK_FALSE(euros::from_text(std::string(2000, '9')));
}

TEST_CASE("shared money loses and gains nothing", "[validate]") {
  for (std::int64_t amount : {0, 1, 100, 101, -100, -101, 7})
    for (std::size_t people = 1; people <= 7; ++people) {
      euros sum;
      for (euros part : euros::from_units(amount).shared_by(people)) sum += part;
      CHECK(sum.units() == amount);
    }
  auto const parts = euros::from_units(100).shared_by(3);
  CHECK(parts[0].units() == 34);
  CHECK(parts[2].units() == 33);
  CHECK_THROWS_AS(euros().shared_by(0), std::invalid_argument);
}

TEST_CASE("in JSON money is a text, because numbers there are not exact", "[validate]") {
  CHECK(to_json(euros::from_units(1250)) == R"("12.50")");
  CHECK(read_json<euros>(R"("12.5")").value().units() == 1250);
  CHECK_FALSE(read_json<euros>(R"("12.505")"));
  CHECK_FALSE(read_json<euros>("12.5"));
}
