// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: the part of an application that keeps results of queries in memory.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/app/application.hpp>
#include <hyper/config.hpp>

namespace hyper {

/// Whose writes a cache sees.
enum class cache_reach : std::uint8_t {
  process,   ///< those of its own process
  database,  ///< those of all processes at its database: a query_cache_link
};

namespace detail {
void* open_query_cache(application_plan const& plan, event_loop& loop, std::size_t most_bytes,
                       cache_reach reach);
void close_query_cache(void* made) noexcept;
}  // namespace detail

/// Queries of the application's requests that ask for it by `cached` (orm/query_cache.hpp) are
/// answered from memory, of which all workers together take at most so many bytes.
///
///   using blog = application<models<post>, routes<…>, cached_queries<>>;
///
/// `cached_queries<64 << 20, cache_reach::database>` is for several processes at one database.
template <std::size_t MostBytes = std::size_t{64} << 20, cache_reach Reach = cache_reach::process>
struct cached_queries {
  static void* open(detail::application_plan const& plan, settings const&, event_loop& loop) {
    return detail::open_query_cache(plan, loop, MostBytes, Reach);
  }
};

namespace detail {
template <std::size_t MostBytes, cache_reach Reach>
struct application_part<cached_queries<MostBytes, Reach>> : known_part {
  static constexpr std::array<worker_part, 1> worker_parts{
      {{&cached_queries<MostBytes, Reach>::open, &close_query_cache}}};
};
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/cached_queries.ipp>
#endif
