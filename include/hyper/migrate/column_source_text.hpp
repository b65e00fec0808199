// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of migrate/inspect_models.hpp: from a column's SQL to a member's C++.

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper::detail {

/// `hyper::stored_as<…>` of a C++ type and a type of the database.
std::string stored_as_text(std::string_view cpp, std::string_view sql);

/// `timestamp(3) with time zone` without its `(3)`.
std::string without_size(std::string_view sql);

/// The C++ type of a column's type, with its namespace: `hyper::text<0, 80>`.
std::string cpp_type(std::string_view sql_type, std::string_view collation);

/// A string literal.
std::string cpp_text(std::string_view text);

/// Whether a name can be that of a member: an identifier that is no keyword.
bool is_cpp_name(std::string_view name);

/// A name for the struct of a table.
std::string cpp_struct_name(std::string_view table);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/column_source_text.ipp>
#endif
