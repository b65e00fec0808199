// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/full_text.hpp>
//
#include <hyper/orm.hpp>
#include "stored.hpp"

namespace {
using namespace hyper;

struct report {
  primary_key<> id{};
  std::string title{};
  std::optional<std::string> body{};
  generated<stored_as<std::vector<std::byte>, "tsvector">,
            "to_tsvector('english'::regconfig, title)">
      words{};
  using meta = model<table<"reports">, table_index<index_keys<"words">, index_method<"gin">>>;
};

struct found_report {
  std::string title{};
  float rank{};
  std::string part{};
};

auto ranked(std::string const& words) {
  auto const query = text_query<"english">(words);
  auto const vector = joined_vectors(weighted<'A'>(text_vector<"english">(column<"title">)),
                                     text_vector<"english">(coalesce(column<"body">, "")));
  return objects<report>.filter(text_matches(vector, query))
      .annotate<"rank">(search_rank(vector, query))
      .annotate<"part">(headline<"english">(column<"body">, query, "<<", "\">"))
      .order_by<"-rank">();
}

struct filled_reports : stored<report> {
  filled_reports() {
    add("Running rockets", "How engineers run a rocket");
    add("Gardens", "The rocket is a salad, too; rockets everywhere");
    add("Bridges", std::nullopt);
  }
  void add(std::string title, std::optional<std::string> body) {
    report one;
    one.title = std::move(title);
    one.body = std::move(body);
    wait(save(one));
  }
  template <class Query>
  std::string titles(Query const& query) {
    std::string all;
    for (auto const& row : wait(query.template only<"title">().all())) all += row.title[0];
    return all;
  }
};
}  // namespace

static_assert(
    objects<report>.filter(text_matches(column<"words">, text_query<"simple">(column<"title">)))
        .only<"id">()
        .sql() ==
    R"(SELECT r."id" FROM "reports" r WHERE r."words" @@ websearch_to_tsquery('simple', r."title"))");

TEST_CASE("texts are found by their words, the best first", "[orm]") {
  filled_reports db;
  auto const rows = db.wait(ranked("rocket").values<found_report>());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].title == "Running rockets");  // by its title
  CHECK(rows[0].rank > rows[1].rank);
  CHECK(rows[0].part.find("<<rocket\">") != std::string::npos);
  CHECK(db.wait(ranked("run -salad").values<found_report>()).size() == 1);
  CHECK(db.wait(ranked("\"rocket garden\" or '; DROP TABLE").values<found_report>()).empty());

  auto const by_column = text_matches(column<"words">, text_query<"english">("runs"));
  CHECK(db.titles(objects<report>.filter(by_column)) == "R");
  CHECK(db.titles(objects<report>.exclude(by_column)) == "GB");
  auto const two = text_vector<"english">(column<"title">, column<"body">);
  CHECK(db.titles(objects<report>.filter(text_matches(two, text_query<"english">("bridge")))) ==
        "B");
  auto const near = search_rank_by_distance(two, text_query<"english">("engineers rocket"));
  CHECK(db.titles(objects<report>.annotate<"near">(near).order_by<"-near", "id">()) == "RGB");
}

TEST_CASE("texts are found by their likeness", "[orm]") {
  filled_reports db;
  db.wait(database::current().run_script("CREATE EXTENSION IF NOT EXISTS pg_trgm"));
  CHECK(db.titles(objects<report>.filter<"title__trigram_similar">("Bridgs")) == "B");
  auto const alike = trigram_similarity(column<"title">, "gardn");
  CHECK(db.titles(objects<report>.filter(alike > 0.3F)) == "G");
  auto const far = trigram_distance(column<"title">, "Runing rocket");
  CHECK(db.titles(objects<report>.annotate<"far">(far).order_by<"far">().limit(1)) == "R");
  auto const part = word_similarity("rocket", column<"title">);
  CHECK(db.titles(objects<report>.annotate<"part">(part).filter(column<"part"> > 0.5F)) == "R");
}
