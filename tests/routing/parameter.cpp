// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/parameter.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string_view>

namespace {

std::size_t length_of(std::string const& text) { return text.size(); }

TEST_CASE("a parameter is used like its value", "[routing]") {
  hyper::path<"name"> name{{"Ada"}};
  CHECK(length_of(name) == 3);
  CHECK(*name == "Ada");
  CHECK(name->size() == 3);
  name->append("!");
  CHECK(*name == "Ada!");
  hyper::query<"q", std::optional<int>> const q{{5}};
  std::optional<int> const& plain = q;
  CHECK(plain == 5);
  hyper::query<"n", int, 20> const n{{7}};
  CHECK(n + 1 == 8);
}

}  // namespace
