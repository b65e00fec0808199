// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The client of http/client.hpp, once it speaks WebSocket.

#include <string>
#include <string_view>
#include "http/client.hpp"
#include "http/websocket_wire.hpp"

inline std::string opening(std::string const& path, std::string const& fields = {}) {
  return get(path,
             "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
             "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
                 fields);
}

/// Opens a WebSocket, sends the frames, and says what came until the server closed.
inline std::string talk(hyper::server const& to, std::string const& path,
                        std::string const& frames) {
  test_client client(to);
  std::string const answer = client.ask(opening(path));
  if (status_of(answer) != 101) return answer;
  client.send(frames);
  return frames_of(client.all());
}
