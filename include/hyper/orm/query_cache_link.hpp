// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: query caches of several processes that know of each other's writes.

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/orm/query_cache.hpp>
#include <hyper/postgres/notification_listener.hpp>

namespace hyper {

/// Links a cache with those of other processes at the same database. Writes are announced by their
/// own transaction (NOTIFY on `hyper_query_cache`), so with its commit and not at all without;
/// those of others are heard on a connection of its own, and move the tables' versions.
///
///   query_cache cache(models);
///   db.remember_by(&cache);                                   // on each thread
///   query_cache_link const link(cache, db.settings(), loop);  // on one of them
///
/// As long as it does not listen, because the connection was lost or not made yet, the cache finds
/// and keeps nothing; when it listens again, all is forgotten. So it must live as long as the cache
/// is to be of use. A connection that dies without a word is noticed after twice `silence`, in
/// milliseconds. It belongs to the thread of its loop.
class query_cache_link {
 public:
  query_cache_link(query_cache& cache, pool_settings const& with, event_loop& loop,
                   std::int64_t silence = 5'000);
  ~query_cache_link();
  query_cache_link(query_cache_link const&) = delete;
  query_cache_link& operator=(query_cache_link const&) = delete;

  /// What others write is heard.
  bool listening() const { return hears_; }

 private:
  static void heard(void* self, notification const& what);
  static void listens(void* self);
  static void lost(void* self);

  query_cache& cache_;
  bool hears_ = false;
  notification_listener listener_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/query_cache_link.ipp>
#endif
