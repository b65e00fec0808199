// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/read_replicas.hpp>
//
#include <hyper/app/settings.hpp>
#include <hyper/app/test_client.hpp>
#include <hyper/postgres/database_set.hpp>
#include <hyper/postgres/transaction.hpp>
#include <hyper/routing.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include "support/catch.hpp"
#include "support/servers.hpp"

using namespace hyper;

namespace {

task<std::int64_t> ask(std::string sql, bool pure_read) {
  statement const what{sql, statement_hash(sql), {}, pure_read};
  std::int64_t found = 0;
  row_sink const sink{&found, [](void* target, row_view const& row) {
                        *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                      }};
  auto query = database::current().run(what, {}, sink);
  co_await query;
  co_return found;
}

task<std::string> count_notes() {
  auto asking = ask("SELECT count(*) FROM notes", true);
  co_return std::to_string(co_await asking);
}
task<std::string> add_note() {
  auto adding = ask("INSERT INTO notes VALUES (1) RETURNING 1::bigint", false);
  co_await adding;
  co_return "added";
}
task<std::string> add_by_script() {
  auto adding = database::current().run_script("INSERT INTO notes VALUES (2)");
  co_await adding;
  co_return "added";
}

using notes = application<routes<route<"GET /", count_notes>, route<"POST /", add_note>,
                                 route<"POST /script", add_by_script>>,
                          read_replicas>;

struct started {
  test_server primary{postgres_control()};
  test_server replica{postgres_control()};
  std::string primary_url = primary.run("start");
  std::string replica_url = replica.run("replicate", primary.folder());
  void tell_replica(std::string const& what) const {
    said_by("psql -X -q -d '" + replica_url + "' -c 'SELECT " + what + "'");
  }
};

void wait_for_replica() {
  for (int tries = 0; database_set::current().readable_replicas("default") == 0; ++tries) {
    REQUIRE(tries < 3000);
    run([]() -> task<void> {
      sleep_for pause(10);
      co_await pause;
    }());
  }
}

}  // namespace

TEST_CASE("a position in a cookie is read as it was written, and nothing else is", "[app]") {
  using detail::read_written_position;
  CHECK(detail::write_position({77}, 1000) == "w77");
  CHECK(detail::write_position({77, 1}, 1000) == "u1000");
  CHECK(read_written_position("w77", 0)->wal == 77);
  CHECK(read_written_position("u1000", 999)->unsure == 1);
  CHECK(read_written_position("u1000", 1000)->unsure == 0);
  for (char const* const wrong : {"", "w", "u", "x1", "w-1", "w1x", "w99999999999999999999999"})
    CHECK_FALSE(read_written_position(wrong, 0));
}

TEST_CASE("a client reads what it has written, and others may read what is older", "[app]") {
  started const servers;
  event_loop loop;
  pool_settings with;
  with.url = servers.primary_url;
  database db(with, loop);
  run(db.run_script("CREATE TABLE notes (n int)"));
  settings of;
  of.replica_urls = "  " + servers.replica_url + " ";
  of.max_replica_lag = 60'000;
  void* const part = read_replicas::open(notes::plan(), of, loop);
  REQUIRE(part != nullptr);
  {
    test_client writer = test_client::of<notes>();
    test_client other = test_client::of<notes>();
    wait_for_replica();
    CHECK_FALSE(other.get("/").header("Set-Cookie"));
    servers.tell_replica("pg_wal_replay_pause()");
    auto const added = writer.post_form("/", {});
    REQUIRE(added.status == 200);
    REQUIRE(added.header("Set-Cookie"));
    CHECK_THAT(*added.header("Set-Cookie"), Catch::Matchers::ContainsSubstring("hyper_seen="));
    CHECK_THAT(*added.header("Set-Cookie"), Catch::Matchers::ContainsSubstring("Max-Age=64"));
    CHECK(writer.get("/").body == "1");
    CHECK(other.get("/").body == "0");
    CHECK(other.post_form("/script", {}).status == 200);
    CHECK(other.get("/").body == "2");
    test_client forger = test_client::of<notes>();
    forger.fields.emplace_back("Cookie", "hyper_seen=dzk5OTk5OTk5OTk5OTk5OTk");
    CHECK(forger.get("/").body == "0");  // it is not believed
    servers.tell_replica("pg_wal_replay_resume()");
  }
  read_replicas::close(part);
  CHECK_FALSE(database_set::exists());
}

TEST_CASE("without the setting the part costs nothing and changes nothing", "[app]") {
  event_loop loop;
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  database db(with, loop);
  CHECK(read_replicas::open(notes::plan(), settings(), loop) == nullptr);
  http_service const service{};
  std::string output;
  exchange asked(service, output);
  CHECK(read_replicas::before(asked));
  CHECK_FALSE(database_set::exists());
}
