// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace hyper {

/// The number by which PostgreSQL knows a type (pg_type.oid).
using type_oid = std::uint32_t;

/// FNV-1a of the text: the name under which a connection keeps the prepared statement.
constexpr std::uint64_t statement_hash(std::string_view sql) {
  std::uint64_t hash = 14695981039346656037ULL;
  for (char const c : sql) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
  return hash;
}

class parameters;
struct context;

namespace detail {
class table_list;
}

/// The tables that a statement reads or writes, where that is known. It is a constant: what a
/// statement refers to may be read when the statement itself is gone.
struct statement_tables {
  std::span<std::string_view const> names = {};
  bool unlogged = false;  ///< one of them is on the primary only
  // Of statements that orm/ makes: it lists them when somebody asks.
  void const* described = nullptr;
  void (*list)(void const* described, detail::table_list& into) = nullptr;
};

/// One SQL text with the types of its parameters $1, $2, …; a constant made by the compiler, or a
/// view of what the caller keeps alive.
struct statement {
  std::string_view sql;
  std::uint64_t hash = 0;
  std::span<type_oid const> parameter_types = {};
  /// Has no side effect and takes no lock, so it may share a sync with others and be sent twice.
  bool pure_read = false;
  statement_tables const* touches = nullptr;
  /// Puts what the scope around supplies in front of the values: `$1`. Called once, when the
  /// statement is run; what it throws is what the statement fails with.
  void (*supply)(context const* around, parameters& values) = nullptr;
};

}  // namespace hyper
