// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/hstore.hpp>
//
#include "orm/pinned_text.hpp"
#include "orm/stored.hpp"
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_view_literals;

TEST_CASE("texts travel with their keys and lengths", "[postgres]") {
  hstore const value{{"a", "xy"}, {"bc", std::nullopt}, {"d", ""}};
  std::string bytes;
  codec<hstore>::encode(bytes, value);
  CHECK(bytes == "\0\0\0\3\0\0\0\1a\0\0\0\2xy\0\0\0\2bc\xFF\xFF\xFF\xFF\0\0\0\1d\0\0\0\0"sv);
  CHECK(codec<hstore>::decode(bytes) == value);
  bytes.clear();
  codec<hstore>::encode(bytes, {});
  CHECK(bytes == "\0\0\0\0"sv);
  CHECK(codec<hstore>::decode(bytes).empty());
}

TEST_CASE("bytes that are no hstore are refused, whatever they claim", "[postgres]") {
  for (std::string_view const wrong :
       {""sv, "\0\0\0"sv, "\0\0\0\1"sv, "\0\0\0\1\xFF\xFF\xFF\xFF\0\0\0\0"sv, "\0\0\0\1\0\0\0\2a"sv,
        "\0\0\0\1\0\0\0\1a"sv, "\0\0\0\1\0\0\0\1a\0\0\0\2b"sv,
        "\0\0\0\1\0\0\0\1a\x7F\xFF\xFF\xFF"
        "b"sv,
        "\0\0\0\0x"sv, "\xFF\xFF\xFF\xFF"sv}) {
    INFO(wrong);
    CHECK_THROWS_AS(codec<hstore>::decode(wrong), decode_error);
  }
}

// ---- as a column --------------------------------------------------------------------------------

namespace {
struct shirt {
  primary_key<> id{};
  hstore about{};
  std::optional<hstore> more{};
  using meta = model<table<"shirts">, ordered_by<"id">>;
};
static_assert(has_text(create_table<shirt>(), R"("about" hstore NOT NULL)"));
static_assert(objects<shirt>.filter<"about__has_keys">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "shirts" s WHERE s."about" ?& $1)");
static_assert(objects<shirt>.filter<"about__size__icontains">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "shirts" s WHERE (s."about" -> 'size') ILIKE $1)");
static_assert(detail::read_condition(detail::model_of<shirt>, "about__a__b").flaw !=
              detail::path_flaw::none);  // its values are texts

struct with_extension {
  with_extension() { run_plain("CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public"); }
};
struct wardrobe {
  own_schema schema;
  with_extension extension;
  event_loop loop;
  database pool{pool_of(schema.address() + ",public"), loop};

  wardrobe() { run(pool.run_script(std::string(create_tables<shirt>()))); }
  template <class T>
  T wait(task<T> work) {
    return run(std::move(work));
  }
  template <class Query>
  std::int64_t count(Query const& query) {
    return wait(query.count());
  }
};
}  // namespace

TEST_CASE("texts by keys are stored, found by their keys, and read", "[postgres]") {
  wardrobe db;
  shirt red;
  red.about = {{"colour", "red"}, {"size", "XL"}, {"made\"in'", std::nullopt}};
  db.wait(save(red));
  std::vector<shirt> more(2);
  more[0].about = {{"colour", "blue"}};
  more[1].more = hstore{};
  db.wait(insert_all(more));
  db.wait(copy_all(more));
  auto const all = db.wait(objects<shirt>.all());
  REQUIRE(all.size() == 5);
  CHECK(all[0].about == red.about);
  CHECK(all[3].about == more[0].about);
  CHECK(all[2].more->empty());
  CHECK_FALSE(all[1].more);
  CHECK(db.count(objects<shirt>.filter<"about__has_key">("size")) == 1);
  std::vector<std::string> const both{"colour", "size"};
  CHECK(db.count(objects<shirt>.filter<"about__has_keys">(both)) == 1);
  CHECK(db.count(objects<shirt>.filter<"about__has_any_keys">(both)) == 3);
  CHECK(db.count(objects<shirt>.filter<"about__contains">(hstore{{"colour", "blue"}})) == 2);
  CHECK(db.count(objects<shirt>.filter<"about__contained_by">(red.about)) == 3);
  CHECK(db.count(objects<shirt>.filter<"about">(red.about)) == 1);
  CHECK(db.count(objects<shirt>.filter<"about__colour">("red")) == 1);
  CHECK(db.count(objects<shirt>.filter<"about__size__istartswith">("x")) == 1);
  CHECK(db.wait(objects<shirt>.filter<"id">(red.id).update<"about">(hstore{{"a", "b"}})) == 1);
  CHECK(db.wait(objects<shirt>.get<"id">(red.id)).about.at("a") == "b");
}
