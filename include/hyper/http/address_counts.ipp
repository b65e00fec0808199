// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/address_counts.hpp>
//
#include <cstring>
#include <hyper/security/random_bytes.hpp>
#include <string>

namespace hyper::detail {

HYPER_INLINE address_counts::address_counts() : counts_(16, keyed_hash{}) {
  keyed_hash hash{};
  std::string const key = random_bytes(sizeof hash.key);
  std::memcpy(hash.key, key.data(), sizeof hash.key);
  counts_ = decltype(counts_)(16, hash);
}

HYPER_INLINE std::size_t address_counts::keyed_hash::operator()(ip_address const& of) const {
  std::uint64_t halves[2];
  std::memcpy(halves, of.bytes.data(), sizeof halves);
  auto const mix = [](std::uint64_t word) {  // MurmurHash3's finaliser
    word = (word ^ word >> 33) * 0xFF51'AFD7'ED55'8CCD;
    word = (word ^ word >> 33) * 0xC4CE'B9FE'1A85'EC53;
    return word ^ word >> 33;
  };
  return mix(mix(halves[0] ^ key[0]) ^ halves[1] ^ key[1]);
}

HYPER_INLINE bool address_counts::add(ip_address const& client, std::uint32_t most) {
  std::lock_guard<std::mutex> const hold(guard_);
  auto const place = counts_.try_emplace(client.network(), 0).first;
  if (place->second >= most) return false;  // it has connections, or most is 0
  ++place->second;
  return true;
}

HYPER_INLINE void address_counts::remove(ip_address const& client) noexcept {
  std::lock_guard<std::mutex> const hold(guard_);
  auto const place = counts_.find(client.network());
  if (place != counts_.end() && --place->second == 0) counts_.erase(place);
}

HYPER_INLINE std::size_t address_counts::size() const {
  std::lock_guard<std::mutex> const hold(guard_);
  return counts_.size();
}

}  // namespace hyper::detail
