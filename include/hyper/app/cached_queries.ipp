// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/cached_queries.hpp>
//
#include <hyper/orm/query_cache.hpp>
#include <hyper/orm/query_cache_link.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/database_set.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <memory>
#include <mutex>

namespace hyper::detail {

/// Of all databases of this thread.
HYPER_INLINE void remember_on_this_thread(query_cache* by) {
  if (database_set::exists()) return database_set::current().remember_by(by);
  database::current().remember_by(by);
}

/// One for the process, as long as a worker has it.
struct shared_query_cache {
  std::mutex guard;
  std::unique_ptr<query_cache> made;
  std::unique_ptr<query_cache_link> link;  // on the loop of the worker that came first
  event_loop* link_loop = nullptr;
  unsigned users = 0;

  /// Never destroyed: what it holds belongs to loops, which end before.
  static shared_query_cache& whole() {
    static auto* const all = new shared_query_cache;
    return *all;
  }
};

HYPER_INLINE void* open_query_cache(application_plan const& plan, event_loop& loop,
                                    std::size_t most_bytes, cache_reach reach) {
  if (!database::exists()) return nullptr;
  database& mine = database::current();
  auto& all = shared_query_cache::whole();
  std::lock_guard<std::mutex> const hold(all.guard);
  if (all.made == nullptr) {
    all.made = std::make_unique<query_cache>(plan.models, most_bytes);
    if (reach == cache_reach::database) {
      all.link = std::make_unique<query_cache_link>(*all.made, mine.settings(), loop);
      all.link_loop = &loop;
    }
  }
  ++all.users;
  remember_on_this_thread(all.made.get());
  return all.made.get();
}

/// The link ends with its loop, and then nothing is found in the cache any more.
HYPER_INLINE void close_query_cache(void* made) noexcept {
  if (made == nullptr) return;
  remember_on_this_thread(nullptr);
  auto& all = shared_query_cache::whole();
  std::lock_guard<std::mutex> const hold(all.guard);
  if (all.link_loop == &event_loop::current()) {
    all.link.reset();
    all.link_loop = nullptr;
  }
  if (--all.users == 0) all.made.reset();
}

}  // namespace hyper::detail
