// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: for tests of what uses a database.

#include <hyper/postgres/database.hpp>
#include <hyper/postgres/statement_counts.hpp>

namespace hyper {

/// Counts all statements of a database from its construction to its end; inside of another one, the
/// inner counts. For tests:
///   counted_statements asked;
///   client.get("/posts");
///   CHECK(asked.total() == 2);
class counted_statements : public statement_counts {
 public:
  counted_statements() : counted_statements(database::current()) {}
  explicit counted_statements(database& of) : of_(of), outer_(of.count_into(this)) {}
  counted_statements(counted_statements const&) = delete;
  counted_statements& operator=(counted_statements const&) = delete;
  ~counted_statements() { of_.count_into(outer_); }

 private:
  database& of_;
  statement_counts* outer_;
};

}  // namespace hyper
