// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// The six tests of the TechEmpower Framework Benchmarks, by their public rules:
// https://github.com/TechEmpower/FrameworkBenchmarks/wiki/Project-Information-Framework-Tests-Overview

#include <hyper/hyper.hpp>
//
#include <algorithm>
#include <techempower_templates.hpp>  // CMake writes it: the folder templates/

using namespace hyper;

struct world {
  primary_key<std::int32_t> id;
  std::int32_t randomnumber = 0;
  using meta = model<table<"world">>;
};

struct fortune {
  primary_key<std::int32_t> id;
  std::string message;
  using meta = model<table<"fortune">>;
};

struct greeting {
  std::string_view message;
};

struct world_out {
  std::int32_t id;
  std::int32_t randomNumber;
};

std::vector<world_out> sent(std::vector<world> const& rows) {
  std::vector<world_out> out;
  out.reserve(rows.size());
  for (world const& row : rows) out.push_back({row.id, row.randomnumber});
  return out;
}

/// 1 to 10 000, from a xorshift generator of this thread.
std::int32_t random_number() {
  thread_local std::uint64_t state = reinterpret_cast<std::uintptr_t>(&state) | 1;
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  return static_cast<std::int32_t>(state % 10'000) + 1;
}

/// The rules of `queries`: what is missing or no number is 1, the rest is brought into 1 … 500.
using row_count = query<"queries", std::optional<std::string>>;
int rows_wanted(row_count const& given) {
  std::string const text = (*given).value_or("");
  int count = 1;
  auto const why = std::from_chars(text.data(), text.data() + text.size(), count).ec;
  bool const too_large = why == std::errc::result_out_of_range && text[0] != '-';
  return too_large ? 500 : std::clamp(count, 1, 500);
}

/// Every row is asked for by a statement of its own; none waits for the one before.
task<std::vector<world>> random_rows(int count) {
  std::vector<task<world>> reads;
  reads.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) reads.push_back(objects<world>.get<"id">(random_number()));
  when_all all(std::move(reads));
  std::vector<world> rows = co_await all;
  co_return rows;
}

task<world_out> one_row() {
  auto read = objects<world>.get<"id">(random_number());
  world const row = co_await read;
  co_return world_out{row.id, row.randomnumber};
}

task<std::vector<world_out>> many_rows(row_count queries) {
  auto reading = random_rows(rows_wanted(queries));
  std::vector<world> const rows = co_await reading;
  co_return sent(rows);
}

/// One statement writes all rows, in the order of their keys: two of these never wait for each
/// other.
task<void> write_rows(std::vector<world> const& rows) {
  static constexpr std::string_view sql =
      "UPDATE world SET randomnumber = new.number FROM (SELECT * FROM unnest($1::int4[], "
      "$2::int4[])"
      " AS given(id, number) ORDER BY 1) AS new WHERE world.id = new.id";
  static constexpr type_oid numbers_oid = codec<std::vector<std::int32_t>>::oid;
  static constexpr type_oid types[] = {numbers_oid, numbers_oid};
  static constexpr statement update{sql, statement_hash(sql), types, false};
  std::vector<std::int32_t> ids, numbers;
  for (world const& row : rows) {
    if (!ids.empty() && ids.back() == row.id) continue;
    ids.push_back(row.id);
    numbers.push_back(row.randomnumber);
  }
  parameters values;
  values.add(ids);
  values.add(numbers);
  auto writing = database::current().run(update, std::move(values));
  co_await writing;
}

task<std::vector<world_out>> update_rows(row_count queries) {
  auto reading = random_rows(rows_wanted(queries));
  std::vector<world> rows = co_await reading;
  std::sort(rows.begin(), rows.end(), [](world const& a, world const& b) { return *a.id < *b.id; });
  for (std::size_t i = 0; i < rows.size(); ++i) {
    bool const again = i > 0 && *rows[i].id == *rows[i - 1].id;
    rows[i].randomnumber = again ? rows[i - 1].randomnumber : random_number();
  }
  auto writing = write_rows(rows);
  co_await writing;
  co_return sent(rows);
}

/// What templates/fortunes.html shows.
struct fortune_page {
  std::span<fortune const> rows;
};

task<html> fortunes() {
  auto reading = objects<fortune>.all();
  std::vector<fortune> rows = co_await reading;
  rows.push_back({.id = 0, .message = "Additional fortune added at request time."});
  std::sort(rows.begin(), rows.end(),
            [](fortune const& a, fortune const& b) { return a.message < b.message; });
  co_return html{render<"fortunes.html", techempower_templates>(fortune_page{rows})};
}

task<void> make_rows() {
  auto filling = database::current().run_script(R"(
    INSERT INTO world (id, randomnumber)
      SELECT i, 1 + floor(random() * 10000)::int FROM generate_series(1, 10000) AS i;
    INSERT INTO fortune (id, message) VALUES
      (1, 'fortune: No such file or directory'),
      (2, 'A computer scientist is someone who fixes things that aren''t broken.'),
      (3, 'After enough decimal places, nobody gives a damn.'),
      (4, 'A bad random number generator: 1, 1, 1, 1, 1, 4.33e+67, 1, 1, 1'),
      (5, 'A computer program does what you tell it to do, not what you want it to do.'),
      (6, 'Emacs is a nice operating system, but I prefer UNIX. — Tom Christaensen'),
      (7, 'Any program that runs right is obsolete.'),
      (8, 'A list is only as strong as its weakest link. — Donald Knuth'),
      (9, 'Feature: A bug with seniority.'),
      (10, 'Computers make very fast, very accurate mistakes.'),
      (11, '<script>alert("This should not be displayed in a browser alert box.");</script>'),
      (12, 'フレームワークのベンチマーク');
    ANALYZE world, fortune;)");
  co_await filling;
}

using techempower =
    application<models<world, fortune>,
                routes<route<"GET /plaintext", [] { return "Hello, World!"; }>,
                       route<"GET /json", [] { return greeting{"Hello, World!"}; }>,
                       route<"GET /db", one_row>, route<"GET /queries", many_rows>,
                       route<"GET /updates", update_rows>, route<"GET /fortunes", fortunes>>,
                command<"seed", make_rows, "fills the two tables">, preset<"server_name", "hyper">,
                preset<"request_ids", "false">,
                preset<"share_syncs", "false">>;  // the rules ask for a sync after every query

int main(int argc, char** argv) { return hyper::run<techempower>(argc, argv); }
