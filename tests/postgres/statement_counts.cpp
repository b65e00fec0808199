// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/statement_counts.hpp>
//
#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/when_all.hpp>
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

statement made_of(std::string_view sql) { return {sql, statement_hash(sql), {}, true}; }

task<void> ask(std::string_view sql, int times) {
  for (int i = 0; i < times; ++i) {
    auto asking = database::current().run(made_of(sql), {});
    co_await asking;
  }
}

}  // namespace

TEST_CASE("statements are counted by their text", "[postgres]") {
  statement_counts counts;
  static constexpr std::string_view tables[] = {"posts"};
  static constexpr statement_tables touched{tables};
  statement posts = made_of("SELECT posts");
  posts.touches = &touched;
  for (int i = 0; i < 3; ++i) counts.add(posts);
  counts.add({"SELECT 1"});
  counts.add(made_of("SELECT 1"));
  CHECK(counts.total() == 5);
  REQUIRE(counts.entries().size() == 2);
  CHECK(counts.entries()[0].tables == std::vector<std::string>{"posts"});
  CHECK(counts.entries()[1].times == 2);
  CHECK(counts.repeated_more_than(3) == nullptr);
  CHECK(counts.repeated_more_than(1) == &counts.entries()[0]);
  CHECK(counts.describe() == "5 statements:\n  3 times SELECT posts\n  2 times SELECT 1");
}

TEST_CASE("no more than so many texts are kept", "[postgres]") {
  statement_counts counts;
  for (std::size_t i = 0; i < statement_counts::most_texts + 10; ++i)
    counts.add(made_of("SELECT " + std::to_string(i)));
  CHECK(counts.entries().size() == statement_counts::most_texts);
  CHECK(counts.total() == statement_counts::most_texts + 10);
}

TEST_CASE("a context has a counter of its own", "[postgres]") {
  opened_database const open;
  database::current().count_by_context();
  statement_counts first, second;
  auto const counted = [](statement_counts* into, int times) -> task<void> {
    context const link{nullptr, &statement_counts::key, into};
    auto work = ask("SELECT 1", times);
    work.set_context(&link);
    co_await work;
  };
  std::vector<task<void>> both;
  both.push_back(counted(&first, 3));
  both.push_back(counted(&second, 5));
  run([](std::vector<task<void>> tasks) -> task<void> {
    when_all<void> together(std::move(tasks));
    co_await together;
  }(std::move(both)));
  CHECK(first.total() == 3);
  CHECK(second.total() == 5);
}
