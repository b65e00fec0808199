// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/statement_memory.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

struct told : detail::statement_note {
  explicit told(std::string& into) : to(into) {}
  void ended(detail::operation const&, bool answered) noexcept override {
    to += answered ? "answered " : "failed ";
  }
  std::string& to;
};

struct listening : detail::statement_memory {
  std::string said;
  bool answers = false;
  bool recall(detail::operation& what, context const*, detail::transaction_scope* within, bool,
              database const&) override {
    said += within != nullptr ? "within " : "asked ";
    if (answers) return what.done = true;
    what.note = new told(said);
    return false;
  }
};

}  // namespace

TEST_CASE("a memory is asked before a statement, and told of its end once", "[postgres]") {
  opened_database open;
  listening memory;
  open.database.remember_by(&memory);
  CHECK(run(one_value<std::int32_t>("SELECT 5")) == 5);
  CHECK(memory.said == "asked answered ");
  memory.said.clear();
  CHECK_THROWS_AS(run(one_value<std::int32_t>("SELECT 1/0")), data_error);
  CHECK(memory.said == "asked failed ");
  memory.said.clear();
  auto const late = []() -> task<void> {
    with_timeout limited(one_value<std::string>("SELECT pg_sleep(60)::text"), 20);
    co_await limited;
  };
  CHECK_THROWS_AS(run(late()), timed_out);
  for (int tries = 0; memory.said == "asked " && tries < 2000; ++tries) open.loop.turn(5);
  CHECK(memory.said == "asked failed ");
  memory.said.clear();
  memory.answers = true;
  CHECK(run(one_value<std::int32_t>("SELECT 5")) == 0);
  CHECK(memory.said == "asked ");
  open.database.remember_by(nullptr);
}
