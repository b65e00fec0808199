// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/run.hpp>
//
#include <unistd.h>
#include <cstdio>
#include <hyper/app/command_options.hpp>
#include <hyper/app/doctor.hpp>
#include <hyper/app/help.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/app/life_commands.hpp>
#include <hyper/app/program.hpp>
#include <hyper/app/settings.hpp>
#include <hyper/runtime/run.hpp>
#include <memory>

namespace hyper::detail {

HYPER_INLINE char const* const* process_environment() noexcept { return environ; }

[[noreturn]] HYPER_INLINE void refuse_command(application_plan const& plan,
                                              std::string_view typed) {
  std::vector<std::string_view> names;
  for (command_entry const& entry : standard_commands()) names.push_back(entry.name);
  for (command_entry const& entry : plan.commands) names.push_back(entry.name);
  std::string sentence = "There is no command " + one_line(typed.substr(0, 60)) + ".";
  if (auto const near = nearest_word(typed, names))
    sentence += " Did you mean " + std::string(*near) + "?";
  throw bad_setting(sentence + " --help lists all commands.");
}

HYPER_INLINE void run_own_command(program& of, command_entry const& entry) {
  std::shared_ptr<void> database;
  if (of.uses_database()) database = of.plan.database->open(of);
  run(entry.run());
}

/// What each of `standard_commands` does that needs no database.
struct standard_command {
  std::string_view name;
  int (*carry_out)(program& of);
};
inline constexpr standard_command standard_functions[] = {
    {"serve", [](program& of) { return serve_program(of), 0; }},
    {"dev", [](program& of) { return develop_program(of), 0; }},
    {"start", &start_program},
    {"stop", &stop_program},
    {"restart", &restart_program},
    {"reload", &reload_program},
    {"status", &status_program},
    {"routes", [](program& of) { return list_routes(of), 0; }},
    {"collectstatic", [](program& of) { return collect_program(of), 0; }},
    {"doctor", [](program& of) { return examine_program(of) ? 0 : 1; }},
    {"systemd", &print_systemd_units},
};

HYPER_INLINE int run_command(program& of) {
  std::string_view const name = of.line.command;
  for (standard_command const& each : standard_functions)
    if (each.name == name) return each.carry_out(of);
  if (of.plan.database != nullptr)
    if (auto const code = of.plan.database->carry_out(of)) return *code;
  if (command_entry const* const own = find_command(of.plan.commands, name))
    return run_own_command(of, *own), 0;
  throw bad_setting("This application has no database: models<> among its parts gives it one.");
}

HYPER_INLINE int run_words(application_plan const& plan, std::span<char const* const> words,
                           char const* const* environment) {
  program of{plan, parse_command_line(words), {}, false, environment};
  if (of.line.version) return say(version_text()), 0;
  if (of.line.help || of.line.command == "help")
    return say(help_text(of.line.program, plan.commands)), 0;
  if (of.line.command.empty()) {
    std::string const text = help_text(of.line.program, plan.commands);
    std::fputs(text.c_str(), stderr);
    return 2;
  }
  if (find_command(standard_commands(), of.line.command) == nullptr &&
      find_command(plan.commands, of.line.command) == nullptr)
    refuse_command(plan, of.line.command);
  std::size_t const most = most_operands(of.line.command);
  if (of.line.operands.size() > most)
    throw bad_setting("The command " + std::string(of.line.command) + " takes no " +
                      (most == 0 ? "" : "further ") +
                      "operand: " + one_line(of.line.operands[most].substr(0, 60)) + ".");
  of.with = load_settings(of.line.options, environment, plan.presets);
  journal::set_level(of.with.log_level);
  return run_command(of);
}

/// One sentence and the exit code.
HYPER_INLINE int fail_program(int code, std::string_view sentence) noexcept {
  std::fprintf(stderr, "%.*s\n", static_cast<int>(sentence.size()), sentence.data());
  return code;
}

HYPER_INLINE int run_program(application_plan const& plan, int argc, char const* const* argv,
                             char const* const* environment) noexcept {
  try {
    return run_words(plan, {argv, static_cast<std::size_t>(argc)}, environment);
  } catch (bad_setting const& refused) {
    return fail_program(2, refused.what());
  } catch (std::exception const& failure) {
    return fail_program(1, failure.what());
  } catch (...) {
    return fail_program(1, "The command ended with an exception of an unknown type.");
  }
}

}  // namespace hyper::detail
