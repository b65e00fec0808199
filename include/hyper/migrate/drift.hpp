// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/schema.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <vector>

namespace hyper {

/// Where a database is not what the models say, one sentence each; both as one server words them.
/// Tables that no model has are nobody's business here.
std::vector<std::string> drift(schema const& database, schema const& models);

/// Compares this thread's database with what a script of the models makes.
task<std::vector<std::string>> find_drift(std::string models_script);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/drift.ipp>
#endif
