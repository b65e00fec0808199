// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/wire_value.hpp>
//
#include "support/catch.hpp"

TEST_CASE("bytes travel as they are", "[orm]") {
  std::string out;
  hyper::codec<hyper::detail::wire_value>::encode(out, {"abc"});
  CHECK(out == "abc");
}
