// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/app/command_line.hpp>
#include <hyper/app/setting.hpp>
#include <hyper/config.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

/// Reads all settings: options, then `environment` (as `environ`: "NAME=value", ended by nullptr),
/// then the file named by `env_file`, then `presets`, then defaults. Throws bad_setting.
settings load_settings(std::span<command_option const> options, char const* const* environment,
                       std::span<setting_preset const> presets = {});

/// The processors that this process may use (affinity and cgroup quota are heeded); at least 1.
std::int64_t usable_processors();

/// The address as an operator wants to see it: without its password.
std::string without_password(std::string_view database_url);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/settings.ipp>
#endif
