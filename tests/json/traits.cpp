// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/traits.hpp>

#include "support/catch.hpp"

#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <string>
#include <vector>

namespace {

class money {
 public:
  explicit money(long cents = 0) : cents_(cents) {}
  long cents() const { return cents_; }

 private:
  long cents_;
};

struct range {
  int first;
  int last;
};

struct label {
  std::string text;
};

struct bill {
  money total;
  std::vector<money> parts;
};

}  // namespace

template <>
struct hyper::json_traits<money> {
  using as = long;
  static long to(money const& value) { return value.cents(); }
  static std::optional<problem> from(long cents, money& value) {
    if (cents < 0) return problem{"negative", "must not be negative"};
    value = money(cents);
    return std::nullopt;
  }
};

template <>
struct hyper::json_traits<range> {
  static void write(json_writer& out, range const& value) {
    out.literal(R"({"from":)");
    out.value(value.first);
    out.literal(R"(,"to":)");
    out.value(value.last);
    out.literal("}");
  }
};

template <>
struct hyper::json_traits<label> {
  using as = std::string;
  static std::string const& to(label const& value) { return value.text; }
};

static_assert(hyper::json_writable<range> && !hyper::json_readable<range>);
static_assert(hyper::json_writable<label> && !hyper::json_readable<label>);
static_assert(hyper::json_writable<std::vector<money>> && hyper::json_readable<bill>);

TEST_CASE("a form written by hand", "[json]") {
  CHECK(hyper::to_json(std::vector<range>{{1, 2}, {3, 4}}) ==
        R"([{"from":1,"to":2},{"from":3,"to":4}])");
  CHECK(hyper::to_json(label{"a\"b"}) == R"("a\"b")");
}

TEST_CASE("a form borrowed from another type", "[json]") {
  CHECK(hyper::to_json(bill{money(5), {money(2), money(3)}}) == R"({"total":5,"parts":[2,3]})");
  auto const good = hyper::read_json<bill>(R"({"total":5,"parts":[2,3]})");
  REQUIRE(good);
  CHECK(good->parts[1].cents() == 3);
  auto const bad = hyper::read_json<bill>(R"({"total":-1,"parts":["x",-2]})");
  REQUIRE(bad.problems().size() == 3);
  CHECK(bad.problems()[0].sentence == "must not be negative");
  CHECK(bad.problems()[1].sentence == "must be a whole number, not a string");
  CHECK(bad.problems()[2].pointer == "/parts/1");
}
