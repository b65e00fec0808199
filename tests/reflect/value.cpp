// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/value.hpp>

#include "support/catch.hpp"

namespace {

struct positive {
  using value_type = int;
  static std::optional<hyper::problem> check(int const& value) {
    if (value > 0) return std::nullopt;
    return hyper::problem{"positive", "must be positive"};
  }
  static positive unchecked(int value) { return {value}; }
  int const& value() const { return held; }
  int held = 0;
};

struct half {
  using value_type = int;
  int const& value() const { return held; }
  int held = 0;
};

struct moment {
  static std::optional<moment> from_text(std::string_view) { return moment{}; }
  void append_text(std::string& out) const { out += "now"; }
  static constexpr std::string_view text_form = "the word now";
};

static_assert(hyper::checked_value<positive>);
static_assert(!hyper::checked_value<half>);
static_assert(!hyper::checked_value<std::optional<int>>);
static_assert(!hyper::checked_value<int>);
static_assert(hyper::text_value<moment>);
static_assert(!hyper::text_value<std::string>);

}  // namespace

TEST_CASE("types join by having the members", "[reflect]") {
  CHECK(positive::check(0)->rule == "positive");
  CHECK(positive::unchecked(3).value() == 3);
  std::string out;
  moment{}.append_text(out);
  CHECK(out == "now");
}
