// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/raw_sql.hpp>
//
#include <hyper/orm/row_reader.hpp>

namespace hyper::detail {

HYPER_INLINE task<std::uint64_t> run_raw_command(statement what, parameters values) {
  auto running = run_counted(&what, std::move(values));
  std::uint64_t const rows = co_await running;
  co_return rows;
}

}  // namespace hyper::detail
