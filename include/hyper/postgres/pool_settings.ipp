// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/pool_settings.hpp>
//
#include <algorithm>
#include <stdexcept>
#include <utility>

namespace hyper {

HYPER_INLINE unsigned pool_settings::resolved_pool_size() const {
  unsigned const enough = threads + 8;
  return pool_size != 0 ? pool_size : enough > 32 ? enough : 32;
}

namespace detail {

/// Takes a parameter out of a connection string or URI. Answers its value, or nothing.
HYPER_INLINE std::string take_url_parameter(std::string& url, std::string const& name) {
  bool const is_uri = url.find("://") != url.npos;
  std::string const before = is_uri ? "?&" : " ";
  std::size_t const begin = is_uri ? url.find('?') : 0;
  for (std::size_t at = begin; at != url.npos && at < url.size();) {
    at = url.find(name + "=", at);
    if (at == url.npos) break;
    bool const whole = at == 0 ? !is_uri : before.find(url[at - 1]) != before.npos;
    std::size_t const end = std::min(url.find(is_uri ? '&' : ' ', at), url.size());
    if (!whole) {
      at = end;
      continue;
    }
    std::string const value = url.substr(at + name.size() + 1, end - at - name.size() - 1);
    if (end < url.size())
      url.erase(at, end + 1 - at);
    else
      url.erase(at == 0 ? 0 : at - 1);
    return value;
  }
  return {};
}

}  // namespace detail

HYPER_INLINE pool_settings pool_settings::resolved() const {
  pool_settings made = *this;
  std::string const said = detail::take_url_parameter(made.url, "pgbouncer");
  if (said == "true" || said == "1") made.transaction_pooler = true;
  if (!said.empty() && said != "true" && said != "1" && said != "false" && said != "0")
    throw std::invalid_argument("The address of the database has pgbouncer=" + said.substr(0, 40) +
                                "; it may be true or false.");
  if (made.transaction_pooler) made.prepared_statements = false;
  return made;
}

HYPER_INLINE pool_settings pool_settings::direct() const {
  pool_settings made = resolved();
  if (made.direct_url.empty()) return made;
  made.url = std::exchange(made.direct_url, {});
  made.transaction_pooler = false;
  return made;
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
