// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// An option as it was typed: `--port 8000`, `--port=8000` or, for a flag, `--share-syncs`.
struct command_option {
  std::string_view name;  ///< as in the setting table: "share_syncs"
  std::string value;
};

/// The words after the program's name, taken apart but not yet judged.
struct command_line {
  std::string_view program;
  std::string_view command;  ///< the first word that is no option; may be empty
  std::vector<std::string_view> operands;
  std::vector<command_option> options;      ///< those that are settings
  std::vector<command_option> own_options;  ///< those of the command alone, as they are typed
  bool help = false;
  bool version = false;

  /// Whether an option of the command itself was given, and its value.
  bool has(std::string_view own_option) const;
  std::string value_of(std::string_view own_option, std::string_view otherwise = {}) const;
};

/// Takes the command line apart. Throws bad_setting for an option that the setting table does not
/// and the command do not have (it names the nearest one), for one without its value, and for one
/// given twice. The views point into `arguments`.
command_line parse_command_line(std::span<char const* const> arguments);

/// The word most like `typed`, for "did you mean": nothing if none is near.
std::optional<std::string_view> nearest_word(std::string_view typed,
                                             std::span<std::string_view const> words);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/command_line.ipp>
#endif
