// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/orm/touched_tables.hpp>
//
#include <hyper/orm.hpp>
#include <hyper/postgres/table_list.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct touched_author {
  primary_key<> id;
  std::string name;
  using meta = model<table<"touched_authors">>;
};
struct touched_note {
  primary_key<> id;
  foreign_key<touched_author> writer;
  std::string text;
  using meta = model<table<"touched_notes">>;
};
struct touched_visit {
  primary_key<> id;
  std::int64_t author = 0;
  using meta = model<table<"touched_visits">, unlogged_table>;
};

using names = std::vector<std::string_view>;

names of(statement const* what) { return detail::table_list(what->touches).names(); }

}  // namespace

TEST_CASE("a query's statement knows all its tables, and what it writes", "[orm]") {
  auto const joined = objects<touched_note>.filter<"writer__name">("Ada");
  CHECK(of(joined.statement_of<query_action::select>()) ==
        names{"touched_notes", "touched_authors"});
  CHECK(of(joined.statement_of<query_action::erase>()) == names{"touched_notes"});
  CHECK_FALSE(joined.statement_of<query_action::select>()->touches->unlogged);
  auto const visits = objects<touched_visit>.filter<"author">(1);
  CHECK(visits.statement_of<query_action::select>()->touches->unlogged);
  auto const nested = objects<touched_author>.filter(
      exists(objects<touched_visit>.filter<"author">(outer_column<"id">)));
  auto const* const what = nested.statement_of<query_action::count>();
  CHECK(of(what) == names{"touched_authors", "touched_visits"});
  CHECK(what->touches->unlogged);
}

TEST_CASE("statements of objects know their table", "[orm]") {
  auto const& stored = detail::stored_model_of<touched_note>;
  for (statement const* each :
       {&stored.insert, &stored.update, &stored.keyed, &stored.erase, &stored.hard_erase})
    CHECK(of(each) == names{"touched_notes"});
  CHECK(of(&detail::bulk_statement<touched_note, detail::bulk_action::insert>::made) ==
        names{"touched_notes"});
}
