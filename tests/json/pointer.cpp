// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/pointer.hpp>

#include "support/catch.hpp"

TEST_CASE("steps of a JSON pointer are escaped", "[json]") {
  std::string pointer;
  hyper::append_json_pointer(pointer, "a/b~c");
  hyper::append_json_pointer(pointer, std::size_t{12});
  hyper::append_json_pointer(pointer, "");
  hyper::append_json_pointer(pointer, "~1");
  CHECK(pointer == "/a~1b~0c/12//~01");
}
