// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: who chooses among several databases. postgres/database_set.hpp
// is the one that does.

#include <cstdint>

namespace hyper {

class database;
struct context;
struct statement;

/// What somebody has seen of the default database, as a place in its write-ahead log: reads in its
/// context come from the primary, or from a replica that has got so far. postgres/read_position.hpp
/// says how one comes into a context.
struct read_position {
  std::uint64_t wal = 0;   ///< bytes since the log's beginning (pg_lsn as a number)
  unsigned unsure = 0;     ///< writes of which nobody knows where they ended, or not yet
  bool elsewhere = false;  ///< something was written in another database than the default one

  static constexpr char key = 0;
};

namespace detail {

class statement_router {
 public:
  /// Where a statement outside of transactions goes. Without one: a transaction, or a script.
  virtual database& choose(context const* around, statement const* what) = 0;

 protected:
  ~statement_router() = default;
};

}  // namespace detail
}  // namespace hyper
