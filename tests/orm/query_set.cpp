// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_set.hpp>
//
#include <algorithm>
#include <array>
#include <vector>

#include "stored.hpp"

namespace {
using namespace blog;

/// Ada has three posts, Bob two, one of which is published.
struct library : stored<author, post> {
  author ada;
  author bob;

  library() {
    ada = make_author("Ada", "ada@example.org");
    bob = make_author("Bob", "bob@example.org");
    for (auto const* address : {"one", "two", "three"}) make_post(address, ada);
    make_post("four", bob);
    make_post("five", bob, timestamp::from_seconds(1000));
  }
  author make_author(std::string_view name, std::string_view contact) {
    author made;
    made.name = name;
    made.contact = email(contact);
    wait(save(made));
    return made;
  }
  post make_post(std::string_view address, author const& writer,
                 std::optional<timestamp> published = {}) {
    post made;
    made.address = slug(address);
    made.title = std::string("About ").append(address);
    made.writer = writer;
    made.published = published;
    made.created = timestamp::from_seconds(next_moment++);
    wait(save(made));
    return made;
  }
  std::int64_t next_moment = 1'700'000'000;
};

template <class Row>
std::string addresses(std::vector<Row> const& rows) {
  std::string all;
  for (auto const& row : rows)
    all.append(all.empty() ? "" : " ").append(row.address.value().view());
  return all;
}
}  // namespace

TEST_CASE("all rows come in the model's order", "[orm]") {
  library db;
  CHECK(addresses(db.wait(objects<post>.all())) == "five four three two one");
  CHECK(addresses(db.wait(objects<post>.order_by<"address">().all())) == "five four one three two");
  CHECK(addresses(db.wait(objects<post>.order_by<"writer__name", "-created">().all())) ==
        "three two one five four");
  CHECK(addresses(db.wait(objects<post>.limit(2).offset(1).all())) == "four three");
  CHECK(addresses(db.wait(objects<post>.limit(-1).all())).empty());
}

TEST_CASE("each lookup finds what it should", "[orm]") {
  library db;
  auto const found = [&](auto const& query) {
    return addresses(db.wait(query.template order_by<"id">().all()));
  };
  CHECK(found(objects<post>.filter<"address">("two")) == "two");
  CHECK(found(objects<post>.filter<"title__exact">("About two")) == "two");
  CHECK(found(objects<post>.filter<"title__iexact">("aBOUT TWO")) == "two");
  CHECK(found(objects<post>.filter<"title__contains">("t t")) == "two three");
  CHECK(found(objects<post>.filter<"title__contains">("T T")).empty());
  CHECK(found(objects<post>.filter<"title__icontains">("T T")) == "two three");
  CHECK(found(objects<post>.filter<"address__startswith">("f")) == "four five");
  CHECK(found(objects<post>.filter<"address__istartswith">("F")) == "four five");
  CHECK(found(objects<post>.filter<"address__endswith">("e")) == "one three five");
  CHECK(found(objects<post>.filter<"address__iendswith">("VE")) == "five");
  CHECK(found(objects<post>.filter<"address__in">(std::vector<std::string>{"one", "five", "x"})) ==
        "one five");
  CHECK(found(objects<post>.filter<"address__in">(std::vector<std::string>{})).empty());
  CHECK(found(objects<post>.filter<"published__isnull">(false)) == "five");
  CHECK(found(objects<post>.filter<"published__isnull">(true)) == "one two three four");
  CHECK(found(objects<post>.filter<"address__range">("four", "one")) == "one four");
  auto const third = timestamp::from_seconds(1'700'000'002);
  CHECK(found(objects<post>.filter<"created__gt">(third)) == "four five");
  CHECK(found(objects<post>.filter<"created__gte">(third)) == "three four five");
  CHECK(found(objects<post>.filter<"created__lt">(third)) == "one two");
  CHECK(found(objects<post>.filter<"created__lte">(third)) == "one two three");
}

TEST_CASE("conditions go through foreign keys", "[orm]") {
  library db;
  auto const found = [&](auto const& query) {
    return addresses(db.wait(query.template order_by<"id">().all()));
  };
  CHECK(found(objects<post>.filter<"writer">(db.bob)) == "four five");
  CHECK(found(objects<post>.filter<"writer_id">(db.bob.id)) == "four five");
  CHECK(found(objects<post>.filter<"writer__id">(db.bob.id.value())) == "four five");
  CHECK(found(objects<post>.filter<"writer__name__icontains">("BO")) == "four five");
  CHECK(found(objects<post>.filter<"writer__in">(std::array{db.ada, db.bob})) ==
        "one two three four five");
  CHECK(found(objects<post>.exclude<"writer__contact">("ada@example.org")) == "four five");
  CHECK(found(objects<post>.filter<"writer__name">("Bob").exclude<"address">(slug("four"))) ==
        "five");
}

TEST_CASE("an excluded condition keeps rows for which it is unknown", "[orm]") {
  library db;
  auto const rows =
      db.wait(objects<post>.exclude<"published__lt">(timestamp::from_seconds(2000)).all());
  CHECK(rows.size() == 4);
}

TEST_CASE("an optional condition is there or not", "[orm]") {
  library db;
  std::optional<std::string> word;
  auto const query = [&] {
    return objects<post>.filter_if<"title__icontains">(word).filter<"writer">(db.ada);
  };
  CHECK(query().sql().find("ILIKE") == std::string_view::npos);
  CHECK(db.wait(query().all()).size() == 3);
  word = "two";
  CHECK(query().sql().find("ILIKE") != std::string_view::npos);
  CHECK(addresses(db.wait(query().all())) == "two");
  CHECK(db.wait(objects<post>.filter_if<"published__isnull">(std::optional(false)).count()) == 1);
  CHECK(db.wait(objects<post>.filter_if<"published__isnull">(std::optional(true)).count()) == 4);
  CHECK(db.wait(objects<post>.filter_if<"published__isnull">(std::optional<bool>()).count()) == 5);
  CHECK(db.wait(objects<post>.filter_if<"title">(std::nullopt).count()) == 5);
}

TEST_CASE("related objects come in the same row", "[orm]") {
  library db;
  auto const rows = db.wait(objects<post>.select_related<"writer">().all());
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].writer->name == "Bob");
  CHECK(rows[4].writer->contact == "ada@example.org");
  CHECK(rows[4].writer->id == db.ada.id);
  post copy = rows[0];
  CHECK(copy.writer->name == "Bob");
}

TEST_CASE("one row, none, several", "[orm]") {
  library db;
  CHECK(db.wait(objects<post>.get<"address">(slug("two"))).title == "About two");
  CHECK_THROWS_AS(db.wait(objects<post>.get<"address">("none")), does_not_exist);
  CHECK_THROWS_AS(db.wait(objects<post>.filter<"writer">(db.ada).get()), multiple_objects);
  try {
    db.wait(objects<post>.get<"address">("none"));
  } catch (does_not_exist const& nothing) {
    CHECK(nothing.model() == "post");
  }
  CHECK(db.wait(objects<post>.first())->address == "five");
  CHECK(db.wait(objects<post>.order_by<>().first())->address == "one");
  CHECK(db.wait(objects<post>.offset(4).first())->address == "one");
  CHECK_FALSE(db.wait(objects<post>.limit(0).first()));
  CHECK_FALSE(db.wait(objects<post>.filter<"address">("none").first()));
  CHECK(db.wait(objects<post>.filter<"writer__name">("Ada").count()) == 3);
  CHECK(db.wait(objects<post>.limit(2).count()) == 2);
  CHECK(db.wait(objects<post>.offset(3).count()) == 2);
  CHECK(db.wait(objects<post>.filter<"writer__name">("Ada").exists()));
  CHECK_FALSE(db.wait(objects<post>.filter<"writer__name">("Eve").exists()));
}

TEST_CASE("rows are changed and deleted by a query", "[orm]") {
  library db;
  auto const now = timestamp::from_seconds(7);
  auto const changed =
      db.wait(objects<post>.filter<"writer__name">("Ada").update<"body", "published">("new", now));
  CHECK(changed == 3);
  CHECK(db.wait(objects<post>.filter<"published">(now).filter<"body">("new").count()) == 3);
  CHECK(db.wait(objects<post>.order_by<"id">().limit(1).update<"published">(std::nullopt)) == 1);
  CHECK(db.wait(objects<post>.get<"address">("one")).published == std::nullopt);
  CHECK(db.wait(objects<post>.filter<"address">("five").update<"writer">(db.ada)) == 1);
  CHECK(db.wait(objects<post>.filter<"writer">(db.ada).count()) == 4);
  CHECK(db.wait(objects<post>.filter<"writer__name">("Bob").erase()) == 1);
  CHECK(db.wait(objects<post>.limit(2).erase()) == 2);
  CHECK(addresses(db.wait(objects<post>.all())) == "two one");
}

TEST_CASE("hostile texts are values, whatever the lookup", "[orm]") {
  library db;
  std::string_view const hostile[] = {"'; DROP TABLE posts; --",
                                      "\" OR 1=1 --",
                                      "%",
                                      "_",
                                      "\\",
                                      "\\%",
                                      "100%_\\",
                                      "$1",
                                      "${jndi}",
                                      "e\xCC\x81\xE2\x80\xAE",
                                      "\n\r\t\x01",
                                      "{1,2,\"x\"}",
                                      "NULL"};
  std::int64_t stored_rows = 5;
  for (std::string_view text : hostile) {
    post one = db.make_post("hostile-" + std::to_string(stored_rows), db.bob);
    one.title = std::string("<").append(text).append(">");
    db.wait(save(one));
    ++stored_rows;
    std::string const title(one.title.value());
    auto const only = [&](auto const& query) {
      auto const rows = db.wait(query.all());
      return rows.size() == 1 && rows[0].id == one.id;
    };
    CHECK(only(objects<post>.filter<"title">(title)));
    CHECK(only(objects<post>.filter<"title__iexact">(title)));
    CHECK(only(objects<post>.filter<"title__contains">(title)));
    CHECK(only(objects<post>.filter<"title__icontains">(title)));
    CHECK(only(objects<post>.filter<"title__startswith">(title)));
    CHECK(only(objects<post>.filter<"title__istartswith">(title)));
    CHECK(only(objects<post>.filter<"title__endswith">(title)));
    CHECK(only(objects<post>.filter<"title__iendswith">(title)));
    CHECK(only(objects<post>.filter<"title__in">(std::vector{title})));
    CHECK(only(objects<post>.filter<"title__range">(title, title)));
    CHECK(only(objects<post>.filter_if<"title">(std::optional(title))));
    CHECK(only(objects<post>.filter<"title__gte">(title).filter<"title__lte">(title)));
    CHECK(db.wait(objects<post>.exclude<"title">(title).count()) == stored_rows - 1);
    CHECK(db.wait(objects<post>.filter<"title">(title).update<"body">(title)) == 1);
    CHECK(db.wait(objects<post>.get<"body">(title)).id == one.id);
  }
  CHECK(db.wait(objects<post>.count()) == stored_rows);
}

TEST_CASE("text that PostgreSQL cannot hold is a data error", "[orm]") {
  library db;
  CHECK_THROWS_AS(db.wait(objects<post>.filter<"title">(std::string("a\0b", 3)).count()),
                  data_error);
  CHECK_THROWS_AS(db.wait(objects<post>.filter<"title">("\xFF").count()), data_error);
  CHECK(db.wait(objects<post>.count()) == 5);
}

TEST_CASE("queries inside of atomic belong to the transaction", "[orm]") {
  library db;
  auto const eve = [](library& at) -> task<void> {
    author made;
    made.name = "Eve";
    made.contact = "eve@example.org";
    auto saving = save(made);
    co_await saving;
    auto counting = objects<author>.count();
    std::int64_t const authors = co_await counting;
    CHECK(authors == 3);
    auto changing = objects<post>.filter<"writer">(at.ada).update<"writer">(made);
    std::uint64_t const changed = co_await changing;
    CHECK(changed == 3);
  };
  auto failing = [&]() -> task<void> {
    auto work = eve(db);
    co_await work;
    throw std::runtime_error("no");
  };
  CHECK_THROWS_AS(db.wait(atomic(failing)), std::runtime_error);
  CHECK(db.wait(objects<author>.count()) == 2);
  CHECK(db.wait(objects<post>.filter<"writer">(db.ada).count()) == 3);
  db.wait(atomic([&] { return eve(db); }));
  CHECK(db.wait(objects<author>.count()) == 3);
  CHECK(db.wait(objects<post>.filter<"writer">(db.ada).count()) == 0);
}

TEST_CASE("a query can be kept and used again", "[orm]") {
  library db;
  auto const of_ada = objects<post>.filter<"writer">(db.ada);
  CHECK(db.wait(of_ada.count()) == 3);
  CHECK(db.wait(of_ada.filter<"address">("two").count()) == 1);
  CHECK(db.wait(of_ada.all()).size() == 3);
  task<std::int64_t> later;
  {
    auto const query = objects<post>.filter<"title">(std::string("About one"));
    later = query.count();
  }
  CHECK(db.wait(std::move(later)) == 1);
}
