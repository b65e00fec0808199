// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hyper {

/// When an operation may run, so that programs with the old models go on working.
enum class operation_stage : std::uint8_t {
  transaction,  ///< with others in one transaction; its locks are short
  online,       ///< outside of a transaction, because it reads whole tables while others write
  contract      ///< once no program uses what it takes away
};

/// One step from a schema to another.
struct schema_operation {
  std::string summary = {};            ///< "add column posts.title"
  std::string subject = {};            ///< for the name of a file: "posts_title"
  std::vector<std::string> up = {};    ///< statements, without semicolons
  std::vector<std::string> down = {};  ///< those that undo it
  operation_stage stage = operation_stage::transaction;
  std::string note = {};     ///< what an operator must know; empty: nothing
  bool destructive = false;  ///< data are lost for good
};

}  // namespace hyper
