// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/failures.hpp>
//
#include <time.h>
#include <atomic>
#include <hyper/app/journal.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/json/write.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <hyper/validate/invalid_value.hpp>
#include <new>

namespace hyper {
namespace detail {

HYPER_INLINE constexpr std::string_view soon = "Retry-After: 1\r\n";

/// The member that a column of a table belongs to; the column's own name if no model has it.
HYPER_INLINE std::string_view member_of(std::string_view table, std::string_view column,
                                        std::span<model_info const* const> models) {
  for (model_info const* const model : models)
    if (model->table == table) {
      std::size_t const position = model->find(column);
      if (position != no_column) return (*model)[position].member;
    }
  return column;
}

/// Reads `a, "B"` out of PostgreSQL's `Key (a, "B")=(1, 2) already exists.`
HYPER_INLINE void add_key_columns(problem_list& problems, error_fields const& fields,
                                  std::span<model_info const* const> models, std::string_view rule,
                                  std::string_view sentence) {
  std::string_view text = fields.detail;
  std::size_t const open = text.find('(');
  std::size_t const close = text.find(")=(");
  if (open == text.npos || close == text.npos || close < open) return;
  text = text.substr(open + 1, close - open - 1);
  while (!text.empty()) {
    std::size_t const comma = text.find(", ");
    std::string_view column = text.substr(0, comma);
    text.remove_prefix(comma == text.npos ? text.size() : comma + 2);
    if (column.size() > 1 && column.front() == '"') column = column.substr(1, column.size() - 2);
    problems.add("/" + std::string(member_of(fields.table, column, models)), std::string(rule),
                 std::string(sentence));
  }
}

HYPER_INLINE std::string problem_members(problem_list const& problems) {
  std::string members;
  for (located_problem const& each : problems) {
    members += members.empty() ? "\"errors\":[{\"pointer\":" : ",{\"pointer\":";
    write_json(members, each.pointer);
    members += ",\"rule\":";
    write_json(members, each.rule);
    members += ",\"detail\":";
    write_json(members, each.sentence);
    members += '}';
  }
  if (!members.empty()) members += ']';
  return members;
}

HYPER_INLINE failure_answer answer_for_integrity(integrity_error const& failure,
                                                 std::span<model_info const* const> models) {
  error_fields const& fields = failure.fields();
  problem_list problems;
  if (fields.sqlstate == "23505") {
    add_key_columns(problems, fields, models, "unique", "is already in use");
    return {409, "There is already one with this value.", {}, problem_members(problems)};
  }
  if (fields.sqlstate == "23503") {
    if (fields.detail.find("is still referenced") != std::string::npos)
      return {409, "It is still in use elsewhere."};
    add_key_columns(problems, fields, models, "exists", "does not exist");
    return {422, "It refers to something that does not exist.", {}, problem_members(problems)};
  }
  if (fields.sqlstate == "23502") {
    problems.add("/" + std::string(member_of(fields.table, fields.column, models)), "required",
                 "must have a value");
    return {422, "A value is missing.", {}, problem_members(problems)};
  }
  return {422, "A value breaks a rule of the data."};
}

/// Data exceptions that a value from a client can cause; the others are mistakes of the program.
HYPER_INLINE bool is_about_a_value(std::string_view sqlstate) {
  for (std::string_view const each :
       {"22001", "22003", "22007", "22008", "22021", "22P02", "22P05"})
    if (sqlstate == each) return true;
  return false;
}

HYPER_INLINE failure_answer answer_for_database(database_error const& failure,
                                                std::span<model_info const* const> models) {
  if (auto const* const integrity = dynamic_cast<integrity_error const*>(&failure))
    return answer_for_integrity(*integrity, models);
  if (dynamic_cast<data_error const*>(&failure) != nullptr && is_about_a_value(failure.sqlstate()))
    return {422, "A value does not fit what is stored."};
  bool const passing = dynamic_cast<database_unavailable const*>(&failure) != nullptr ||
                       dynamic_cast<serialization_failure const*>(&failure) != nullptr ||
                       dynamic_cast<query_cancelled const*>(&failure) != nullptr ||
                       dynamic_cast<read_only_transaction const*>(&failure) != nullptr ||
                       failure.sqlstate() == "55P03" || failure.sqlstate().starts_with("53");
  if (passing) return {503, "Try again in a moment.", std::string(soon), {}, true};
  return {500, {}, {}, {}, true};
}

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

HYPER_INLINE failure_answer answer_for(std::exception_ptr const& why,
                                       std::span<model_info const* const> models) {
  try {
    std::rethrow_exception(why);
  } catch (http_error const& known) {
    bool const reported = known.status() == 500;
    return {known.status(), known.detail(), std::string(known.headers.lines()), {}, reported};
  } catch (does_not_exist const&) {
    return {404};
  } catch (invalid_cursor const&) {
    return {400, "The cursor does not belong to this list."};
  } catch (invalid_value const& failure) {
    problem_list problems;
    problems.add("", failure.reason());
    return {422, "A value is not allowed.", {}, detail::problem_members(problems)};
  } catch (database_error const& failure) {
    return detail::answer_for_database(failure, models);
  } catch (std::bad_alloc const&) {
    return {503, {}, std::string(detail::soon), {}, true};
  } catch (timed_out const&) {
    return {503, "It took longer than it may.", std::string(detail::soon), {}, true};
  } catch (...) {
    return {500, {}, {}, {}, true};
  }
}

HYPER_INLINE void answer_failure(exchange& with, std::exception_ptr const& why,
                                 std::span<model_info const* const> models,
                                 bool development) noexcept {
  try {
    failure_answer answer = answer_for(why, models);
    std::string const text = answer.reported || development ? detail::failure_text(why) : "";
    if (answer.reported) detail::report_failure(with.asked, answer.status, text);
    if (development && answer.status == 500) answer.detail = text;
    with.answer_problem(answer.status, answer.detail, answer.extra_lines, answer.members);
  } catch (...) {
    // Without an answer the exchange sends its own.
  }
}

}  // namespace hyper
