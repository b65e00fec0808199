// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/database_failures.hpp>
//
#include <hyper/orm/column.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <string>
#include <string_view>

namespace hyper {
namespace detail {

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
  if (passing) return {503, "Try again in a moment.", std::string(retry_soon), {}, true};
  return {500, {}, {}, {}, true};
}

HYPER_INLINE std::optional<failure_answer> answer_for_database_failure(
    std::exception_ptr const& why, std::span<model_info const* const> models) {
  try {
    std::rethrow_exception(why);
  } catch (does_not_exist const&) {
    return failure_answer{404};
  } catch (stale_object const&) {
    return failure_answer{409, "Somebody else has changed this in the meantime."};
  } catch (hidden_row const&) {
    return failure_answer{409, "Such a value is there already."};
  } catch (invalid_cursor const&) {
    return failure_answer{400, "The cursor does not belong to this list."};
  } catch (database_error const& failure) {
    return answer_for_database(failure, models);
  } catch (...) {
    return std::nullopt;
  }
}

}  // namespace detail

HYPER_INLINE failure_answer answer_for(std::exception_ptr const& why,
                                       std::span<model_info const* const> models) {
  auto const known = detail::answer_for_database_failure(why, models);
  return known ? *known : answer_for(why);
}

}  // namespace hyper
