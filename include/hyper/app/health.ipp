// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/health.hpp>
//
#include <atomic>

namespace hyper::detail {

HYPER_INLINE std::atomic<bool>& draining_flag() {
  static std::atomic<bool> flag{false};
  return flag;
}

HYPER_INLINE std::atomic<readiness::check>& database_check() {
  static std::atomic<readiness::check> check{nullptr};
  return check;
}

HYPER_INLINE void readiness::watch_database(check how) noexcept { database_check().store(how); }

HYPER_INLINE void readiness::set_draining(bool yes) noexcept { draining_flag().store(yes); }
HYPER_INLINE bool readiness::draining() noexcept { return draining_flag().load(); }

HYPER_INLINE response watched_answer(int status, std::string body) {
  response answer;
  answer.status = status;
  answer.content_type = "application/json";
  answer.headers.add("Cache-Control", "no-store");
  answer.body = std::move(body);
  return answer;
}

HYPER_INLINE response answer_health() { return watched_answer(200, R"({"status":"ok"})"); }

HYPER_INLINE task<response> answer_ready() {
  bool ok = !readiness::draining();
  std::string checks;
  if (!ok) checks = R"("draining":true)";
  readiness::check const ask_database = database_check().load();
  std::string_view database;
  if (ask_database != nullptr) {
    auto asking = ask_database();
    database = co_await asking;
  }
  if (!database.empty()) {
    if (!checks.empty()) checks += ',';
    checks += R"("database":")" + std::string(database) + '"';
    ok = ok && database == "ok";
  }
  std::string body = ok ? R"({"status":"ok")" : R"({"status":"unhealthy")";
  body += R"(,"checks":{)" + checks + "}}";
  co_return watched_answer(ok ? 200 : 503, std::move(body));
}

}  // namespace hyper::detail
