// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/colour.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <string>
#include "support/catch.hpp"

using namespace hyper;

static_assert(!colour::check("#1e90ff") && !colour::check("#1E90FF80") &&
              !colour::check("#000000"));

TEST_CASE("what is not a colour", "[validate]") {
  for (std::string const wrong : {"", "#", "1e90ff0", "#1e90f", "#1e90ffa", "#1e90ffaab", "#1e90fg",
                                  "#1e90ff\n", "#fff", "red", " #1e90ff", "#1e90f "}) {
    INFO(wrong);
    CHECK(colour::check(wrong));
  }
  CHECK(colour::check("red")->rule == "colour");
  CHECK_THROWS_AS(colour("blue"), invalid_value);
}

TEST_CASE("a colour is taken apart", "[validate]") {
  CHECK(parts_of("#1e90Ff") == colour_parts{30, 144, 255, 255});
  CHECK(parts_of("#00000080") == colour_parts{0, 0, 0, 128});
  CHECK(parts_of(colour()) == colour_parts{});
}

TEST_CASE("in JSON a colour is a text", "[validate]") {
  CHECK(to_json(colour("#1e90ff")) == R"("#1e90ff")");
  CHECK(read_json<colour>(R"("#1e90ff")").value() == "#1e90ff");
  CHECK(read_json<colour>(R"("#1e90fx")").problems()[0].rule == "colour");
}
