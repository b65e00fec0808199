// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/statement_memory.hpp>
//
#include <hyper/postgres/notification_listener.hpp>
#include <hyper/postgres/transaction.hpp>
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

TEST_CASE("what a note announces is heard when its statement is committed", "[postgres]") {
  struct loud_note : told {
    using told::told;
    detail::announcement announced() const noexcept override { return {"loud_note", "done"}; }
  };
  struct loud : detail::statement_memory {
    std::string said;
    bool recall(detail::operation& what, context const*, detail::transaction_scope* within,
                bool commits, database const&) override {
      if (within == nullptr || commits) what.note = new loud_note(said);
      return false;
    }
  } memory;
  struct ear {
    std::string all;
    bool listens = false;
  } heard;
  opened_database open;
  notification_handler const handler{&heard,
                                     [](void* self, notification const& what) {
                                       static_cast<ear*>(self)->all +=
                                           std::string(what.payload) + " ";
                                     },
                                     [](void* self) { static_cast<ear*>(self)->listens = true; }};
  notification_listener listener(test_pool(), open.loop, handler);
  listener.listen("loud_note");
  for (int tries = 0; !heard.listens && tries < 2000; ++tries) open.loop.turn(5);
  open.database.remember_by(&memory);
  CHECK(run(one_value<std::int32_t>("SELECT 5")) == 5);  // its own row, not the announcement's
  CHECK_THROWS_AS(run(one_value<std::int32_t>("SELECT 1/0")), data_error);
  CHECK_THROWS_AS(run(one_value<std::int32_t>("SELECT nothing")), database_error);
  CHECK_THROWS_AS(run(one_value<std::int32_t>("SELECT nothing")), database_error);
  auto const work = []() -> task<std::int32_t> { return one_value<std::int32_t>("SELECT 6"); };
  CHECK(run(atomic(work)) == 6);
  auto const undone = []() -> task<void> {
    auto asking = one_value<std::int32_t>("SELECT 7");
    static_cast<void>(co_await asking);
    throw std::runtime_error("undone");
  };
  CHECK_THROWS_AS(run(atomic(undone)), std::runtime_error);
  open.database.remember_by(nullptr);
  run(one_value<std::string>("SELECT pg_notify('loud_note', 'end')::text"));
  for (int tries = 0; !heard.all.ends_with("end ") && tries < 2000; ++tries) open.loop.turn(5);
  CHECK(heard.all == "done done end ");
  CHECK(memory.said == "answered failed failed failed answered ");
}
