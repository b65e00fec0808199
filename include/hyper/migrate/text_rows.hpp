// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Questions to the catalogue, whose answers are texts.

#include <hyper/config.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <vector>

namespace hyper::detail {

/// One row; NULL is an empty text.
using text_row = std::vector<std::string>;

/// Selects rows whose columns are all of the type text, on this thread's database. `values` are the
/// parameters, texts too.
task<std::vector<text_row>> select_texts(std::string sql, std::vector<std::string> values = {});

/// Executes one statement without parameters.
task<void> execute_statement(std::string sql);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/text_rows.ipp>
#endif
