// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/uuid.hpp>

#include "support/catch.hpp"

#include <hyper/reflect/value.hpp>
#include <set>

using hyper::uuid;

static_assert(hyper::text_value<uuid>);
static_assert(sizeof(uuid) == 16);
static_assert(uuid::from_text("018f4e2a-7c3b-7d21-9a4e-5f6071829304")->bytes()[0] == 1);
static_assert(uuid::from_text("018f4e2a-7c3b-7d21-9a4e-5f6071829304")->version() == 7);
static_assert(!uuid::from_text("018f4e2a7c3b7d219a4e5f6071829304"));

TEST_CASE("UUIDs are written and read", "[validate]") {
  CHECK(uuid().text() == "00000000-0000-0000-0000-000000000000");
  CHECK(uuid::from_text("018F4E2A-7C3B-7D21-9A4E-5F6071829304")->text() ==
        "018f4e2a-7c3b-7d21-9a4e-5f6071829304");
  for (char const* bad :
       {"", "018f4e2a-7c3b-7d21-9a4e-5f607182930", "018f4e2a-7c3b-7d21-9a4e-5f60718293045",
        "018f4e2a-7c3b-7d21-9a4e-5f607182930g", "018f4e2a 7c3b-7d21-9a4e-5f6071829304",
        "{18f4e2a-7c3b-7d21-9a4e-5f607182930}", "018f4e2a-7c3b-7d219-a4e-5f6071829304"})
    CHECK_FALSE(uuid::from_text(bad));
}

TEST_CASE("random UUIDs differ", "[validate]") {
  std::set<uuid> all;
  for (int i = 0; i < 1000; ++i) {
    uuid const id = uuid::random();
    CHECK(id.version() == 4);
    CHECK(id.bytes()[8] >> 6 == 2);
    all.insert(id);
  }
  CHECK(all.size() == 1000);
}

TEST_CASE("ordered UUIDs grow", "[validate]") {
  uuid before = uuid::ordered();
  for (int i = 0; i < 10000; ++i) {
    uuid const id = uuid::ordered();
    if (!(id > before) || id.version() != 7 || id.bytes()[8] >> 6 != 2) FAIL(i);
    before = id;
  }
  SUCCEED();
}
