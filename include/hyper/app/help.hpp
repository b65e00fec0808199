// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/command.hpp>
#include <hyper/config.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper::detail {

/// The commands that every application has; their `run` is empty.
std::span<command_entry const> standard_commands();

/// What `--help` prints: commands, options, where settings come from.
std::string help_text(std::string_view program, std::span<command_entry const> own_commands);

/// What `--version` prints.
std::string version_text();

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/help.ipp>
#endif
