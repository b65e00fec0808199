// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/orm/query_cache_link.hpp>
//
#include "stored.hpp"

using namespace hyper;

namespace hyper::detail {
database*& database_of_this_thread();
}

namespace {

struct linked_author {
  primary_key<> id;
  unique<text<1, 80>> name;
  using meta = model<table<"linked_authors">>;
};
struct linked_post {
  primary_key<> id;
  foreign_key<linked_author> writer;
  std::string title;
  using meta = model<table<"linked_posts">>;
};
constexpr model_info const* models_of_test[] = {&detail::model_of<linked_author>,
                                                &detail::model_of<linked_post>};

/// What a process has: connections, a cache and its link.
struct linked_process {
  linked_process(event_loop& loop, std::string const& name)
      : db(pool_of(test_address()), loop), link(cache, named(name), loop) {
    db.remember_by(&cache);
  }
  static pool_settings named(std::string const& name) {
    return pool_of(test_address() + "&application_name=" + name);
  }
  /// Does some work as this process.
  template <class T>
  T work(task<T> what) {
    database*& current = detail::database_of_this_thread();
    struct back {
      database*& where;
      database* before;
      ~back() { where = before; }
    } const undo{current, std::exchange(current, &db)};
    return run(std::move(what));
  }
  std::size_t titled(std::string title) {
    auto reading = cached(objects<linked_post>.filter<"title">(std::move(title)).all(), 600);
    return work(std::move(reading)).size();
  }
  void write(linked_author const& by, std::string title) {
    linked_post made;
    made.writer = by.id;
    made.title = std::move(title);
    work(save(made));
  }
  query_cache_counts counts() const { return cache.counts(); }

  database db;
  query_cache cache{models_of_test};
  query_cache_link link;
};

/// Two of them, whose tables are there before they are.
struct two_processes {
  two_processes() {
    ada.id = 1;
    CHECK(comes_true([this] { return here.link.listening() && there.link.listening(); }));
  }
  template <class Condition>
  bool comes_true(Condition condition) {
    for (int tries = 0; tries < 3000; ++tries) {
      if (condition()) return true;
      loop.turn(10);
    }
    return false;
  }
  /// Both have heard all that was sent before: so many writes of `there`, and of `here`.
  void settle(std::uint64_t of_there, std::uint64_t of_here = 0) {
    notify("0000000000000000 nowhere");
    heard_here += of_there;
    heard_there += of_here;
    CHECK(comes_true(
        [&] { return here.counts().heard >= heard_here && there.counts().heard >= heard_there; }));
    CHECK(here.counts().heard == heard_here);
    CHECK(there.counts().heard == heard_there);
  }
  /// As somebody else.
  void notify(std::string payload) {
    ++heard_here;
    ++heard_there;
    here.work(raw_command("SELECT pg_notify('hyper_query_cache', $1)", std::move(payload)));
  }

  struct tables {
    tables() {
      run_plain("DROP TABLE IF EXISTS linked_posts, linked_authors;" +
                std::string(create_tables<linked_author, linked_post>()) +
                ";INSERT INTO linked_authors (name) VALUES ('Ada')");
    }
  } const made;
  event_loop loop;
  linked_process there{loop, "link_there"};
  linked_process here{loop, "link_here"};
  linked_author ada;
  std::uint64_t heard_here = 0, heard_there = 0;
};

}  // namespace

TEST_CASE("what another process writes is not found in memory any more", "[orm]") {
  two_processes both;
  CHECK(both.here.titled("kept") == 0);
  CHECK(both.here.titled("kept") == 0);
  CHECK(both.here.counts().hits == 1);
  both.there.write(both.ada, "kept");
  both.settle(1);
  CHECK(both.here.titled("kept") == 1);
  CHECK(both.here.counts().hits == 1);
  // Its own announcement tells a process nothing.
  CHECK(both.there.titled("kept") == 1);
  both.settle(0);
  std::uint64_t const hits = both.there.counts().hits;
  CHECK(both.there.titled("kept") == 1);
  CHECK(both.there.counts().hits == hits + 1);
  // Rows that follow others by ON DELETE.
  both.there.work(hard_erase(both.ada));
  both.settle(1);
  CHECK(both.here.titled("kept") == 0);
}

TEST_CASE("only what is committed is announced, and once", "[orm]") {
  two_processes both;
  auto const* const ada = &both.ada;
  auto const writing = [](linked_author const* by) -> task<void> {
    for (int i = 0; i < 3; ++i) {
      linked_post made;
      made.writer = by->id;
      made.title = "kept";
      auto saving = save(made);
      co_await saving;
    }
  };
  auto const undone = [=]() -> task<void> {
    auto work = writing(ada);
    co_await work;
    throw std::runtime_error("undone");
  };
  CHECK_THROWS_AS(both.there.work(atomic(undone)), std::runtime_error);
  CHECK(both.here.titled("kept") == 0);
  both.settle(0);
  CHECK(both.here.titled("kept") == 0);
  CHECK(both.here.counts().hits == 1);
  both.there.work(atomic([=]() -> task<void> { return writing(ada); }));
  both.settle(1);
  CHECK(both.here.titled("kept") == 3);
}

TEST_CASE("a write that fails announces nothing, and leaves the connection in order", "[orm]") {
  two_processes both;
  for (int i = 0; i < 3; ++i) {
    linked_author again;
    again.name = "Ada";
    CHECK_THROWS_AS(both.there.work(save(again)), unique_violation);
  }
  static constexpr std::string_view names[] = {"linked_posts"};
  static constexpr statement_tables touched{names};
  static constexpr std::string_view sql = "UPDATE linked_posts SET nothing = 1";
  auto const broken = [](database* of) -> task<void> {
    static constexpr statement what{sql, statement_hash(sql), {}, false, &touched};
    auto running = of->run(what, {});
    co_await running;
  };
  for (int i = 0; i < 3; ++i)
    CHECK_THROWS_AS(both.there.work(broken(&both.there.db)), database_error);
  auto const failing = [](database*) -> task<void> {
    linked_author again;
    again.name = "Ada";
    try {
      auto saving = save(again);
      co_await saving;
    } catch (unique_violation const&) {
    }
    auto saying = tables_written<"linked_posts">();
    co_await saying;
  };
  auto* const there = &both.there.db;
  CHECK_THROWS_AS(both.there.work(atomic([=]() -> task<void> { return failing(there); })),
                  database_error);
  both.settle(0);
  both.there.write(both.ada, "kept");
  CHECK(both.there.titled("kept") == 1);
}

TEST_CASE("SQL by hand, scripts and COPY are announced, too", "[orm]") {
  two_processes both;
  auto const expect = [&](std::size_t rows, std::uint64_t announced = 1) {
    both.settle(announced);
    CHECK(both.here.titled("kept") == rows);
    std::uint64_t const hits = both.here.counts().hits;
    CHECK(both.here.titled("kept") == rows);
    CHECK(both.here.counts().hits == hits + 1);
  };
  expect(0, 0);
  auto const by_hand = [](std::int64_t writer) -> task<void> {
    auto work =
        raw_command("INSERT INTO linked_posts (writer_id, title) VALUES ($1, 'kept')", writer);
    co_await work;
    auto saying = tables_written<"linked_posts">();
    co_await saying;
  };
  both.there.work(by_hand(both.ada.id.value()));
  expect(1);
  auto script = [](database* of) -> task<void> {
    auto running = of->run_script("VACUUM linked_posts; -- beside it nothing may stand");
    co_await running;
    auto deleting = of->run_script("DELETE FROM linked_posts");
    co_await deleting;
  };
  both.there.work(script(&both.there.db));
  expect(0, 2);
  std::vector<linked_post> more(3);
  for (auto& each : more) each.writer = both.ada.id, each.title = "kept";
  auto const copying = [](std::vector<linked_post>* rows) -> task<void> {
    auto work = copy_all(*rows);
    co_await work;
  };
  both.there.work(copying(&more));
  expect(3);
  both.there.work(atomic([&more, &copying]() -> task<void> { return copying(&more); }));
  expect(6);
  both.there.work(forget_cached());
  both.settle(1);
  std::uint64_t const hits = both.here.counts().hits;
  CHECK(both.here.titled("kept") == 6);
  CHECK(both.here.counts().hits == hits);
}

TEST_CASE("a process that has not listened for a while has forgotten everything", "[orm]") {
  two_processes both;
  for (int round = 0; round < 5; ++round) {
    auto const rows = static_cast<std::size_t>(round);
    CHECK(both.here.titled("kept") == rows);
    CHECK(both.here.titled("kept") == rows);
    std::uint64_t const hits = both.here.counts().hits;
    both.there.work(raw_command(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
        "'link_here'"));
    REQUIRE(both.comes_true([&] { return !both.here.link.listening(); }));
    both.there.write(both.ada, "kept");  // nobody tells `here` of it
    CHECK(both.here.titled("kept") == rows + 1);
    CHECK(both.here.counts().hits == hits);
    REQUIRE(both.comes_true([&] { return both.here.link.listening(); }));
    CHECK(both.here.titled("kept") == rows + 1);
    CHECK(both.here.counts().hits == hits);
  }
}

TEST_CASE("a process that cannot listen keeps nothing", "[orm]") {
  two_processes both;
  query_cache deaf(models_of_test);
  {
    query_cache_link const nowhere(deaf, pool_of("host=/nonexistent dbname=none"), both.loop);
    both.here.db.remember_by(&deaf);
    for (int i = 0; i < 3; ++i) CHECK(both.here.titled("kept") == 0);
    both.here.write(both.ada, "kept");
    CHECK_FALSE(nowhere.listening());
  }
  CHECK(both.here.titled("kept") == 1);
  CHECK(deaf.counts().stored == 0);
  CHECK(deaf.counts().hits + deaf.counts().misses == 0);
  both.here.db.remember_by(nullptr);
}

TEST_CASE("whoever may notify can make a process forget, and nothing else", "[orm]") {
  two_processes both;
  auto const kept_after = [&](std::string const& payload) {
    CHECK(both.here.titled("kept") == 0);
    std::uint64_t const before = both.here.counts().hits;
    std::uint64_t const moved = both.here.counts().invalidations;
    both.notify(payload);
    both.settle(0);
    CHECK(both.here.counts().invalidations - moved <= 2);
    CHECK(both.here.titled("kept") == 0);
    return both.here.counts().hits == before + 1;
  };
  std::string const mark = "0123456789abcdef";
  CHECK(kept_after(mark + " nobody_reads_this"));
  CHECK(kept_after(mark + " linked_authors_"));
  CHECK_FALSE(kept_after(mark + " linked_posts"));
  CHECK_FALSE(kept_after(mark + " linked_authors"));
  CHECK_FALSE(kept_after(mark + " *"));
  for (std::string const wrong :
       {"", " ", "x", "0123456789abcdef", "0123456789abcdef ", "0123456789abcdef posts  more",
        "0123456789abcdefposts", "0123456789abcde; posts", "0123456789abcdef po'sts"})
    CHECK_FALSE(kept_after(wrong));
  CHECK_FALSE(kept_after(std::string(7000, 'x')));
  std::string many = mark;
  while (many.size() < 7000) many += " t" + std::to_string(many.size());
  CHECK(kept_after(many));
}
