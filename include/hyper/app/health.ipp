// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/health.hpp>
//
#include <atomic>
#include <hyper/app/tables.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/with_timeout.hpp>

namespace hyper::detail {

HYPER_INLINE std::atomic<bool>& draining_flag() {
  static std::atomic<bool> flag{false};
  return flag;
}

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

HYPER_INLINE task<bool> database_answers() {
  constexpr std::int64_t longest = 2'000;
  try {
    with_timeout asking(database_version(), longest);
    co_await asking;
  } catch (std::exception const&) {
    co_return false;
  }
  co_return true;
}

HYPER_INLINE task<response> answer_ready() {
  bool ok = !readiness::draining();
  std::string checks;
  if (!ok) checks = R"("draining":true)";
  if (database::exists()) {
    auto asking = database_answers();
    bool const answers = co_await asking;
    if (!checks.empty()) checks += ',';
    checks += answers ? R"("database":"ok")" : R"("database":"error")";
    ok = ok && answers;
  }
  std::string body = ok ? R"({"status":"ok")" : R"({"status":"unhealthy")";
  body += R"(,"checks":{)" + checks + "}}";
  co_return watched_answer(ok ? 200 : 503, std::move(body));
}

}  // namespace hyper::detail
