// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/bounded.hpp>

#include "support/catch.hpp"

#include <cstdint>
#include <limits>

namespace {

using stars = hyper::bounded<int, 1, 5>;
using share = hyper::bounded<double, 0.0, 1.0>;

static_assert(hyper::checked_value<stars>);
static_assert(stars(3) == 3);
static_assert(stars(3) + 1 == 4);
static_assert(stars(3) < stars(4));
static_assert(stars(3) < 4L);
static_assert(!stars::check(5));
static_assert(share(0.5) < 0.75);

struct review {
  stars given = 5;
  share weight = 1.0;
};

}  // namespace

TEST_CASE("numbers keep within their bounds", "[validate]") {
  CHECK(stars::check(0)->sentence == "must be between 1 and 5");
  CHECK(stars::check(6)->rule == "range");
  CHECK_THROWS_AS(stars(0), hyper::invalid_value);
  CHECK(share::check(1.5)->sentence == "must be between 0 and 1");
  CHECK(share::check(std::numeric_limits<double>::quiet_NaN()));
  using wide = hyper::bounded<std::int64_t, -9000000000, 9000000000>;
  CHECK(wide::check(9000000001)->sentence == "must be between -9000000000 and 9000000000");
  CHECK(hyper::bounded<double, 0.25, 12.5>::check(13)->sentence == "must be between 0.25 and 12.5");
}

TEST_CASE("a bounded number is used like its number", "[validate]") {
  review one;
  CHECK(one.given == 5);
  one.given = 2;
  int const plain = one.given;
  CHECK(plain == 2);
  CHECK_THROWS_AS(one.given = 9, hyper::invalid_value);
  CHECK(one.given == 2);
}
