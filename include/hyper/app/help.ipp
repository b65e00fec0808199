// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/help.hpp>
//
#include <algorithm>
#include <hyper/app/command_options.hpp>
#include <hyper/app/setting.hpp>

namespace hyper::detail {

HYPER_INLINE std::span<command_entry const> standard_commands() {
  static constexpr command_entry entries[] = {
      {"serve", "answers requests until SIGTERM or SIGINT"},
      {"dev", "the same with a PostgreSQL of its own, tables made and seeded"},
      {"start", "serves in the background; returns when it does"},
      {"stop", "ends the process in the background when its requests are answered"},
      {"restart", "replaces it by a new process without losing a request"},
      {"reload", "lets it read its settings again"},
      {"status", "says whether it serves: 0, or 1"},
      {"makemigrations", "writes what has changed in the models as SQL files"},
      {"migrate", "applies them; without any, makes the tables that are missing"},
      {"rollback", "undoes the last one, or all behind the one named"},
      {"showmigrations", "lists them, and which are applied"},
      {"squashmigrations", "makes one of all"},
      {"db", "verify: compares the database with the models"},
      {"inspectdb", "writes C++ models of the database"},
      {"dumpdata", "writes rows as JSON lines"},
      {"loaddata", "reads them, all or none"},
      {"routes", "lists the routes"},
      {"collectstatic", "makes static_folder of static_source: names with hashes, .gz files"},
      {"doctor", "checks settings, libraries and database"},
      {"systemd", "prints units for systemd"},
  };
  return entries;
}

HYPER_INLINE std::string version_text() {
  return "HyperDjango for C++ " + std::to_string(HYPER_VERSION_MAJOR) + "." +
         std::to_string(HYPER_VERSION_MINOR) + "." + std::to_string(HYPER_VERSION_PATCH) + "\n";
}

HYPER_INLINE std::string help_line(std::string_view left, std::string_view right) {
  constexpr std::size_t column = 34;
  std::string line = "  " + std::string(left);
  if (line.size() >= column)
    line += "\n" + std::string(column, ' ');
  else
    line.resize(column, ' ');
  return line + std::string(right) + "\n";
}

HYPER_INLINE std::string help_text(std::string_view program,
                                   std::span<command_entry const> own_commands) {
  std::string text = "Usage: " + std::string(program) + " COMMAND [OPTION...]\n\nCommands:\n";
  for (command_entry const& entry : standard_commands()) text += help_line(entry.name, entry.help);
  for (command_entry const& entry : own_commands) text += help_line(entry.name, entry.help);
  text += "\nOptions:\n";
  for (setting const& row : setting_table()) {
    bool const is_flag = row.kind == setting_kind::flag;
    std::string help(row.help);
    if (!row.preset.empty()) help += " [" + std::string(row.preset) + "]";
    text += help_line(option_spelling(row.name) + (is_flag ? "[=false]" : "=VALUE"), help);
  }
  text += help_line("--help, --version", "");
  text += own_options_text();
  return text +
         "\nAn option wins over its variable in the environment (--port: HYPER_PORT), that over a\n"
         "line in the file .env of the working directory, that over the default in brackets.\n";
}

}  // namespace hyper::detail
