// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/run.hpp: what the commands share.

#include <hyper/app/application_plan.hpp>
#include <hyper/app/background.hpp>
#include <hyper/app/command_line.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
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
  bool uses_database() const {
    return plan.database != nullptr && (!plan.models.empty() || !with.database_url.empty());
  }
  bool counts_statements() const { return with.repeated_statements > 0 && uses_database(); }
};

/// The command of this name, or nullptr.
command_entry const* find_command(std::span<command_entry const> among, std::string_view name);

/// Writes to standard output, at once.
void say(std::string_view text);

/// What `collectstatic` does; returns a sentence. See app/collect_static.hpp.
using static_collector = std::string (*)(std::string const& source, std::string const& output);
bool collect_static_with(static_collector collector) noexcept;

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
