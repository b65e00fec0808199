// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/session.hpp: the socket to the server, which libpq connects and which is read
// and written here afterwards.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/pool_settings.hpp>
#include <memory>
#include <string>

struct pg_conn;

namespace hyper {
class event_loop;
}

namespace hyper::detail {

class transport {
 public:
  enum class step : std::uint8_t { waits, wants_read, wants_write, connected, failed };

  transport() = default;
  transport(transport const&) = delete;
  transport& operator=(transport const&) = delete;
  ~transport() { close(); }

  /// Begins to connect. When a name has to be looked up, which may take seconds, a thread of the
  /// offload pool does it: the answer is `waits`, and `looked_up(owner)` is called on the loop.
  step begin(pool_settings const& with, event_loop& loop, void (*looked_up)(void*), void* owner);
  /// Goes on when the socket is ready for what the last step wanted.
  step poll();
  /// Changes while connecting, when libpq tries another address.
  int descriptor() const;
  /// Why the last step failed.
  std::string problem() const;

  /// Like recv(2) and send(2), through TLS when the connection has it: -1 and EAGAIN, or an error.
  long receive(char* into, std::size_t size);
  long send(char const* from, std::size_t size);
  bool encrypted() const { return tls_ != nullptr; }

  /// Asks the server to end what the connection is doing; a thread of the offload pool waits for
  /// its answer. Then `answered(owner)` is called on the loop, unless `close` comes first. False
  /// when nothing was asked.
  bool cancel(event_loop& loop, void (*answered)(void*), void* owner);
  void close();

 private:
  struct lookup;
  struct lookup_job;
  struct cancelling;
  struct cancel_job;
  step connected();

  pg_conn* handle_ = nullptr;
  void* tls_ = nullptr;
  std::shared_ptr<lookup> lookup_;
  std::shared_ptr<cancelling> cancelling_;
  std::string problem_;
};

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/transport.ipp>
#endif
