// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <string>

namespace hyper {

/// How connections are made and shared. Durations are milliseconds.
struct pool_settings {
  std::string url;         ///< libpq's connection string or URI; empty: its environment
  unsigned threads = 1;    ///< workers that will open a database
  unsigned pool_size = 0;  ///< connections of the process; 0: max(threads + 8, 32)
  std::int64_t connect_timeout = 10'000;
  std::int64_t acquire_timeout = 10'000;  ///< waiting for a free connection: pool_exhausted
  std::int64_t statement_timeout = 0;     ///< the server ends longer statements; 0: none
  std::int64_t slow_after = 5;            ///< a statement that takes longer diverts the others
  std::int64_t max_lifetime = 3'600'000;  ///< older connections are made anew; 0: never
  bool share_syncs = true;                ///< pure reads of one turn share a sync
  bool prepared_statements = true;        ///< off for poolers that cannot keep them
  /// The address is of a pooler that lends a connection for one transaction only, such as
  /// PgBouncer. Nothing is then kept in a connection beyond its transaction. `pgbouncer=true` in
  /// `url` says the same.
  bool transaction_pooler = false;
  /// The server itself, past the pooler: for scripts, which may set what they like; and for those
  /// who listen or migrate. Empty: there is none.
  std::string direct_url;
  std::size_t statement_cache = 256;     ///< prepared statements on a connection
  std::size_t max_waiting = 4096;        ///< who waits for a connection, of one worker
  std::size_t max_message = 256U << 20;  ///< bytes of one message from the server

  /// Throws std::invalid_argument with a sentence when the settings do not fit together.
  void require() const;
  unsigned resolved_pool_size() const;

  /// The same with `pgbouncer=…` taken out of the address, which libpq does not know, and with what
  /// it means.
  pool_settings resolved() const;
  /// Settings of a pool past the pooler: `direct_url` if there is one.
  pool_settings direct() const;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/pool_settings.ipp>
#endif
