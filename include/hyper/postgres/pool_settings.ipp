// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/pool_settings.hpp>
//
#include <stdexcept>

namespace hyper {

HYPER_INLINE unsigned pool_settings::resolved_pool_size() const {
  unsigned const enough = threads + 8;
  return pool_size != 0 ? pool_size : enough > 32 ? enough : 32;
}

HYPER_INLINE void pool_settings::require() const {
  if (threads == 0) throw std::invalid_argument("A database needs at least one thread.");
  if (resolved_pool_size() < threads + 8)
    throw std::invalid_argument("The pool has " + std::to_string(resolved_pool_size()) +
                                " connections, but " + std::to_string(threads) +
                                " threads need at least " + std::to_string(threads + 8) +
                                ": one each, and 8 for transactions.");
  struct {
    char const* name;
    std::int64_t value, least;
  } const durations[] = {{"connect_timeout", connect_timeout, 1},
                         {"acquire_timeout", acquire_timeout, 1},
                         {"statement_timeout", statement_timeout, 0},
                         {"slow_after", slow_after, 1},
                         {"max_lifetime", max_lifetime, 0}};
  for (auto const& each : durations)
    if (each.value < each.least || each.value > INT32_MAX)
      throw std::invalid_argument("The setting " + std::string(each.name) + " of the pool is " +
                                  std::to_string(each.value) + " ms; it must lie between " +
                                  std::to_string(each.least) + " and 2147483647.");
  if (statement_cache == 0)
    throw std::invalid_argument(
        "The setting statement_cache of the pool is 0; to do without prepared statements, set "
        "prepared_statements to false.");
  if (max_message < 64 * 1024 || max_message > INT32_MAX)
    throw std::invalid_argument(
        "The setting max_message of the pool must lie between 65536 and 2147483647 bytes.");
}

}  // namespace hyper
