// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/app/failures.hpp>
#include <hyper/config.hpp>
#include <optional>
#include <span>

namespace hyper {

struct model_info;

/// What `answer_for` says, and, for the exceptions of the database:
///
///   does_not_exist         404
///   stale_object, hidden_row  409
///   invalid_cursor         400
///   unique_violation       409, naming the members
///   foreign_key_violation  422, naming the member; 409 when the row is still in use
///   not null, check, data that do not fit   422
///   database_unavailable, pool_exhausted, deadlock, statement timeout   503 with Retry-After
///
/// `models` give the names of members to the columns that PostgreSQL speaks of.
failure_answer answer_for(std::exception_ptr const& why, std::span<model_info const* const> models);

namespace detail {
/// The same, and nothing for exceptions that are not the database's.
std::optional<failure_answer> answer_for_database_failure(
    std::exception_ptr const& why, std::span<model_info const* const> models);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/database_failures.ipp>
#endif
