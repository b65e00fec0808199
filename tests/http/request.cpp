// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/request.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

static_assert(same_field_name("Content-Length", "content-LENGTH"));
static_assert(!same_field_name("Content-Length", "Content_Length"));
static_assert(!same_field_name("A", "AB"));
static_assert(!same_field_name("@", "`"));

TEST_CASE("a field is found whatever its casing", "[http]") {
  header_field const fields[] = {{"Accept", "a"}, {"accept", "b"}};
  request in;
  in.fields = fields;
  CHECK(in.header("ACCEPT") == "a");
  CHECK_FALSE(in.header("Accep"));
}

TEST_CASE("a trailer is found, and is no field", "[http]") {
  request in;
  CHECK_FALSE(in.trailer("Digest"));
  in.trailers = "Digest: abc\r\nOther: \r\ndigest: def\r\n";
  CHECK(in.trailer("DIGEST") == "abc");
  CHECK(in.trailer("other") == "");
  CHECK_FALSE(in.trailer("Digest: abc"));
  CHECK_FALSE(in.header("Digest"));
}
