// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/failures.hpp>
//
#include <time.h>
#include <atomic>
#include <hyper/app/application_plan.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <hyper/validate/invalid_value.hpp>
#include <new>
#include <optional>

namespace hyper {
namespace detail {

/// At most this many lines a second about failures: an outage must not fill a disk.
HYPER_INLINE bool may_report_failure() {
  constexpr unsigned lines_a_second = 20;
  static std::atomic<std::int64_t> second{0};
  static std::atomic<unsigned> lines{0};
  timespec moment{};
  clock_gettime(CLOCK_MONOTONIC_COARSE, &moment);
  if (second.exchange(moment.tv_sec, std::memory_order_relaxed) != moment.tv_sec)
    lines.store(0, std::memory_order_relaxed);
  return lines.fetch_add(1, std::memory_order_relaxed) < lines_a_second;
}

HYPER_INLINE void report_failure(request const& asked, int status, std::string_view text) {
  if (!may_report_failure()) return;
  std::string line = std::to_string(status) + " ";
  line += asked.method_name.substr(0, 32);
  line += ' ';
  line += asked.path.substr(0, 512);
  line += ": ";
  line += text;
  if (!asked.request_id.empty()) line += " [" + std::string(asked.request_id) + "]";
  journal::error(line);
}

HYPER_INLINE std::string failure_text(std::exception_ptr const& why) {
  try {
    std::rethrow_exception(why);
  } catch (std::exception const& failure) {
    return failure.what();
  } catch (...) {
    return "an exception that is no std::exception";
  }
}

}  // namespace detail

HYPER_INLINE failure_answer answer_for(std::exception_ptr const& why) {
  try {
    std::rethrow_exception(why);
  } catch (http_error const& known) {
    bool const reported = known.status() == 500;
    return {known.status(), known.detail(), std::string(known.headers.lines()), {}, reported};
  } catch (invalid_value const& failure) {
    problem_list problems;
    problems.add("", failure.reason());
    return {422, "A value is not allowed.", {}, detail::problem_members(problems)};
  } catch (std::bad_alloc const&) {
    return {503, {}, std::string(detail::retry_soon), {}, true};
  } catch (timed_out const&) {
    return {503, "It took longer than it may.", std::string(detail::retry_soon), {}, true};
  } catch (...) {
    return {500, {}, {}, {}, true};
  }
}

namespace detail {

HYPER_INLINE failure_answer answer_in(application_plan const& plan, std::exception_ptr const& why) {
  std::optional<failure_answer> known;
  if (plan.database != nullptr) known = plan.database->answer_for(why, plan.models);
  return known ? *known : answer_for(why);
}

HYPER_INLINE void answer_failure(exchange& with, std::exception_ptr const& why,
                                 application_plan const& plan, bool development) noexcept {
  try {
    failure_answer answer = answer_in(plan, why);
    std::string const text = answer.reported || development ? failure_text(why) : "";
    if (answer.reported) report_failure(with.asked, answer.status, text);
    if (development && answer.status == 500) answer.detail = text;
    with.answer_problem(answer.status, answer.detail, answer.extra_lines, answer.members);
  } catch (...) {
    // Without an answer the exchange sends its own.
  }
}

}  // namespace detail
}  // namespace hyper
