// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/connection.hpp: who asks, and under which name the request is known.

#include <hyper/config.hpp>
#include <hyper/http/forwarded.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/request_id.hpp>

namespace hyper::detail {

/// The peer of a connection: its address as text with a NUL at its end, empty on a Unix socket.
struct peer_text {
  char text[47] = {};
  bool known = false;  // it has an address
  ip_address address;

  std::optional<ip_address> ip() const;
};
peer_text peer_at(ip_address const& address);

/// Room for what a request's views point to when it does not stand in its own bytes.
struct request_identity {
  char client[47];
  char id[request_id_maker::size];
};

/// Fills client_address, scheme, forwarded_host and request_id.
void identify(request& asked, peer_text const& peer, proxy_trust const& trust,
              request_id_maker* maker, request_identity& room);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/http/identity.ipp>
#endif
