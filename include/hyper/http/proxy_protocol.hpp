// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/connection.hpp: what a load balancer writes before the first request
// (HAProxy's PROXY protocol, versions 1 and 2).

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/client_address.hpp>
#include <optional>
#include <string_view>

namespace hyper::detail {

struct proxy_header {
  enum class state { incomplete, complete, malformed };
  state is = state::malformed;
  std::size_t size = 0;              ///< bytes of the header when complete
  std::optional<ip_address> client;  ///< nothing: the balancer speaks for itself, or does not know
};

/// The longest header that is read: 107 bytes of version 1; version 2 with room for its extensions.
inline constexpr std::size_t longest_proxy_header = 2048;

/// Reads the header at the front of what a connection has received.
proxy_header read_proxy_header(std::string_view received);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/http/proxy_protocol.ipp>
#endif
