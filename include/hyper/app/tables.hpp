// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/application_plan.hpp>
#include <hyper/config.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// Tables of the application that this thread's database does not have.
task<std::vector<std::string_view>> missing_tables(application_plan const& of);

/// Makes what is missing, in one transaction, and returns the names of the tables made. Safe to run
/// from several processes at a time.
task<std::vector<std::string_view>> make_tables(application_plan const& of);

/// True when no table of the application has a row. All of them must be there.
task<bool> tables_are_empty(application_plan const& of);

/// PostgreSQL's version as it says it: "15.8 (Debian 15.8-0+deb12u1)".
task<std::string> database_version();

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/tables.ipp>
#endif
