// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/orm/query_cache.hpp>
//
#include <cstdlib>
#include <hyper/orm.hpp>
#include <hyper/postgres/database_set.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include "stored.hpp"

using namespace hyper;

namespace {

struct kept_author {
  primary_key<> id;
  std::string name;
  using meta = model<table<"kept_authors">>;
};
struct kept_post {
  primary_key<> id;
  foreign_key<kept_author> writer;
  std::string title;
  std::optional<std::string> note;
  using meta = model<table<"kept_posts">>;
};

constexpr model_info const* models_of_test[] = {&detail::model_of<kept_author>,
                                                &detail::model_of<kept_post>};

struct opened {
  explicit opened(std::size_t most = 64U << 20) : cache(models_of_test, most) {
    run(db.run_script("DROP TABLE IF EXISTS kept_posts, kept_authors"));
    run(db.run_script(std::string(create_tables<kept_author, kept_post>())));
    db.remember_by(&cache);
    ada.name = "Ada";
    run(save(ada));
  }
  static pool_settings settings() {
    pool_settings with;
    with.url = std::getenv("HYPER_TEST_DATABASE_URL");
    return with;
  }
  event_loop loop;
  database db{settings(), loop};
  query_cache cache;
  kept_author ada;

  kept_post write(std::string title) {
    kept_post made;
    made.writer = ada.id;
    made.title = std::move(title);
    run(save(made));
    return made;
  }
  std::uint64_t hits() const { return cache.counts().hits; }
};

auto titled(std::string title) {
  return cached(objects<kept_post>.filter<"title">(title).select_related<"writer">().all(), 60);
}
std::size_t count_titled(std::string title) { return run(titled(std::move(title))).size(); }

}  // namespace

TEST_CASE("the same query with the same values is answered from memory", "[orm]") {
  opened open;
  open.write("one");
  auto const first = run(titled("one"));
  CHECK(open.hits() == 0);
  auto const again = run(titled("one"));
  CHECK(open.hits() == 1);
  REQUIRE(again.size() == 1);
  CHECK(again[0].title == "one");
  CHECK(again[0].writer->name == "Ada");
  CHECK_FALSE(again[0].note);
  CHECK(count_titled("two") == 0);  // other values
  CHECK(count_titled("two") == 0);  // … and no rows are an answer, too
  CHECK(open.hits() == 2);
  CHECK(run(objects<kept_post>.filter<"title">("one").count()) == 1);  // nobody asked for memory
  CHECK(open.hits() == 2);
  CHECK(run(cached(objects<kept_post>.filter<"title">("one").count(), 60)) == 1);
  CHECK(run(cached(objects<kept_post>.filter<"title">("one").count(), 60)) == 1);
  CHECK(open.hits() == 3);
  CHECK(run(cached(objects<kept_post>.filter<"title">("one").count(), 0)) == 1);
  CHECK(open.hits() == 3);
}

TEST_CASE("writes of every kind are seen at once", "[orm]") {
  opened open;
  auto post = open.write("kept");
  auto const expect = [&](std::size_t rows) {
    CHECK(count_titled("kept") == rows);
    std::uint64_t const before = open.hits();
    CHECK(count_titled("kept") == rows);
    CHECK(open.hits() == before + 1);
  };
  expect(1);
  open.write("kept");  // save
  expect(2);
  run(objects<kept_post>.filter<"id">(post.id).update<"title">(std::string("other")));
  expect(1);
  run(erase(post));
  expect(1);
  std::vector<kept_post> more(3);
  for (auto& each : more) each.writer = open.ada.id, each.title = "kept";
  run(insert_all(more));
  expect(4);
  auto const copying = [](std::vector<kept_post>* rows) -> task<void> {
    auto work = copy_all(*rows);
    co_await work;
  };
  run(copying(&more));
  expect(7);
  auto const by_hand = []() -> task<void> {
    auto work = raw_command("DELETE FROM kept_posts WHERE title = 'kept'");
    co_await work;
    auto saying = tables_written<"kept_posts">();
    co_await saying;
  };
  run(by_hand());
  expect(0);
  open.write("kept");
  expect(1);
  run(open.db.run_script("DELETE FROM kept_posts"));
  expect(0);
  open.write("kept");
  expect(1);
  run(hard_erase(open.ada));  // ON DELETE CASCADE
  expect(0);
}

TEST_CASE("a transaction's writes count when it is committed", "[orm]") {
  opened open;
  CHECK(count_titled("kept") == 0);
  auto const undone = [](kept_author const* by) -> task<void> {
    kept_post made;
    made.writer = by->id;
    made.title = "kept";
    auto saving = save(made);
    co_await saving;
    auto looking = titled("kept");  // its own writes are seen, and not kept
    auto const found = co_await looking;
    CHECK(found.size() == 1);
    throw std::runtime_error("undone");
  };
  auto const* const ada = &open.ada;
  std::uint64_t const before = open.cache.counts().invalidations;
  CHECK_THROWS_AS(run(atomic([=]() -> task<void> { return undone(ada); })), std::runtime_error);
  CHECK(open.cache.counts().invalidations == before);
  std::uint64_t const hits = open.hits();
  CHECK(count_titled("kept") == 0);
  CHECK(open.hits() == hits + 1);  // what was rolled back has changed nothing
  auto const done = [](kept_author const* by) -> task<void> {
    kept_post made;
    made.writer = by->id;
    made.title = "kept";
    auto nested = atomic([&made]() -> task<void> { return save(made); });
    co_await nested;
    auto lost = atomic([]() -> task<void> {
      auto saying = tables_written<"nowhere">();
      co_await saying;
      throw std::runtime_error("undone");
    });
    try {
      co_await lost;
    } catch (std::runtime_error const&) {
    }
  };
  std::uint64_t const then = open.cache.counts().invalidations;
  run(atomic([=]() -> task<void> { return done(ada); }));
  CHECK(open.cache.counts().invalidations == then + 1);
  CHECK(count_titled("kept") == 1);
}

TEST_CASE("a cache may end before statements that it follows", "[orm]") {
  event_loop loop;
  database db(opened::settings(), loop);
  auto const writing = []() -> task<void> {
    static constexpr std::string_view names[] = {"kept_posts"};
    static constexpr statement_tables touched{names};
    statement const what{"SELECT pg_sleep(60)", 0, {}, false, &touched};
    auto query = database::current().run(what, {});
    co_await query;
  };
  run(db.run_script("SELECT 1"));
  std::optional<query_cache> cache(std::in_place);
  db.remember_by(&*cache);
  {
    background_task const left(writing());
    loop.turn(0);
    loop.turn(0);
  }
  db.remember_by(nullptr);
  cache.reset();
}

TEST_CASE("memory is bounded, and what was used longest ago goes first", "[orm]") {
  opened open(64 * 1024);
  open.write(std::string(1000, 'x'));
  for (int i = 0; i < 500; ++i) count_titled("none " + std::to_string(i));
  auto const now = open.cache.counts();
  CHECK(now.bytes <= 64 * 1024);
  CHECK(now.evicted > 100);
  CHECK(now.stored - now.evicted > 10);
  std::uint64_t const hits = now.hits;
  count_titled("none 499");
  CHECK(open.hits() == hits + 1);
  count_titled("none 0");
  CHECK(open.hits() == hits + 1);
  // One that would need a quarter of all is not kept.
  for (int i = 0; i < 20; ++i) open.write(std::string(1000, 'y'));
  std::string const many(1000, 'y');
  CHECK(count_titled(many) == 20);
  CHECK(count_titled(many) == 20);
  CHECK(open.hits() == hits + 1);
}

TEST_CASE("what is kept ends with its seconds, and SQL by hand names its tables", "[orm]") {
  opened open;
  struct number {
    std::int64_t value;
  };
  static constexpr std::string_view sql = "SELECT count(*) FROM kept_posts";
  auto const counting = []() -> task<std::int64_t> {
    statement const what{sql, statement_hash(sql), {}, true};
    std::int64_t found = 0;
    row_sink const sink{&found, [](void* target, row_view const& row) {
                          *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                        }};
    auto query = database::current().run(what, {}, sink);
    co_await query;
    co_return found;
  };
  run(cached(counting(), 60));
  run(cached(counting(), 60));
  CHECK(open.hits() == 0);
  run(cached<"kept_posts">(counting(), 1));
  run(cached<"kept_posts">(counting(), 1));
  CHECK(open.hits() == 1);
  open.write("more");
  CHECK(run(cached<"kept_posts">(counting(), 1)) == 1);
  std::uint64_t const hits = open.hits();
  int tries = 0;
  do {
    run([]() -> task<void> {
      sleep_for pause(100);
      co_await pause;
    }());
    REQUIRE(++tries < 100);
    run(cached<"kept_posts">(counting(), 1));
  } while (open.hits() == hits + static_cast<std::uint64_t>(tries));
}

TEST_CASE("writes in another named database are seen, in transactions, too", "[orm]") {
  own_schema const beside;
  opened open;
  named_database first, archive;
  first.primary = opened::settings();
  archive.name = "archive";
  archive.primary.url = beside.address();
  database_set const all(open.db, {first, archive}, open.loop);
  auto const there = [](auto work) { return run(on_database("archive", std::move(work))); };
  there(open.db.run_script(std::string(create_tables<kept_author, kept_post>())));
  kept_author ada;
  ada.name = "Ada";
  there(save(ada));
  auto const expect = [&](std::size_t rows) {
    CHECK(there(titled("kept")).size() == rows);
    std::uint64_t const before = open.hits();
    CHECK(there(titled("kept")).size() == rows);
    CHECK(open.hits() == before + 1);
    CHECK(count_titled("kept") == 0);  // the default database has its own rows
  };
  auto const add = [&ada]() -> task<void> {
    kept_post made;
    made.writer = ada.id;
    made.title = "kept";
    auto saving = save(made);
    co_await saving;
  };
  expect(0);
  there(add());
  expect(1);
  there(atomic(add));
  expect(2);
  there(atomic([&add]() -> task<void> { return atomic(add); }));
  expect(3);
  there(open.db.run_script("DELETE FROM kept_posts WHERE id = 1"));
  expect(2);
  // The transaction around is one of the default database, and is undone.
  auto const beside_one = [&add]() -> task<void> {
    auto other = on_database("archive", atomic(add));
    co_await other;
    throw std::runtime_error("undone");
  };
  CHECK_THROWS_AS(run(atomic(beside_one)), std::runtime_error);
  expect(3);
  std::uint64_t const before = open.cache.counts().invalidations;
  auto const undone = [&add]() -> task<void> {
    auto adding = add();
    co_await adding;
    throw std::runtime_error("undone");
  };
  CHECK_THROWS_AS(there(atomic(undone)), std::runtime_error);
  CHECK(open.cache.counts().invalidations == before);
  expect(3);
}
