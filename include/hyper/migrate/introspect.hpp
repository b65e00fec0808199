// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/schema.hpp>
#include <hyper/runtime/task.hpp>
#include <string>

namespace hyper {

/// The schema that this thread's database has under a name (empty: the first of its search path),
/// as PostgreSQL words it. What extensions made is left out, and so are views. All of it is one
/// moment's.
task<schema> introspect(std::string name = {});

/// The schema that a script would make, as this database would word it: types, defaults and
/// expressions are then comparable, text by text, with what `introspect` finds. The script runs in
/// a schema of its own, in a transaction that is rolled back.
task<schema> normalised(std::string script);

namespace detail {
/// The same as `introspect` for a task that is in a transaction already.
task<schema> introspect_now(std::string name);
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/introspect.ipp>
#endif
