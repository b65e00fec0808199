// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/counters.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/server_settings.hpp>
#include <memory>
#include <string>

namespace hyper {

/// An HTTP/1.1 server: some threads, each with an event loop and the connections that it keeps for
/// their whole life. A request never changes thread.
class server {
 public:
  /// Opens the listening socket, so that a bad address is known before anything runs. The service
  /// must outlive the server. Throws cannot_listen, or std::invalid_argument for a bad setting.
  explicit server(http_service const& service, server_settings settings = {},
                  server_hooks hooks = {});
  /// Stops at once.
  ~server();
  server(server const&) = delete;
  server& operator=(server const&) = delete;

  /// Starts the threads. Throws what `worker_started` threw, after all have stopped again.
  void start();
  /// Ends gracefully: what waits to be accepted is accepted, what was asked is answered, answers
  /// say that the connection ends. What is not done after so many milliseconds is cut off.
  /// Any thread; returns at once.
  void drain(std::int64_t milliseconds);
  /// The same when another process goes on with the same listening socket: the file of a Unix
  /// socket stays, and a kept connection may be silent as long as usual, because nobody waits.
  void hand_over(std::int64_t milliseconds);
  /// Closes every connection now. Any thread; returns at once.
  void stop();
  /// Calls `work(argument)` soon on the thread of each worker. Any thread.
  void call_workers(void (*work)(void* argument), void* argument);
  /// Other limits, timeouts and number of connections, for requests that begin from now on; what
  /// else the settings say is ignored. Any thread. Throws std::invalid_argument.
  void change(server_settings const& settings);
  /// Waits for the threads to end.
  void wait();

  int listening_descriptor() const;    ///< to be passed to the process that takes over
  std::uint16_t port() const;          ///< 0 for a Unix socket
  std::string const& address() const;  ///< "http://127.0.0.1:8000" or "unix:/run/app.sock"
  unsigned threads() const;
  server_counters counters() const;  ///< any thread

 private:
  struct parts;
  std::unique_ptr<parts> parts_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/server.ipp>
#endif
