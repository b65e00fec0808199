// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header: options and operands that only one command has; what all have are settings.

#include <cstddef>
#include <hyper/config.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper::detail {

/// An option of one command: `migrate --fake`, `makemigrations --name=titles`.
struct own_option {
  std::string_view command;
  std::string_view name;   ///< as it is typed, without `--`
  std::string_view value;  ///< what its value is, for help; empty: a flag
  std::string_view help;
};
std::span<own_option const> own_options();

/// The option of this name of any command, or nullptr.
own_option const* find_own_option(std::string_view name);
/// Whether a command has this option.
bool has_own_option(std::string_view command, std::string_view name);

/// How many operands a command takes at most.
std::size_t most_operands(std::string_view command);

/// Lines for `--help`.
std::string own_options_text();

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/command_options.ipp>
#endif
