// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/database_failures.hpp>
//
#include <cstdlib>
#include <hyper/app/application_plan.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <hyper/validate/slug.hpp>
#include <new>
#include "support/catch.hpp"

using namespace hyper;

namespace {

template <class Failure>
failure_answer answer_to(Failure failure, std::span<model_info const* const> models = {}) {
  return answer_for(std::make_exception_ptr(std::move(failure)), models);
}

failure_answer answer_to_state(std::string state, std::string detail = {},
                               std::string column = {}) {
  error_fields fields;
  fields.sqlstate = std::move(state);
  fields.message = "internals";
  fields.detail = std::move(detail);
  fields.table = "posts";
  fields.column = std::move(column);
  static column_type key;
  static column_type const plain;
  key.suffix = "_id";
  static column_info columns[2];
  columns[0] = {"writer", &key};
  columns[1] = {"address", &plain};
  static model_info model;
  model.table = "posts";
  model.columns = columns;
  model.count = 2;
  static model_info const* const models[] = {&model};
  try {
    throw_database_error(fields);
  } catch (...) {
    return answer_for(std::current_exception(), models);
  }
}

}  // namespace

TEST_CASE("what the database layer throws has a status", "[app]") {
  CHECK(answer_to(does_not_exist("post", "secret")).status == 404);
  CHECK(answer_to(invalid_cursor("post", "secret")).status == 400);
  CHECK(answer_to(multiple_objects("post", "secret")).status == 500);
  CHECK(answer_to(stale_object("post", "secret")).status == 409);
  CHECK(answer_to(hidden_row("post", "secret")).status == 409);
  CHECK(answer_to(tenant_missing("firm", "secret")).status == 500);
  CHECK(answer_to(http_error(418, "short")).status == 418);
  CHECK_FALSE(detail::answer_for_database_failure(std::make_exception_ptr(42), {}));
}

TEST_CASE("what PostgreSQL refuses names the member", "[app]") {
  failure_answer const taken = answer_to_state("23505", "Key (address)=(a) already exists.");
  CHECK(taken.status == 409);
  CHECK(taken.members ==
        R"("errors":[{"pointer":"/address","rule":"unique","sentence":"is already in use"}])");
  CHECK_FALSE(taken.reported);
  failure_answer const two =
      answer_to_state("23505", "Key (writer_id, \"Odd\")=(1, 2) already exists.");
  CHECK(two.members.find("\"/writer\"") != std::string::npos);
  CHECK(two.members.find("\"/Odd\"") != std::string::npos);
  failure_answer const nobody =
      answer_to_state("23503", "Key (writer_id)=(99) is not present in table \"authors\".");
  CHECK(nobody.status == 422);
  CHECK(nobody.members.find("\"/writer\"") != std::string::npos);
  CHECK(answer_to_state("23503", "Key (id)=(1) is still referenced from table \"posts\".").status ==
        409);
  failure_answer const missing =
      answer_to_state("23502", "Failing row contains (null).", "writer_id");
  CHECK(missing.status == 422);
  CHECK(missing.members.find("\"/writer\"") != std::string::npos);
  CHECK(answer_to_state("23514").status == 422);
  CHECK(answer_to_state("23505", "in another language").members.empty());
}

TEST_CASE("classes of SQLSTATE", "[app]") {
  for (char const* const state : {"22001", "22003", "22P02"})
    CHECK(answer_to_state(state).status == 422);
  for (char const* const state : {"22012", "42601", "42P01", "XX000", "0A000"}) {
    CHECK(answer_to_state(state).status == 500);
    CHECK(answer_to_state(state).detail.empty());
    CHECK(answer_to_state(state).reported);
  }
  for (char const* const state :
       {"08006", "57P01", "53300", "40001", "40P01", "57014", "25006", "55P03"}) {
    INFO(state);
    CHECK(answer_to_state(state).status == 503);
    CHECK(answer_to_state(state).extra_lines == "Retry-After: 1\r\n");
  }
}

TEST_CASE("the limit of a request reaches its statement", "[app]") {
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  event_loop loop;
  database const db(with, loop);
  static auto const count = [](std::string condition) -> task<std::int64_t> {
    std::int64_t found = 0;
    std::string const sql = "SELECT count(*) FROM pg_stat_activity WHERE " + condition;
    statement const what{sql, 0, {}, true};
    row_sink const sink{&found, [](void* target, row_view const& row) {
                          *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                        }};
    auto query = database::current().run(what, {}, sink);
    co_await query;
    co_return found;
  };
  static auto const slow = []() -> task<void> {
    auto work = count("pg_sleep(60)::text = '' -- 503");
    co_await work;
  };
  http_service const service{nullptr,
                             [](void*, exchange& asked) {
                               asked.limit_time(40);
                               asked.start(slow());
                             },
                             [](void*, exchange& asked, std::exception_ptr why) noexcept {
                               static detail::application_plan const plan;
                               detail::answer_failure(asked, why, plan, false);
                             },
                             nullptr};
  std::string output;
  exchange asked(service, output);
  bool finished = false;
  CHECK_FALSE(asked.serve([](void* flag) { *static_cast<bool*>(flag) = true; }, &finished));
  while (!finished) loop.turn(-1);
  CHECK(asked.status() == 503);
  CHECK_THAT(output, Catch::Matchers::ContainsSubstring("It took longer than it may."));
  int tries = 0;
  while (run(count("state = 'active' AND query LIKE '%''' || ' -- 503'")) != 0) {
    REQUIRE(++tries < 2000);
    loop.turn(5);
  }
}
