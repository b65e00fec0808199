// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/notification_listener.hpp>
//
#include "postgres/with_database.hpp"

using namespace hyper;

namespace {

struct heard {
  std::string all;
  int times_listening = 0;
  int times_lost = 0;

  notification_handler handler() {
    return {this,
            [](void* self, notification const& what) {
              static_cast<heard*>(self)->all +=
                  std::string(what.channel) + "=" + std::string(what.payload) + " ";
            },
            [](void* self) { ++static_cast<heard*>(self)->times_listening; },
            [](void* self) { ++static_cast<heard*>(self)->times_lost; }};
  }
};

template <class Condition>
bool comes_true(event_loop& loop, Condition condition) {
  for (int tries = 0; tries < 3000; ++tries) {
    if (condition()) return true;
    loop.turn(10);
  }
  return false;
}

void notify(std::string const& channel, std::string const& payload) {
  run(one_value<std::string>("SELECT pg_notify('" + channel + "', '" + payload + "')::text"));
}

/// Ends the connection of the listener, and no other.
std::int64_t kill_listener() {
  return run(one_value<std::int64_t>(
      "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE "
      "'LISTEN \"li' || 'st%' OR query LIKE 'LISTEN \"od' || 'd%'"));
}

}  // namespace

TEST_CASE("a listener hears what is sent to its channels", "[postgres]") {
  opened_database open;
  heard told;
  notification_listener listener(test_pool(), open.loop, told.handler());
  listener.listen("list_one");
  listener.listen("list_one");
  listener.listen("odd \"name\"; DROP TABLE x");
  REQUIRE(comes_true(open.loop, [&] { return told.times_listening == 1; }));
  CHECK(listener.listening());
  notify("list_one", "hello");
  notify("list_two", "not for it");
  notify("odd \"name\"; DROP TABLE x", "");
  notify("list_one", std::string(7900, 'x'));
  CHECK(comes_true(open.loop, [&] { return told.all.size() > 7900; }));
  CHECK(told.all ==
        "list_one=hello odd \"name\"; DROP TABLE x= list_one=" + std::string(7900, 'x') + " ");
  listener.unlisten("list_one");
  listener.listen("list_two");
  REQUIRE(comes_true(open.loop, [&] { return listener.listening(); }));
  told.all.clear();
  notify("list_one", "no more");
  notify("list_two", "now");
  CHECK(comes_true(open.loop, [&] { return !told.all.empty(); }));
  CHECK(told.all == "list_two=now ");
}

TEST_CASE("a listener that was lost listens again, and says that it may have missed some",
          "[postgres]") {
  opened_database open;
  heard told;
  notification_listener listener(test_pool(), open.loop, told.handler());
  listener.listen("list_again");
  for (int round = 1; round <= 5; ++round) {
    REQUIRE(comes_true(open.loop, [&] { return told.times_listening == round; }));
    notify("list_again", std::to_string(round));
    REQUIRE(comes_true(open.loop, [&] { return !told.all.empty(); }));
    CHECK(told.all == "list_again=" + std::to_string(round) + " ");
    told.all.clear();
    CHECK(told.times_lost == round - 1);
    if (round < 5) CHECK(kill_listener() == 1);
  }
  CHECK(listener.connections() == 5);
}

TEST_CASE("a server that is silent is asked for a sign of life", "[postgres]") {
  opened_database open;
  heard told;
  pool_settings with = test_pool();
  with.url += "&application_name=quiet_listener";
  notification_listener listener(with, open.loop, told.handler(), 30);
  listener.listen("list_alive");
  REQUIRE(comes_true(open.loop, [&] { return told.times_listening == 1; }));
  for (int i = 0; i < 20; ++i) open.loop.turn(10);
  CHECK(listener.connections() == 1);
  notify("list_alive", "still");
  CHECK(comes_true(open.loop, [&] { return told.all == "list_alive=still "; }));
  // One that gives none is left.
  std::string const pid = std::to_string(run(one_value<std::int32_t>(
      "SELECT pid FROM pg_stat_activity WHERE application_name = 'quiet_listener'")));
  auto const signal = [](std::string text) {
    run(database::current().run_script("COPY (SELECT 1) TO PROGRAM 'cat >/dev/null; kill " + text +
                                       "'"));
  };
  signal("-STOP " + pid);
  CHECK(comes_true(open.loop, [&] { return told.times_listening == 2; }));
  signal("-CONT " + pid);
  CHECK(listener.connections() >= 2);
}

TEST_CASE("without a server a listener tries again, and can be ended at any time", "[postgres]") {
  opened_database open;
  pool_settings nowhere;
  nowhere.url = "host=/nonexistent dbname=none";
  heard told;
  notification_listener listener(nowhere, open.loop, told.handler());
  listener.listen("list_nowhere");
  for (int i = 0; i < 20; ++i) open.loop.turn(5);
  CHECK_FALSE(listener.listening());
  CHECK(told.times_listening == 0);
  CHECK(told.times_lost == 0);  // it never was there
  for (int i = 0; i < 4; ++i) {
    notification_listener brief(test_pool(), open.loop, told.handler());
    brief.listen("list_brief");
    for (int turn = 0; turn < i * 3; ++turn) open.loop.turn(1);
  }
  CHECK_THROWS_AS(listener.listen(""), std::invalid_argument);
  CHECK_THROWS_AS(listener.listen(std::string(64, 'x')), std::invalid_argument);
  CHECK_THROWS_AS(listener.listen(std::string("a\0b", 3)), std::invalid_argument);
  for (int i = 1; i < 1000; ++i) listener.listen("list_" + std::to_string(i));
  CHECK_THROWS_AS(listener.listen("one too many"), std::invalid_argument);
}
