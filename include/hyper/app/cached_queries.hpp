// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: the part of an application that keeps results of queries in memory.

#include <array>
#include <cstddef>
#include <hyper/app/application.hpp>
#include <hyper/config.hpp>

namespace hyper {
namespace detail {
void* open_query_cache(application_plan const& plan, std::size_t most_bytes);
void close_query_cache(void* made) noexcept;
}  // namespace detail

/// Queries of the application's requests that ask for it by `cached` (orm/query_cache.hpp) are
/// answered from memory, of which all workers together take at most so many bytes.
///
///   using blog = application<models<post>, routes<…>, cached_queries<>>;
template <std::size_t MostBytes = std::size_t{64} << 20>
struct cached_queries {
  static void* open(detail::application_plan const& plan, settings const&, event_loop&) {
    return detail::open_query_cache(plan, MostBytes);
  }
};

namespace detail {
template <std::size_t MostBytes>
struct application_part<cached_queries<MostBytes>> : known_part {
  static constexpr std::array<worker_part, 1> worker_parts{
      {{&cached_queries<MostBytes>::open, &close_query_cache}}};
};
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/cached_queries.ipp>
#endif
