// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: who keeps what was read, and must know of what is written.
// orm/query_cache.hpp is the one that does.

#include <string>
#include <string_view>

namespace hyper {
class database;
struct context;
}  // namespace hyper

namespace hyper::detail {

struct operation;
struct transaction_scope;

/// What those are told who listen to a channel; without a payload, nothing.
struct announcement {
  std::string_view channel = {};
  std::string_view payload = {};
};

/// What a memory wants to know of an execution: it hangs on the operation, and is told once how
/// that ended.
class statement_note {
 public:
  virtual ~statement_note() = default;
  /// What a write, or a COMMIT, announces: it is told by its transaction, so with the commit and
  /// not at all without. Views, good as long as the note.
  virtual announcement announced() const noexcept { return {}; }
  /// Called before whoever waits goes on, and before anybody else is asked anything. Not answered:
  /// it failed, or nobody knows what it did.
  virtual void ended(operation const& what, bool answered) noexcept = 0;
};

class statement_memory {
 public:
  /// Called before a statement is sent; `of` is where it goes. True: it has been answered.
  virtual bool recall(operation& what, context const* around, transaction_scope* within,
                      bool commits, database const& of) = 0;
  /// The SQL that announces a script, or a COPY, which has run by itself. It follows as a
  /// transaction of its own: beside some commands none may stand. Empty: nothing.
  virtual std::string announce_script() { return {}; }

 protected:
  ~statement_memory() = default;
};

}  // namespace hyper::detail
