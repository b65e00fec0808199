// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/client_address.hpp>
#include <hyper/http/request.hpp>
#include <optional>
#include <string_view>

namespace hyper {

/// What trusted proxies say about the client's request. Views point into the request's fields.
struct forwarded_request {
  std::optional<ip_address> client;  ///< nothing: the peer itself
  std::string_view scheme;           ///< "http", "https", or "" when nobody says
  std::string_view host;             ///< with its port where one is given; "" when nobody says
};

/// Reads X-Forwarded-For, -Proto, -Host and -Port, or Forwarded (RFC 7239), from the right: each
/// proxy appends what it has seen, so the first address from the right that is no proxy of ours is
/// the client, and whatever stands left of it was written by the client. Everything malformed is as
/// if it were absent. `peer` is nothing on a Unix socket.
forwarded_request read_forwarded(request const& asked, std::optional<ip_address> const& peer,
                                 proxy_trust const& trust);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/forwarded.ipp>
#endif
