// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/models.hpp: what a program does with its database.

#include <hyper/app/database_failures.hpp>
#include <hyper/app/database_part.hpp>
#include <hyper/app/repeated_statements.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// The part of the settings that the database needs.
pool_settings pool_settings_of(settings const& of);
/// The same for a command, past the pooler.
pool_settings single_thread_pool(settings const& of);

/// A database for the main thread, as commands need it.
class command_database {
 public:
  /// Throws cannot_start with a sentence when the database cannot be reached.
  explicit command_database(settings const& of);
  std::string const& version() const { return version_; }

 private:
  event_loop loop_;
  database database_;
  std::string version_;
};

/// "ok" or "error", and nothing where this thread has no database: a line of `/ready`.
task<std::string_view> check_database();

/// Reachability, version, tables, limits of the server: lines of `doctor`.
std::vector<finding> examine_database(program const& of);

std::shared_ptr<void> open_database(program const& of);
std::string look_at_database(program const& of);
std::shared_ptr<void> serve_with_database(program const& of, server_hooks& hooks);
std::shared_ptr<void> develop_with_database(program& of);
void watch_database();
std::optional<int> carry_out_database_command(program& of);

inline constexpr database_part standard_database{
    &open_database,         &look_at_database, &serve_with_database,
    &develop_with_database, &watch_database,   &answer_for_database_failure,
    &examine_database,      &watch_statements, &carry_out_database_command};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/database_program.ipp>
#endif
