// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: who keeps what was read, and must know of what is written.
// orm/query_cache.hpp is the one that does.

namespace hyper {
class database;
struct context;
}  // namespace hyper

namespace hyper::detail {

struct operation;
struct transaction_scope;

/// What a memory wants to know of an execution: it hangs on the operation, and is told once how
/// that ended.
class statement_note {
 public:
  virtual ~statement_note() = default;
  /// Called before whoever waits goes on, and before anybody else is asked anything. Not answered:
  /// it failed, or nobody knows what it did.
  virtual void ended(operation const& what, bool answered) noexcept = 0;
};

class statement_memory {
 public:
  /// Called before a statement is sent; `of` is where it goes. True: it has been answered.
  virtual bool recall(operation& what, context const* around, transaction_scope* within,
                      bool commits, database const& of) = 0;

 protected:
  ~statement_memory() = default;
};

}  // namespace hyper::detail
