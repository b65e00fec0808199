// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: one execution of a statement.

#include <coroutine>
#include <cstdint>
#include <exception>
#include <hyper/postgres/copy_source.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/postgres/statement_memory.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <vector>

namespace hyper {
class database;
}

namespace hyper::detail {

class session;

/// What the statements of a transaction find through the context of their task.
struct transaction_scope {
  session* on = nullptr;
  database* of = nullptr;
  std::uint64_t generation = 0;                  // of the session's connection
  transaction_scope* inner = nullptr;            // a savepoint that is open inside of it
  std::vector<task<void>> after_commit;          // what `on_commit` was given
  std::vector<statement_tables const*> written;  // for a memory: they change with the commit
  bool wrote_anything = false;                   // a script, which may have written all of them
};

/// One execution. The awaiter, and every session and queue that it was given to, own it together.
struct operation {
  statement what;
  parameters values;
  std::string script;  // not empty: sent by the simple protocol instead
  copy_source copied;  // what a COPY of the script reads, as long as somebody waits for it
  bool copies = false;
  row_sink sink;
  std::coroutine_handle<> awaiting;  // empty once nobody waits any longer
  command_status status;
  std::exception_ptr failure;
  session* deliverer = nullptr;    // the first session that answers it; no other is listened to
  session* sent_on = nullptr;      // the last one; gone, perhaps, when `flights` is 0
  session* bound = nullptr;        // a transaction's: may run nowhere else
  std::uint64_t generation = 0;    // of `bound`
  statement_note* note = nullptr;  // owned
  operation* before = nullptr;     // whoever waits goes on when this one is done, too; owned
  int owners = 1;
  int attempts = 0;  // how often it was sent
  int flights = 0;   // on how many connections it is under way
  bool done = false;
  bool received_rows = false;
  bool rolled_back = false;  // it was a COMMIT, and the server answered ROLLBACK

  void finish() {
    done = true;
    if (note != nullptr) tell(failure == nullptr);
    auto const waiter = awaiting;
    awaiting = {};
    if (!waiter) return;
    if (before == nullptr || before->done) return waiter.resume();
    before->awaiting = waiter;
  }
  void tell(bool answered) noexcept {
    statement_note* const told = note;
    note = nullptr;
    told->ended(*this, answered);
    delete told;
  }
  static void release(operation* which) {
    if (--which->owners != 0) return;
    if (which->note != nullptr) which->tell(false);
    if (which->before != nullptr) release(which->before);
    delete which;
  }
};

}  // namespace hyper::detail
