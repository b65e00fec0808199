// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/operation.hpp>
#include <hyper/migrate/renames.hpp>
#include <hyper/migrate/schema.hpp>
#include <vector>

namespace hyper {

/// The operations that lead from one schema to another, in an order in which they can run: those of
/// the stage `transaction`, then `online`, then `contract`. The order of columns does not count.
/// Throws schema_error for what no statement can change, such as the kind of a partitioned table.
std::vector<schema_operation> difference(schema const& from, schema const& to,
                                         std::vector<schema_rename> const& renames = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/difference.ipp>
#endif
