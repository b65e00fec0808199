// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Part of http/connection.hpp: who the client is, and what it may.

#include <hyper/http/connection.hpp>
//
#include <sys/socket.h>
#include <hyper/http/proxy_protocol.hpp>
#include <hyper/http/worker.hpp>

namespace hyper::detail {

// True when the header has been read: what is left are requests of the client that it names.
HYPER_INLINE bool connection::take_proxy_header() {
  receive_buffer& input = active_->input;
  proxy_trust const& trust = owner_.settings().trust;
  bool const trusted = peer_.known ? trust.covers(peer_.address) : trust.unix_peers;
  proxy_header const found = read_proxy_header({input.data(), input.size()});
  if (!trusted || found.is == proxy_header::state::malformed) {
    owner_.refused.add();
    return close(), false;  // there is no protocol to say it in
  }
  if (found.is == proxy_header::state::incomplete) return false;
  unproxied_ = false;
  input.consume(found.size);
  if (found.client) peer_ = peer_at(*found.client);
  if (found.client && !owner_.count_client(peer_, counted_)) return turn_away(), false;
  return true;
}

HYPER_INLINE void connection::turn_away() {
  owner_.turned_away.add();
  static constexpr std::string_view answer =
      "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\nRetry-After: 1\r\n"
      "Connection: close\r\n\r\n";
  static_cast<void>(::send(socket_, answer.data(), answer.size(), MSG_NOSIGNAL));
  last_ = true;
  begin_linger();
}

HYPER_INLINE void connection::identify_client() {
  conversation& with = *active_;
  identify(with.talk.asked, peer_, owner_.settings().trust, owner_.id_maker(), with.identity);
}

}  // namespace hyper::detail
