// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/run.hpp: what the commands share.

#include <hyper/app/application_plan.hpp>
#include <hyper/app/background.hpp>
#include <hyper/app/command_line.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string>

namespace hyper::detail {

class dev_keeper;

/// An application that is being run.
struct program {
  application_plan const& plan;
  command_line line;
  settings with;
  bool development = false;
  char const* const* environment = nullptr;
  background_report report{};  ///< of a process in the background, until it serves
  std::string log{};           ///< its log file
  dev_keeper* keeper = nullptr;

  /// An application without models needs a database only if one is named.
  bool uses_database() const { return !plan.models.empty() || !with.database_url.empty(); }
};

/// The part of the settings that the database needs.
pool_settings pool_settings_of(settings const& of);

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

/// The command of this name, or nullptr.
command_entry const* find_command(std::span<command_entry const> among, std::string_view name);

/// Writes to standard output, at once.
void say(std::string_view text);

// The commands.
void serve_program(program& of);
void develop_program(program& of);
void list_routes(program const& of);
void collect_program(program const& of);
/// True when nothing is wrong.
bool examine_program(program& of);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/program.ipp>
#endif
