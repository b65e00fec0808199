// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/primary_key.hpp>
//
#include <hyper/json/write.hpp>
#include "blog.hpp"
#include "support/catch.hpp"

using namespace blog;

static_assert(detail::column_of_type<primary_key<>>.source == column_source::identity);
static_assert(detail::column_of_type<primary_key<uuid>>.source == column_source::program);
static_assert(detail::key_position<post> == 0);

TEST_CASE("a key is unset until it is set", "[orm]") {
  primary_key<> id;
  CHECK_FALSE(id.is_set());
  CHECK(id.value() == 0);
  id = 5;
  CHECK(id.is_set());
  CHECK(id == 5);
  CHECK(to_json(id) == "5");
  std::int64_t const plain = id;
  CHECK(plain == 5);
  id.reset();
  CHECK_FALSE(id.is_set());
  primary_key<text<2, 2>> code = "de";
  CHECK(code == "de");
  CHECK_THROWS((code = "long"));
}
