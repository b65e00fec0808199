// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/cached_queries.hpp>
//
#include <cstdlib>
#include <hyper/app/models.hpp>
#include <hyper/app/settings.hpp>
#include <hyper/app/test_client.hpp>
#include <hyper/orm.hpp>
#include <hyper/orm/query_cache.hpp>
#include <hyper/routing.hpp>
#include <hyper/runtime/run.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct remembered_word {
  primary_key<> id;
  std::string text;
  using meta = model<table<"remembered_words">>;
};

task<std::string> count_words() {
  auto counting = cached(objects<remembered_word>.count(), 60);
  co_return std::to_string(co_await counting);
}
task<std::string> add_word() {
  remembered_word made;
  made.text = "word";
  auto saving = save(made);
  co_await saving;
  co_return "added";
}

using words = application<models<remembered_word>,
                          routes<route<"GET /", count_words>, route<"POST /", add_word>>,
                          cached_queries<1 << 20>>;

/// A database with no words in its table, as each worker of an application has it.
struct empty_words {
  event_loop loop;
  database db{address(), loop};
  empty_words() {
    run(db.run_script("DROP TABLE IF EXISTS remembered_words"));
    run(db.run_script(std::string(create_tables<remembered_word>())));
  }
  static pool_settings address() {
    pool_settings with;
    with.url = std::getenv("HYPER_TEST_DATABASE_URL");
    return with;
  }
};

}  // namespace

TEST_CASE("an application's queries are answered from memory until something is written", "[app]") {
  empty_words opened;
  auto& [loop, db] = opened;
  auto const& part = words::plan().worker_parts[0];
  void* const made = part.open(words::plan(), settings(), loop);
  void* const again = part.open(words::plan(), settings(), loop);  // another worker
  REQUIRE(made != nullptr);
  CHECK(made == again);
  auto const& cache = *static_cast<query_cache*>(made);
  test_client client = test_client::of<words>();
  CHECK(client.get("/").body == "0");
  CHECK(client.get("/").body == "0");
  CHECK(cache.counts().hits == 1);
  CHECK(client.post_form("/", {}).status == 200);
  CHECK(client.get("/").body == "1");
  CHECK(cache.counts().hits == 1);
  part.close(again);
  part.close(made);
  CHECK(db.memory() == nullptr);
  CHECK(client.get("/").body == "1");
}

TEST_CASE("the writes of another process at the database are seen, too", "[app]") {
  using linked = application<models<remembered_word>,
                             routes<route<"GET /", count_words>, route<"POST /", add_word>>,
                             cached_queries<1 << 20, cache_reach::database>>;
  empty_words opened;
  auto& [loop, db] = opened;
  auto const& part = linked::plan().worker_parts[0];
  void* const made = part.open(linked::plan(), settings(), loop);
  REQUIRE(made != nullptr);
  auto const& cache = *static_cast<query_cache*>(made);
  test_client client = test_client::of<linked>();
  int tries = 0;
  while (cache.counts().stored == 0 && ++tries < 1000) {  // until it listens
    CHECK(client.get("/").body == "0");
    loop.turn(5);
  }
  CHECK(client.get("/").body == "0");
  CHECK(cache.counts().hits == 1);
  // As another process does it: by the same statement, which this cache is not told of.
  db.remember_by(nullptr);
  run(raw_command("INSERT INTO remembered_words (text) VALUES ('word')"));
  run(raw_command("SELECT pg_notify('hyper_query_cache', '0123456789abcdef remembered_words')"));
  db.remember_by(static_cast<query_cache*>(made));
  for (tries = 0; cache.counts().heard == 0 && tries < 1000; ++tries) loop.turn(5);
  CHECK(client.get("/").body == "1");
  CHECK(client.post_form("/", {}).status == 200);
  CHECK(client.get("/").body == "2");
  part.close(made);
}
