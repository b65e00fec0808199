// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/errors.hpp>
//
#include "support/catch.hpp"

TEST_CASE("errors name the model", "[orm]") {
  try {
    hyper::detail::throw_does_not_exist("post");
  } catch (hyper::model_error const& wrong) {
    CHECK(wrong.model() == "post");
    CHECK(std::string(wrong.what()) == "post: no row matches");
  }
  CHECK_THROWS_AS(hyper::detail::throw_multiple_objects("post"), hyper::multiple_objects);
  CHECK_THROWS_AS(hyper::detail::throw_relation_not_loaded("post"), hyper::relation_not_loaded);
  CHECK_THROWS_AS(hyper::detail::throw_invalid_cursor("post"), hyper::invalid_cursor);
  CHECK_THROWS_AS(hyper::detail::throw_number_too_large(), std::out_of_range);
}
