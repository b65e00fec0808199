// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/application.hpp: what an application can do because it has a database.

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hyper {

class exchange;
struct failure_answer;
struct model_info;
struct server_hooks;

namespace detail {

struct finding;
struct program;

/// The functions of app/database_program.hpp. An application without `models<>` has none of them,
/// and compiles none of what they need.
struct database_part {
  /// Reaches the database for the commands on this thread, until what is returned ends.
  std::shared_ptr<void> (*open)(program const& of) = nullptr;
  /// Looks at the database before the server starts, and gives PostgreSQL's version.
  std::string (*look)(program const& of) = nullptr;
  /// Gives each worker a database, as long as what is returned lives.
  std::shared_ptr<void> (*serve)(program const& of, server_hooks& hooks) = nullptr;
  /// A PostgreSQL of its own and tables, as `dev` needs them.
  std::shared_ptr<void> (*develop)(program& of) = nullptr;
  /// Makes `/ready` ask this thread's database.
  void (*watch)() = nullptr;
  /// The answer to an exception of the database; none if it is not one.
  std::optional<failure_answer> (*answer_for)(std::exception_ptr const& why,
                                              std::span<model_info const* const> models) = nullptr;
  /// Lines of `doctor`.
  std::vector<finding> (*examine)(program const& of) = nullptr;
  /// Goes with a request and tells, at its end, of statements that it has executed more than so
  /// many times.
  void (*watch_statements)(exchange& with, std::size_t most,
                           std::span<model_info const* const> models) = nullptr;
  /// Carries out a command about the schema or the data; none if it is not one.
  std::optional<int> (*carry_out)(program& of) = nullptr;
};

}  // namespace detail
}  // namespace hyper
