// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/migrate/schema.hpp>
#include <string_view>

namespace hyper {

/// The schema that a script of CREATE statements makes: what `create_tables<…>()` writes, and
/// `schema.sql` beside migration files. Throws schema_error for a statement that it does not know,
/// with its line.
schema read_schema(std::string_view script);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/read_schema.ipp>
#endif
