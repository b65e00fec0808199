// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/held_answers.hpp>
//
#include <hyper/http/server.hpp>
#include <memory>
#include <vector>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("answers wait in the order in which their readers took something", "[http]") {
  detail::held_answers all;
  detail::held_answer first, second, third;
  CHECK(all.longest() == nullptr);
  all.keep(first, 10, true);
  all.keep(second, 20, true);
  all.keep(third, 30, false);
  CHECK(all.bytes() == 60);
  CHECK(all.longest() == &first);
  all.keep(first, 5, true);
  CHECK(all.bytes() == 55);
  CHECK(all.longest() == &second);
  all.keep(second, 25, false);  // more to send, but nothing taken
  CHECK(all.bytes() == 60);
  CHECK(all.longest() == &second);
  all.drop(third);
  all.drop(third);
  all.drop(second);
  CHECK(all.longest() == &first);
  CHECK(all.bytes() == 5);
  all.keep(first, 0, true);
  CHECK(all.bytes() == 0);
  CHECK(all.longest() == nullptr);
}

namespace {

constexpr std::size_t large = 4u << 20;

void answer_large(exchange& with) {
  if (with.asked.path == "/small") return with.answer(200, "text/plain", "small");
  response answer;
  answer.body = std::string(large, 'x') + "end";
  with.answer(std::move(answer));
}

}  // namespace

TEST_CASE("readers that take nothing cannot fill the memory: the longest silent ones are cut off",
          "[http]") {
  server_settings settings;
  settings.held = 5 * large;
  served::by_one_handler run({answer_large, nullptr, settings});
  std::vector<std::unique_ptr<test_client>> slow;
  for (int i = 0; i < 12; ++i) {
    slow.push_back(std::make_unique<test_client>(run.server));
    slow.back()->send(get("/large"));
    slow.back()->await_bytes();  // so that their order is known
  }
  CHECK(served::eventually([&] { return run.server.counters().crowded_out == 8; }));
  CHECK(slow.front()->count_until("end") < large);
  CHECK(slow.back()->count_until("end") > large);  // it was in time
  test_client other(run.server);
  CHECK(body_of(other.ask(get("/small"))) == "small");
  CHECK(other.ask(get("/large")).ends_with("end"));
  CHECK(run.server.counters().crowded_out == 8);
}

TEST_CASE("one answer that is larger than all that may be held is still sent", "[http]") {
  server_settings settings;
  settings.held = 1;
  served::by_one_handler run({answer_large, nullptr, settings});
  test_client client(run.server);
  client.send(get("/large"));
  CHECK(client.count_until("end") > large);
  CHECK(run.server.counters().crowded_out == 0);
}
