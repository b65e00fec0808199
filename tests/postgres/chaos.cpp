// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Backends that are killed, a server that restarts, and a failover, under clients that go on. What
// was acknowledged is there once; what was not may be there once. (A commit whose answer was lost
// is neither: the pool never sends a write twice by itself, and the client is told that nobody
// knows.)
//
// HYPER_TEST_CHAOS_KILLS and HYPER_TEST_CHAOS_PAUSE (milliseconds between two of them) make it
// longer: 1000 and 20 are the published run, 250 and 20 what every run of the tests does. Times and
// rates are printed, never judged: the machine may be busy.

#include <algorithm>
#include <cstdlib>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/blocking.hpp>
#include <hyper/runtime/sleep.hpp>
#include <iostream>
#include <set>
#include "postgres/with_database.hpp"
#include "support/servers.hpp"

using namespace hyper;

namespace {

constexpr int client_count = 64;

/// How many writes were acknowledged in each tenth of a second.
struct rate {
  event_loop& loop;
  std::int64_t begun = loop.refresh_now();
  std::vector<int> tenths = {};

  std::size_t now() const { return static_cast<std::size_t>((loop.now() - begun) / 100); }
  void count() {
    if (tenths.size() <= now()) tenths.resize(now() + 1);
    ++tenths[now()];
  }
  double mean(std::size_t from, std::size_t until) const {
    double sum = 0;
    for (std::size_t i = from; i < until && i < tenths.size(); ++i) sum += tenths[i];
    return until > from ? sum / static_cast<double>(until - from) : 0;
  }
  /// Tenths of a second from a moment until the rate was four fifths of another for half a second.
  std::size_t recovery(std::size_t from, double full) const {
    std::size_t at = from;
    while (at + 5 <= tenths.size() && mean(at, at + 5) < full * 0.8) ++at;
    return at - from;
  }
};

struct world {
  rate acknowledged_rate;
  bool over = false;
  std::set<std::int64_t> acknowledged = {};
  std::set<std::int64_t> unknown = {};
  std::int64_t reads = 0;
  std::int64_t failures = 0;
  std::int64_t unseen = 0;
  std::int64_t hangs = 0;
  std::vector<std::string> surprises = {};
};

task<void> insert(std::int64_t id) {
  static constexpr type_oid types[] = {20};
  static constexpr std::string_view sql = "INSERT INTO chaos VALUES ($1)";
  static constexpr statement what{sql, statement_hash(sql), types, false};
  parameters values;
  values.add(id);
  auto query = database::current().run(what, std::move(values));
  co_await query;
}

task<std::int64_t> occurrences(std::int64_t id) {
  static constexpr type_oid types[] = {20};
  static constexpr std::string_view sql = "SELECT count(*) FROM chaos WHERE id = $1";
  static constexpr statement what{sql, statement_hash(sql), types, true};
  parameters values;
  values.add(id);
  std::int64_t found = 0;
  row_sink const sink{&found, [](void* target, row_view const& row) {
                        *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                      }};
  auto query = database::current().run(what, std::move(values), sink);
  co_await query;
  co_return found;
}

task<void> insert_two(std::int64_t id) {
  return atomic([id]() -> task<void> {
    auto first = insert(id);
    co_await first;
    auto second = insert(id + 1);
    co_await second;
  });
}

template <class T>
task<T> or_hang(task<T> work) {
  with_timeout limited(std::move(work), 60'000);
  co_return co_await limited;
}

/// One request: a write alone, a transaction of two, or a read of what was acknowledged before.
task<void> act(world* in, std::int64_t id, std::int64_t known) {
  bool const both = id % 3 == 0;
  auto writing = or_hang(both ? insert_two(id) : insert(id));
  in->unknown.insert(id);
  if (both) in->unknown.insert(id + 1);
  co_await writing;
  for (std::int64_t each = id; each <= id + (both ? 1 : 0); ++each) {
    in->unknown.erase(each);
    in->acknowledged.insert(each);
  }
  in->acknowledged_rate.count();
  if (known < 0) co_return;
  auto reading = or_hang(occurrences(known));
  std::int64_t const found = co_await reading;
  ++in->reads;
  if (found != 1) ++in->unseen;
}

task<void> be_client(world* in, int number) {
  std::int64_t id = std::int64_t{number} * 1'000'000;
  std::int64_t known = -1;
  while (!in->over) {
    id += 2;
    bool failed = false;
    try {
      auto acting = act(in, id, known);
      co_await acting;
    } catch (database_unavailable const&) {
      failed = true;
    } catch (read_only_transaction const&) {
      failed = true;
    } catch (timed_out const&) {
      ++in->hangs;
    } catch (std::exception const& other) {
      in->surprises.push_back(other.what());
      failed = true;
    }
    if (in->acknowledged.contains(id)) known = id;
    in->failures += failed ? 1 : 0;
    sleep_for pause(failed ? 20 : 2);
    co_await pause;
  }
}

struct chaos {
  test_server first{postgres_control()};
  test_server second{postgres_control()};
  pool_settings with = test_pool();
  std::vector<std::string> lines = {};

  chaos() {
    first.run("start", "wal_retrieve_retry_interval=100ms");
    second.run("replicate", first.folder());
    // What is acknowledged is on both.
    tell(first, "ALTER SYSTEM SET synchronous_standby_names = '*'");
    tell(first, "SELECT pg_reload_conf()");
    with.url = "postgresql://hyper@/hyper?host=" + first.folder() + "," + second.folder() +
               "&port=5432,5432&target_session_attrs=read-write";
    with.statement_timeout = 30'000;
  }
  static void tell(test_server const& which, std::string const& sql) {
    said_by("psql -X -q -d '" + which.run("url") + "' -c \"" + sql + "\"");
  }
  void fail_over() {
    first.run("stop", "immediate");
    second.run("promote");
  }
};

task<void> pause_for(std::int64_t milliseconds) {
  sleep_for pause(milliseconds);
  co_await pause;
}

/// Ends one connection of the pool, by the hand of another pool.
task<bool> kill_one(database* killer) {
  static constexpr statement what{
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = "
      "'hyperdjango' AND backend_type = 'client backend' ORDER BY random() LIMIT 1",
      0,
      {},
      false};
  bool killed = false;
  row_sink const sink{&killed, [](void* target, row_view const& row) {
                        *static_cast<bool*>(target) = row.get<bool>(0);
                      }};
  auto query = killer->run(what, {}, sink);
  try {
    co_await query;
  } catch (database_error const&) {
    co_return false;
  }
  co_return killed;
}

std::int64_t from_environment(char const* name, std::int64_t otherwise) {
  char const* const given = std::getenv(name);
  return given == nullptr ? otherwise : std::atoll(given);
}

task<void> note_recovery(world* in, chaos* of, std::string what, std::size_t since, double full) {
  auto waiting = pause_for(3'000);
  co_await waiting;
  std::size_t const tenths = in->acknowledged_rate.recovery(since, full);
  of->lines.push_back(what + ": at full rate again after " + std::to_string(tenths * 100) + " ms");
}

task<int> wreak(world* in, chaos* of, database* killer) {
  auto const kills = static_cast<int>(from_environment("HYPER_TEST_CHAOS_KILLS", 250));
  std::int64_t const between = from_environment("HYPER_TEST_CHAOS_PAUSE", 20);
  auto calm = pause_for(2'000);
  co_await calm;
  double const full = in->acknowledged_rate.mean(5, in->acknowledged_rate.now());
  of->lines.push_back("undisturbed: " + std::to_string(full * 10) + " requests/s");
  int killed = 0;
  for (int misses = 0; killed < kills && misses < kills + 1000;) {
    auto killing = kill_one(killer);
    bool const one = co_await killing;
    ++(one ? killed : misses);
    auto waiting = pause_for(between);
    co_await waiting;
    bool const restarts = one && (killed == kills / 3 || killed == kills * 2 / 3);
    if (!restarts) continue;
    bool const crash = killed != kills / 3;
    auto const* const server = &of->first;
    blocking restarting([server, crash] { server->run("restart", crash ? "immediate" : "fast"); });
    co_await restarting;
    auto noting = note_recovery(in, of, crash ? "crash and restart" : "restart",
                                in->acknowledged_rate.now(), full);
    co_await noting;
  }
  auto noting =
      note_recovery(in, of, "after the last of the kills", in->acknowledged_rate.now(), full);
  co_await noting;
  blocking failing([of] { of->fail_over(); });
  co_await failing;
  auto last = note_recovery(in, of, "failover", in->acknowledged_rate.now(), full);
  co_await last;
  in->over = true;
  co_return killed;
}

task<std::string> whole_table() {
  return one_value<std::string>("SELECT coalesce(string_agg(id::text, ' '), '') FROM chaos");
}

void judge(world const& in) {
  std::vector<std::int64_t> stored;
  std::string const text = run(whole_table());
  for (char const* at = text.c_str(); *at != 0;) {
    char* end = nullptr;
    stored.push_back(std::strtoll(at, &end, 10));
    at = *end == ' ' ? end + 1 : end;
  }
  std::sort(stored.begin(), stored.end());
  std::int64_t doubled = 0, foreign = 0, lost = 0;
  for (std::size_t i = 0; i < stored.size(); ++i) {
    doubled += i > 0 && stored[i] == stored[i - 1] ? 1 : 0;
    foreign += in.acknowledged.contains(stored[i]) || in.unknown.contains(stored[i]) ? 0 : 1;
  }
  for (std::int64_t const id : in.acknowledged)
    lost += std::binary_search(stored.begin(), stored.end(), id) ? 0 : 1;
  CHECK(lost == 0);
  CHECK(doubled == 0);
  CHECK(foreign == 0);
}

}  // namespace

TEST_CASE("chaos costs no acknowledged write, and nothing waits for ever", "[postgres]") {
  chaos servers;
  opened_database open(servers.with);
  pool_settings of_killer = servers.with;
  of_killer.url += "&application_name=chaos";
  database killer(database::beside(), of_killer, open.loop);
  run(database::current().run_script("CREATE TABLE chaos (id bigint NOT NULL)"));
  run(database::current().run_script("CREATE INDEX ON chaos (id)"));
  world in{{open.loop}};
  std::vector<background_task> clients;
  for (int i = 1; i <= client_count; ++i) clients.emplace_back(be_client(&in, i));
  int const killed = run(wreak(&in, &servers, &killer));
  for (auto& each : clients)
    while (each.running()) open.loop.turn(100);
  judge(in);
  CHECK(in.hangs == 0);
  CHECK(in.unseen == 0);
  CHECK(in.surprises == std::vector<std::string>());
  CHECK(killed > 0);
  for (std::string const& line : servers.lines) std::cout << line << "\n";
  std::cout << killed << " backends killed, 2 restarts, 1 failover; " << in.acknowledged.size()
            << " writes acknowledged, " << in.unknown.size() << " unknown, " << in.failures
            << " requests failed, " << in.reads << " reads\n";
}
