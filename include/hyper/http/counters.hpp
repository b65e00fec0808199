// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace hyper {

/// What a server has done since its start, added up over its workers.
struct server_counters {
  std::uint64_t accepted = 0;         ///< connections
  std::uint64_t turned_away = 0;      ///< connections beyond the limit: 503
  std::uint64_t shed = 0;             ///< requests not begun because too many wait: 503
  std::uint64_t accept_failures = 0;  ///< for want of descriptors or memory
  std::uint64_t open = 0;             ///< connections now
  std::uint64_t requests = 0;         ///< answered by the service
  std::uint64_t refused = 0;          ///< answered 400 … 505 before they became a request
  std::uint64_t abandoned = 0;        ///< the client left before its answer
  std::uint64_t timed_out = 0;        ///< connections ended by a timeout other than idleness
  std::uint64_t crowded_out = 0;      ///< slow readers cut off because too much was held for them
  std::uint64_t by_class[6] = {};     ///< answers by status class: by_class[2] counts 2xx
};

}  // namespace hyper
