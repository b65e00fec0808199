// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/schema.hpp>
#include <string>
#include <vector>

namespace hyper {

/// C++ models of a schema that a database has (`introspect`), as a header in which they stand in
/// the namespace `inspected`, and at its end `inspected::all`, a `models<…>` of them. What the
/// models cannot say stands in comments at the place.
///
/// Foreign keys whose column ends with `_id` become members that lead to the other model; all other
/// constraints and indexes that have no member of their own are kept as SQL.
std::string models_source(schema const& of);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/inspect_models.ipp>
#endif
