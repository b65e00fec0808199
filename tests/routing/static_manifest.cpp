// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/static_manifest.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a manifest is written, read, and asked", "[routing]") {
  static_manifest made;
  made.files = {{"LICENSE", "LICENSE.0a"},
                {"app.css", "app.3f2a.css"},
                {"js/app.min.js", "js/app.min.77.js"}};
  static_manifest const read = parse_static_manifest(to_text(made));
  REQUIRE(read.files.size() == 3);
  CHECK(read.hashed("app.css") == "app.3f2a.css");
  CHECK(read.hashed("js/app.min.js") == "js/app.min.77.js");
  CHECK(read.hashed("LICENSE") == "LICENSE.0a");
  CHECK(read.hashed("other.css") == "other.css");
  for (char const* copy : {"app.3f2a.css", "js/app.min.77.js", "LICENSE.0a"})
    CHECK(read.has_copy(copy));
  for (char const* none : {"", ".", "app.css", "app.3f2b.css", "app.min.77.js", "js/app.min.js",
                           "x.3f2a.css", "a/b", "a.b/c", ".css", "..css", "/"})
    CHECK_FALSE(read.has_copy(none));
}

TEST_CASE("the order in the text does not matter", "[routing]") {
  auto const read = parse_static_manifest(
      R"({"version":1,"files":[{"name":"b","hashed":"b.1"},{"name":"a","hashed":"a.1"}]})");
  CHECK(read.hashed("a") == "a.1");
  CHECK(read.hashed("b") == "b.1");
}

TEST_CASE("a manifest that is damaged is empty", "[routing]") {
  for (char const* text : {"", "{", "[]", "{}", R"({"version":2,"files":[]})",
                           R"({"version":1,"files":[{"name":"a"}]})", "null"})
    CHECK(parse_static_manifest(text).files.empty());
}
