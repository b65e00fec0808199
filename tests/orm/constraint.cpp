// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/constraint.hpp>
//
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;
struct seat {
  primary_key<> id{};
  int row = 0;
  bounded<int, 1, 9> number{};
  using meta = model<table<"seats">, unique_together<"row", "number">>;
};
}  // namespace

TEST_CASE("a constraint's name leads to the member", "[orm]") {
  CHECK(member_of_constraint<post>("posts_pkey") == "id");
  CHECK(member_of_constraint<post>("posts_address_key") == "address");
  CHECK(member_of_constraint<post>("posts_writer_id_fkey") == "writer");
  CHECK(member_of_constraint<post>("posts_title_check") == "title");
  CHECK(member_of_constraint<seat>("seats_row_number_key") == "row");
  CHECK(member_of_constraint<seat>("seats_number_check") == "number");
  CHECK(member_of_constraint<post>("authors_contact_key").empty());
  CHECK(member_of_constraint<post>("").empty());
}
