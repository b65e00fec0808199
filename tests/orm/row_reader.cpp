// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/row_reader.hpp>
//
#include "stored.hpp"

namespace {
using namespace blog;

struct comment {
  primary_key<> id{};
  std::optional<foreign_key<post>> about{};
  foreign_key<comment, set_null> answer_to{};
  using meta = model<table<"comments">>;
};
}  // namespace

TEST_CASE("joined rows over two relations, and those that are missing", "[orm]") {
  stored<author, post, comment> db;
  author ada{.id = {}, .name = "Ada", .contact = "ada@example.org"};
  db.wait(save(ada));
  post first;
  first.address = "first";
  first.title = "First";
  first.writer = ada;
  db.wait(save(first));
  comment one;
  one.about = first;
  db.wait(save(one));
  comment two;
  two.answer_to = one;
  db.wait(save(two));
  auto const rows = db.wait(
      objects<comment>.select_related<"about__writer", "answer_to">().order_by<"id">().all());
  REQUIRE(rows.size() == 2);
  CHECK((*rows[0].about)->title == "First");
  CHECK((*rows[0].about)->writer->name == "Ada");
  CHECK_FALSE(rows[0].answer_to.is_loaded());
  CHECK_FALSE(rows[1].about);
  CHECK(rows[1].answer_to->id == one.id);
  CHECK(db.wait(objects<comment>.filter<"about__writer__name">("Ada").count()) == 1);
  CHECK(db.wait(objects<comment>.filter<"answer_to__about">(first).count()) == 1);
  CHECK(db.wait(objects<comment>.exclude<"about__writer__name">("Ada").count()) == 1);
}
