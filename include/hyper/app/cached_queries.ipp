// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/cached_queries.hpp>
//
#include <hyper/orm/query_cache.hpp>
#include <hyper/postgres/database.hpp>
#include <mutex>

namespace hyper::detail {

/// One for the process, as long as a worker has it.
struct shared_query_cache {
  std::mutex guard;
  query_cache* made = nullptr;
  unsigned users = 0;

  static shared_query_cache& whole() {
    static shared_query_cache all;
    return all;
  }
};

HYPER_INLINE void* open_query_cache(application_plan const& plan, std::size_t most_bytes) {
  if (!database::exists()) return nullptr;
  auto& all = shared_query_cache::whole();
  std::lock_guard<std::mutex> const hold(all.guard);
  if (all.made == nullptr) all.made = new query_cache(plan.models, most_bytes);
  ++all.users;
  database::current().remember_by(all.made);
  return all.made;
}

HYPER_INLINE void close_query_cache(void* made) noexcept {
  if (made == nullptr) return;
  database::current().remember_by(nullptr);
  auto& all = shared_query_cache::whole();
  std::lock_guard<std::mutex> const hold(all.guard);
  if (--all.users != 0) return;
  delete all.made;
  all.made = nullptr;
}

}  // namespace hyper::detail
