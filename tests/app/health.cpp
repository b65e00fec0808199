// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/health.hpp>
//
#include <hyper/runtime/run.hpp>
#include "support/catch.hpp"

using namespace hyper;

static_assert(health::count == 2);
static_assert(health::find("GET", "/health").pattern == "/health");
static_assert(health::find("HEAD", "/ready").pattern == "/ready");

TEST_CASE("health is always well, and not to be kept by caches", "[app]") {
  response const answer = detail::answer_health();
  CHECK(answer.status == 200);
  CHECK(answer.body == R"({"status":"ok"})");
  CHECK(answer.content_type == "application/json");
  CHECK(answer.headers.has("Cache-Control"));
}

TEST_CASE("readiness ends with the drain", "[app]") {
  CHECK(run(detail::answer_ready()).status == 200);
  detail::readiness::set_draining(true);
  response const answer = run(detail::answer_ready());
  detail::readiness::set_draining(false);
  CHECK(answer.status == 503);
  CHECK(answer.body == R"({"status":"unhealthy","checks":{"draining":true}})");
}

TEST_CASE("readiness asks the database when there is one", "[app]") {
  static std::string_view said;
  detail::readiness::watch_database([]() -> task<std::string_view> { co_return said; });
  CHECK(run(detail::answer_ready()).body == R"({"status":"ok","checks":{}})");
  said = "ok";
  CHECK(run(detail::answer_ready()).body == R"({"status":"ok","checks":{"database":"ok"}})");
  said = "error";
  response const answer = run(detail::answer_ready());
  detail::readiness::watch_database(nullptr);
  CHECK(answer.status == 503);
  CHECK(answer.body == R"({"status":"unhealthy","checks":{"database":"error"}})");
}
