// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/identity.hpp>
//
#include <cstring>

namespace hyper::detail {

HYPER_INLINE std::optional<ip_address> peer_text::ip() const {
  if (!known) return std::nullopt;
  return address;
}

HYPER_INLINE peer_text peer_at(ip_address const& address) {
  peer_text made;
  made.known = true;
  made.address = address;
  std::string const text = address.text();
  std::memcpy(made.text, text.data(), text.size() + 1);
  return made;
}

HYPER_INLINE void identify(request& asked, peer_text const& peer, proxy_trust const& trust,
                           request_id_maker* maker, request_identity& room) {
  asked.peer_address = asked.client_address = peer.text;
  asked.scheme = "http";
  asked.forwarded_host = {};
  asked.request_id = {};
  if (maker != nullptr) {
    asked.request_id = given_request_id(asked);
    if (asked.request_id.empty()) asked.request_id = maker->make(room.id);
  }
  if (trust.nobody()) return;
  forwarded_request const said = read_forwarded(asked, peer.ip(), trust);
  if (!said.scheme.empty()) asked.scheme = said.scheme;
  asked.forwarded_host = said.host;
  if (!said.client) return;
  std::string const text = said.client->text();
  std::memcpy(room.client, text.data(), text.size());
  asked.client_address = {room.client, text.size()};
}

}  // namespace hyper::detail
