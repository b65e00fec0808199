// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/read_position.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

TEST_CASE("a position stands in the context of its task", "[postgres]") {
  read_position mine{7};
  auto const found = [](read_position const* expected) -> task<bool> {
    current_context asked;
    context const* const around = co_await asked;
    co_return context::find(around, &read_position::key) == expected;
  };
  CHECK(run(reading_from(&mine, found(&mine))));
  CHECK(run(found(nullptr)));
  read_position inner{9};
  auto const nested = [](read_position* at, task<bool> work) -> task<bool> {
    auto reading = reading_from(at, std::move(work));
    co_return co_await reading;
  };
  CHECK(run(reading_from(&mine, nested(&inner, found(&inner)))));
}

TEST_CASE("one database keeps no positions", "[postgres]") {
  opened_database const open;
  read_position mine;
  auto const writing = []() -> task<void> {
    static constexpr statement what{"SELECT 1", 0, {}, false};
    auto query = database::current().run(what, {});
    co_await query;
  };
  run(reading_from(&mine, writing()));
  CHECK(mine.wal == 0);
  CHECK(mine.unsure == 0);
}
