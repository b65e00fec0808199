// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/object_statements.hpp>
//
#include <typeinfo>
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;
using action = detail::object_action;

struct counter {
  primary_key<> id{};
  using meta = model<table<"counters">>;
};
template <class Model, detail::object_action Action>
constexpr std::string_view sql = detail::object_statement<Model, Action>::sql;

static_assert(sql<counter, action::insert> ==
              R"(INSERT INTO "counters" DEFAULT VALUES RETURNING "id")");
static_assert(sql<counter, action::update> ==
              R"(UPDATE "counters" SET "id" = "id" WHERE "id" = $1)");
static_assert(sql<counter, action::keyed> ==
              R"(INSERT INTO "counters" ("id") VALUES ($1) RETURNING "id")");
static_assert(
    sql<author, action::keyed> ==
    R"(INSERT INTO "authors" ("id", "name", "contact") VALUES ($1, $2, $3) RETURNING "id")");
static_assert(detail::object_statement<author, action::update>::made.parameter_types.size() == 3);
static_assert(detail::object_statement<author, action::update>::made.parameter_types[2] ==
              codec<std::int64_t>::oid);
static_assert(detail::object_statement<author, action::update>::made.hash ==
              statement_hash(sql<author, action::update>));

// What `save<"name">(object)` sends.
consteval auto marked(std::size_t column) {
  detail::column_marks<3> marks;
  marks.mark(column);
  return marks;
}
static_assert(detail::partial_update<author, marked(1)>::sql ==
              R"(UPDATE "authors" SET "name" = $1 WHERE "id" = $2)");
static_assert(detail::partial_update<author, marked(1)>::types.size() == 2);
}  // namespace

TEST_CASE("updates of different columns have different names for the linker", "[orm]") {
  std::string const of_name = typeid(detail::partial_update_source<author, marked(1)>).name();
  std::string const of_contact = typeid(detail::partial_update_source<author, marked(2)>).name();
  CHECK(of_name != of_contact);
}
