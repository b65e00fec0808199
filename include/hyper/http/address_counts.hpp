// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/worker.hpp: how many connections each client has.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/client_address.hpp>
#include <mutex>
#include <unordered_map>

namespace hyper::detail {

/// Connections by client, which is an IPv4 address or the first 64 bits of an IPv6 one. It has an
/// entry for nobody without a connection, so the number of all connections bounds it. Any thread.
class address_counts {
 public:
  address_counts();
  /// Counts one more; false when the client has `most` already.
  bool add(ip_address const& client, std::uint32_t most);
  void remove(ip_address const& client) noexcept;
  std::size_t size() const;

 private:
  /// Keyed, so that nobody can choose addresses that collide.
  struct keyed_hash {
    std::uint64_t key[2];
    std::size_t operator()(ip_address const& of) const;
  };
  mutable std::mutex guard_;
  std::unordered_map<ip_address, std::uint32_t, keyed_hash> counts_;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/http/address_counts.ipp>
#endif
