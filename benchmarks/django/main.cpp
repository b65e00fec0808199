// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The half of benchmarks/django/run that is this library's. main.py asks the same questions of the
// same tables, in the same order; both print `question TAB microseconds`, the processor time of
// their own process for one row or object, or for one call where that is what is asked.
//
//   beside_django ADDRESS fill       makes the tables and their rows
//   beside_django ADDRESS measure [QUESTION]

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <hyper/orm.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/run.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace {
using namespace hyper;

struct book;

struct writer {
  primary_key<> id{};
  text<1, 80> name{};
  related<book, "author"> books{};
  using meta = model<table<"benchmark_writers">>;
};

struct book {
  primary_key<> id{};
  text<1, 200> title{};
  foreign_key<writer> author{};
  std::int32_t stock = 0;
  double weight = 0;
  bool visible = true;
  std::optional<std::string> note{};
  timestamp published{};
  using meta = model<table<"benchmark_books">>;
};

/// What is written, so that what is read stays the same.
struct loan {
  primary_key<> id{};
  std::string reader{};
  foreign_key<book> lent{};
  std::int32_t days = 0;
  std::optional<std::string> note{};
  timestamp begun{};
  using meta = model<table<"benchmark_loans">>;
};

struct short_book {
  std::int64_t id{};
  std::string title{};
  std::int32_t stock{};
};

struct shelf {
  std::int64_t author{};
  std::int64_t books{};
  std::int64_t copies{};
};

double processor_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

// Each question answers with how many rows or objects it had to do with.

task<std::size_t> rows(std::int64_t) {
  auto reading = objects<book>.filter<"id__lte">(1000).all();
  std::vector<book> const found = co_await reading;
  co_return found.size();
}

task<std::size_t> rows_with_writers(std::int64_t) {
  auto reading = objects<book>.filter<"id__lte">(1000).select_related<"author">().all();
  std::vector<book> const found = co_await reading;
  std::size_t letters = 0;
  for (book const& each : found) letters += each.author->name.value().size();
  co_return letters == 0 ? 0 : found.size();
}

task<std::size_t> writers_with_books(std::int64_t) {
  auto reading = objects<writer>.prefetch_related<"books">().all();
  std::vector<writer> const found = co_await reading;
  std::size_t objects_made = found.size();
  for (writer const& each : found) objects_made += each.books.size();
  co_return objects_made;
}

task<std::size_t> values(std::int64_t) {
  auto reading = objects<book>.filter<"id__lte">(1000).values<short_book>();
  std::vector<short_book> const found = co_await reading;
  co_return found.size();
}

task<std::size_t> groups(std::int64_t) {
  auto reading =
      objects<book>.annotate<"books">(count_rows()).annotate<"copies">(sum_of<"stock">()).values<shelf>();
  std::vector<shelf> const found = co_await reading;
  co_return found.size();
}

loan make_loan(std::int64_t number) {
  loan made;
  made.reader = "reader " + std::to_string(number);
  made.lent = 1 + number % 1000;
  made.days = static_cast<std::int32_t>(number % 30);
  if (number % 3 == 0) made.note = "note " + std::to_string(number);
  made.begun = timestamp::from_seconds(1'700'000'000 + number);
  return made;
}

task<std::size_t> insert_many(std::int64_t) {
  std::vector<loan> made;
  for (std::int64_t i = 0; i < 10'000; ++i) made.push_back(make_loan(i));
  auto writing = insert_all(made);
  co_await writing;
  co_return made.back().id.is_set() ? made.size() : 0;
}

task<std::size_t> by_key(std::int64_t number) {
  auto reading = objects<book>.get<"id">(1 + number % 1000);
  book const found = co_await reading;
  co_return found.title.value().empty() ? 0 : 1;
}

task<std::size_t> insert_one(std::int64_t number) {
  loan made = make_loan(number);
  auto writing = save(made);
  co_await writing;
  co_return made.id.is_set() ? 1 : 0;
}

book changed;
task<std::size_t> update_one(std::int64_t number) {
  changed.stock = static_cast<std::int32_t>(number % 1000);
  auto writing = save<"stock">(changed);
  co_await writing;
  co_return 1;
}

task<std::size_t> count_some(std::int64_t number) {
  auto counting = objects<book>.filter<"visible">(true).filter<"stock__gt">(number % 500).count();
  std::uint64_t const found = co_await counting;
  co_return found == 0 ? 0 : 1;
}

task<std::size_t> sum_some(std::int64_t number) {
  auto adding =
      objects<book>.filter<"stock__gt">(number % 500).aggregate<std::int64_t>(sum_of<"stock">());
  auto const found = co_await adding;
  co_return found ? 1 : 0;
}

struct question {
  char const* name;
  int calls;
  task<std::size_t> (*ask)(std::int64_t number);
};
constexpr question questions[] = {{"rows", 400, rows},
                                  {"select_related", 400, rows_with_writers},
                                  {"prefetch_related", 300, writers_with_books},
                                  {"values", 400, values},
                                  {"group by", 200, groups},
                                  {"bulk insert", 5, insert_many},
                                  {"get by key", 4000, by_key},
                                  {"insert", 2000, insert_one},
                                  {"update", 2000, update_one},
                                  {"count", 500, count_some},
                                  {"sum", 500, sum_some}};

/// Rows or objects of so many calls.
task<std::size_t> ask(question const* which, int calls) {
  std::size_t answered = 0;
  for (int i = 1; i <= calls; ++i) {
    auto asking = which->ask(i);
    answered += co_await asking;
  }
  co_return answered;
}

task<void> measure(std::string only) {
  auto reading = objects<book>.get<"id">(7);
  changed = co_await reading;
  for (question const& each : questions) {
    if (!only.empty() && only != each.name) continue;
    auto warming = ask(&each, 1 + each.calls / 20);
    co_await warming;
    auto emptying = database::current().run_script("TRUNCATE benchmark_loans");
    co_await emptying;
    double const begin = processor_seconds();
    auto asking = ask(&each, each.calls);
    std::size_t const answered = co_await asking;
    double const end = processor_seconds();
    std::printf("%s\t%.4f\n", each.name, (end - begin) / static_cast<double>(answered) * 1e6);
  }
}

std::string filling() {
  return "DROP TABLE IF EXISTS benchmark_loans, benchmark_books, benchmark_writers;" +
         std::string(create_tables<writer, book, loan>()) +
         "INSERT INTO benchmark_writers (name) SELECT 'writer ' || n FROM generate_series(1, 100) "
         "n; INSERT INTO benchmark_books (title, author_id, stock, weight, visible, note, "
         "published) SELECT 'title ' || n, 1 + n % 100, n, n / 7.0, n % 2 = 0, CASE WHEN n % 3 = 0 "
         "THEN 'note ' || n END, '2026-01-01'::timestamptz + n * interval '1 hour' FROM "
         "generate_series(1, 1000) n; ANALYZE benchmark_writers, benchmark_books";
}

}  // namespace

int main(int count, char** words) {
  std::string_view const what = count == 3 || count == 4 ? words[2] : "";
  if (what != "fill" && what != "measure") {
    std::fputs("beside_django ADDRESS fill|measure [QUESTION]\n", stderr);
    return 2;
  }
  event_loop loop;
  pool_settings with;
  with.url = words[1];
  database pool(with, loop);
  run(what == "fill" ? pool.run_script(filling()) : measure(count == 4 ? words[3] : ""));
}
