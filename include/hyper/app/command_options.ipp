// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/command_options.hpp>
//
#include <algorithm>

namespace hyper::detail {

struct command_operands {
  std::string_view command;
  std::size_t most;
  std::string_view names;
};

inline constexpr own_option own_option_rows[] = {
    {"makemigrations", "name", "NAME", "of the new files, instead of one made of the changes"},
    {"makemigrations", "dry-run", "", "prints what would be written"},
    {"makemigrations", "check", "", "writes nothing; exit code 1 when the models have changed"},
    {"makemigrations", "empty", "", "a file to be written by hand"},
    {"makemigrations", "rename", "OLD:NEW", "table:name or table.column:name; several by commas"},
    {"migrate", "fake", "", "notes migrations as applied without running them"},
    {"migrate", "dry-run", "", "prints the SQL that would run"},
    {"migrate", "allow-destructive", "", "runs those too that take data away"},
    {"rollback", "fake", "", ""},
    {"rollback", "dry-run", "", ""},
    {"rollback", "allow-destructive", "", ""},
    {"squashmigrations", "name", "NAME", ""},
};

inline constexpr command_operands operand_rows[] = {
    {"migrate", 1, "[MIGRATION]"},
    {"rollback", 1, "[MIGRATION or zero]"},
    {"db", 1, "verify"},
    {"inspectdb", 1000, "[TABLE...]"},
    {"dumpdata", 1000, "[TABLE...]"},
    {"loaddata", 1, "FILE"},
};

HYPER_INLINE std::span<own_option const> own_options() { return own_option_rows; }

HYPER_INLINE own_option const* find_own_option(std::string_view name) {
  for (own_option const& each : own_option_rows)
    if (each.name == name) return &each;
  return nullptr;
}

HYPER_INLINE bool has_own_option(std::string_view command, std::string_view name) {
  return std::any_of(
      std::begin(own_option_rows), std::end(own_option_rows),
      [&](own_option const& each) { return each.command == command && each.name == name; });
}

HYPER_INLINE std::size_t most_operands(std::string_view command) {
  for (command_operands const& each : operand_rows)
    if (each.command == command) return each.most;
  return 0;
}

HYPER_INLINE std::string own_options_text() {
  std::string text = "\nOf single commands:\n";
  auto const add = [&](std::string line, std::string_view help) {
    if (!help.empty()) line.resize(std::max<std::size_t>(line.size() + 1, 34), ' ');
    text += line + std::string(help) + "\n";
  };
  for (command_operands const& each : operand_rows)
    add("  " + std::string(each.command) + " " + std::string(each.names), "");
  for (own_option const& each : own_option_rows)
    if (!each.help.empty())
      add("  " + std::string(each.command) + " --" + std::string(each.name) +
              (each.value.empty() ? "" : "=") + std::string(each.value),
          each.help);
  return text;
}

}  // namespace hyper::detail
