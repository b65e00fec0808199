// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/http/client_address.hpp>
#include <hyper/http/form_limits.hpp>
#include <hyper/http/parser.hpp>
#include <string>
#include <vector>

namespace hyper {

class event_loop;

/// How long a server waits for whom, in milliseconds.
struct server_timeouts {
  std::int64_t header = 10'000;  ///< from a request's first byte to the end of its head; then 408
  std::int64_t body = 30'000;    ///< for the body, and a second more for each `body_rate` bytes
  std::int64_t body_rate = 16'384;  ///< bytes a second that a slow sender must keep up
  std::int64_t idle = 30'000;       ///< between two requests, and before the first
  std::int64_t write = 30'000;      ///< without the client taking a byte of its answer
  std::int64_t write_rate = 4'096;  ///< bytes a second that a slow reader must take after that
  std::int64_t upgraded =
      600'000;                  ///< after an upgrade without a byte in either direction; 0: none
  std::int64_t linger = 2'000;  ///< for the client to close after the last answer
  /// A client that has ended its side may still want its answer, or may be gone: TCP does not tell.
  /// So long the answer is worked on; then its task is destroyed.
  std::int64_t half_closed = 1'000;
  std::int64_t drain_idle = 500;  ///< for the last request of a kept connection while draining
};

/// What a server listens on and how much it accepts.
struct server_settings {
  std::string host = "127.0.0.1";  ///< a name or an address; "" or "*" is every address
  std::uint16_t port = 8000;       ///< 0 lets the kernel choose
  std::string unix_socket;         ///< a path: listen there, and not on TCP
  unsigned unix_socket_mode = 0660;
  std::string unix_socket_group;  ///< a name or number; empty leaves the process's own
  unsigned threads = 0;           ///< 0: one for each core that this process may use
  int backlog = 4096;
  /// Listening sockets that another process has made: the one with the address asked for is used,
  /// the others are left alone. They stay the caller's until then.
  std::vector<int> inherited;
  int given_socket = -1;  ///< a listening socket used as it is, whatever the address; -1: none
  std::uint32_t connections = 10'000;  ///< beyond, a new one gets 503 and is closed
  /// Of one client (an IPv4 address, or 64 bits of an IPv6 one); beyond, 429. 0: no such limit.
  /// Trusted proxies and Unix sockets are exempt.
  std::uint32_t connections_per_address = 0;
  /// Requests whose answers may be waited for at a time; beyond, 503. Those that are answered at
  /// once do not count.
  std::uint32_t requests_at_work = 4'096;
  /// When a worker comes this many milliseconds late to what it should do, it answers 503 to
  /// requests that have to wait for something, until it has caught up. 0: never.
  std::int64_t shed_lag = 1'000;
  proxy_trust trust;              ///< whose word about the client is believed
  bool proxy_protocol = false;    ///< connections of trusted proxies begin with a PROXY header
  bool request_ids = false;       ///< each request gets an id, and its answer X-Request-ID
  std::size_t unsent = 1u << 20;  ///< bytes of answers that may wait before reading stops
  /// Bytes of answers in memory that may wait for slow readers, of the whole server. Beyond, those
  /// are cut off that have taken nothing for the longest time. Files do not count.
  std::size_t held = 128u << 20;
  std::string server_name;  ///< the Server field; empty for none
  parser_limits limits;
  form_limits forms;
  server_timeouts timeouts;
};

/// What else must live on the threads of a server, such as a pool of database connections.
struct server_hooks {
  void* self = nullptr;
  /// Called on each worker's thread before it serves; what it throws ends the start.
  void (*worker_started)(void* self, unsigned worker, event_loop& loop) = nullptr;
  /// Called on the same thread after its last connection is closed. Must not throw.
  void (*worker_stopped)(void* self, unsigned worker) noexcept = nullptr;
  /// Called on the thread of the last worker when all have stopped.
  void (*all_stopped)(void* self) noexcept = nullptr;
};

}  // namespace hyper
