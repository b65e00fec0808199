// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/secret_keys.hpp>
//
#include <hyper/security/random_bytes.hpp>
#include <stdexcept>
#include <utility>

namespace hyper {
namespace detail {

struct held_secrets {
  static constexpr std::size_t least_size = 32;

  std::vector<std::string> keys{random_bytes(least_size)};
  std::size_t version = 1;
};

HYPER_INLINE held_secrets& process_secrets() {
  static held_secrets held;
  return held;
}

HYPER_INLINE std::size_t secret_keys_version() { return process_secrets().version; }

}  // namespace detail

HYPER_INLINE std::vector<std::string> const& secret_keys() {
  return detail::process_secrets().keys;
}

HYPER_INLINE void set_secret_keys(std::vector<std::string> newest_first) {
  if (newest_first.empty()) throw std::invalid_argument("there must be a secret key");
  for (std::string const& key : newest_first)
    if (key.size() < detail::held_secrets::least_size)
      throw std::invalid_argument("a secret key must have at least 32 bytes");
  detail::process_secrets().keys = std::move(newest_first);
  ++detail::process_secrets().version;
}

}  // namespace hyper
