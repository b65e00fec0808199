// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/repeated_statements.hpp>
//
#include <algorithm>
#include <cstdlib>
#include <hyper/app/models.hpp>
#include <hyper/app/program.hpp>
#include <hyper/app/test_client.hpp>
#include <hyper/orm.hpp>
#include <hyper/postgres/counted_statements.hpp>
#include <hyper/routing.hpp>
#include <hyper/runtime/run.hpp>
#include "app/written_to_stderr.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

namespace {

struct repeated_author {
  primary_key<> id;
  std::string name;
  using meta = model<table<"repeated_authors">, ordered_by<"id">>;
};
struct repeated_post {
  primary_key<> id;
  foreign_key<repeated_author> writer;
  using meta = model<table<"repeated_posts">, ordered_by<"id">>;
};

/// One statement for the list, and one for each of its rows.
task<std::string> careless() {
  std::string names;
  auto listing = objects<repeated_post>.all();
  auto const posts = co_await listing;
  for (repeated_post const& post : posts) {
    auto getting = objects<repeated_author>.get<"id">(post.writer.key());
    repeated_author const writer = co_await getting;
    names += writer.name;
  }
  co_return names;
}
task<std::string> careful() {
  std::string names;
  auto listing = objects<repeated_post>.select_related<"writer">().all();
  auto const posts = co_await listing;
  for (repeated_post const& post : posts) names += post.writer->name;
  co_return names;
}

using blog = application<models<repeated_author, repeated_post>,
                         routes<route<"GET /careless", careless>, route<"GET /careful", careful>>>;

struct filled_blog {
  event_loop loop;
  database db{pool(), loop};

  static pool_settings pool() {
    pool_settings with;
    with.url = std::getenv("HYPER_TEST_DATABASE_URL");
    return with;
  }
  filled_blog() {
    run(db.run_script("DROP TABLE IF EXISTS repeated_posts, repeated_authors"));
    run(db.run_script(std::string(create_tables<repeated_author, repeated_post>())));
    repeated_author ada;
    ada.name = "A";
    run(save(ada));
    std::vector<repeated_post> posts(20);
    for (repeated_post& each : posts) each.writer = ada;
    run(insert_all(posts));
  }
  ~filled_blog() { run(db.run_script("DROP TABLE repeated_posts, repeated_authors")); }
};

/// Requests as a program serves them whose setting is so many.
struct watched_service {
  std::int64_t most;
  static void handle(void* self, exchange& with) {
    auto const of = static_cast<watched_service*>(self)->most;
    detail::watch_statements(with, static_cast<std::size_t>(of), blog::plan().models);
    blog::plan().handle(self, with);
  }
  http_service service() { return {this, &handle, nullptr, nullptr}; }
};

}  // namespace

TEST_CASE("a test finds that a handler asks for each row", "[app]") {
  filled_blog const filled;
  test_client client = test_client::of<blog>();
  {
    counted_statements asked;
    CHECK(client.get("/careful").body == std::string(20, 'A'));
    INFO(asked.describe());
    CHECK(asked.total() == 1);
    CHECK(asked.repeated_more_than(1) == nullptr);
  }
  counted_statements asked;
  CHECK(client.get("/careless").body == std::string(20, 'A'));
  CHECK(asked.total() == 21);
  REQUIRE(asked.repeated_more_than(1) != nullptr);
  CHECK(asked.repeated_more_than(1)->times == 20);
  CHECK(asked.repeated_more_than(1)->tables == std::vector<std::string>{"repeated_authors"});
}

TEST_CASE("a request that repeats a statement is told of once for each route", "[app]") {
  filled_blog filled;
  filled.db.count_by_context();
  watched_service watched{10};
  test_client client(watched.service());
  std::string const told = written_to_stderr([&client] {
    client.get("/careful");
    client.get("/careless");
    client.get("/careless");
  });
  CHECK_THAT(told,
             ContainsSubstring("GET /careless executed one statement 20 times, of 21 in all: "
                               "it touches repeated_authors, and follows repeated_post::writer. "));
  CHECK(std::count(told.begin(), told.end(), '\n') == 1);
  watched.most = 20;  // not more than that
  std::string const silent = written_to_stderr([&client] { client.get("/careless?other"); });
  CHECK(silent.empty());
}

TEST_CASE("a repetition is described with its route, its table and what helps", "[app]") {
  statement_counts asked;
  for (int i = 0; i < 11; ++i) asked.add({"SELECT 1"});
  CHECK(detail::describe_repetition("GET", "/posts", asked, 11, {}).empty());
  CHECK(detail::describe_repetition("GET", "/posts", asked, 10, {}) ==
        "GET /posts executed one statement 11 times, of 11 in all. select_related, prefetch or a "
        "filter with __in asks once for all rows. SELECT 1");
}

TEST_CASE("a repeated statement shows which relation it follows", "[app]") {
  auto const models = blog::plan().models;
  auto const follows = [models](std::string_view sql, std::string_view table) {
    return detail::followed_relation(sql, table, models);
  };
  constexpr auto by_key = objects<repeated_author>.filter<"id">();
  CHECK(follows(by_key.sql(), "repeated_authors") == "repeated_post::writer");
  constexpr auto by_link = objects<repeated_post>.filter<"writer">();
  CHECK(follows(by_link.sql(), "repeated_posts") == "repeated_post::writer from the other side");
  CHECK(follows(objects<repeated_author>.filter<"name">().sql(), "repeated_authors").empty());
  CHECK(follows(by_key.sql(), "others").empty());
  CHECK(follows("SELECT 1", "repeated_posts").empty());
}

TEST_CASE("a thing is news once", "[app]") {
  CHECK(detail::is_news("a thing"));
  CHECK_FALSE(detail::is_news("a thing"));
}
