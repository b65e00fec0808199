// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/call.hpp>

#include "support/catch.hpp"

using hyper::template_value;

static std::string shout(std::string_view text, std::optional<int> times) {
  return std::string(text) + std::string(static_cast<std::size_t>(times.value_or(1)), '!');
}

TEST_CASE("an ordinary function is callable, and its arguments are checked") {
  template_value const function = hyper::template_function(shout);
  template_value const two[] = {"hey", 3};
  template_value const one[] = {"hey"};
  template_value const wrong[] = {"hey", "x"};
  template_value const many[] = {"hey", 1, 2};
  CHECK(function.object().call({two, {}}).text() == "hey!!!");
  CHECK(function.object().call({one, {}}).text() == "hey!");
  CHECK_THROWS_AS(function.object().call({wrong, {}}), hyper::template_error);
  CHECK_THROWS_AS(function.object().call({many, {}}), hyper::template_error);
  auto const lambda = hyper::template_function([](double x) { return x * 2; });
  template_value const number[] = {1.5};
  CHECK(lambda.object().call({number, {}}).number() == 3.0);
}
