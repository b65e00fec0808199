// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: one client's connection.

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/receive_buffer.hpp>
#include <hyper/http/server_settings.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string>

namespace hyper::detail {

class worker;

/// A client's address as text, with a NUL at its end; empty on a Unix socket.
struct peer_text {
  char text[47] = {};
};

/// What a connection needs only while it is at work. A worker lends these to its connections, so
/// that an idle one costs next to nothing and busy ones share memory that is warm in the cache.
struct conversation {
  conversation(http_service const& service, server_settings const& settings)
      : made_for(&settings), parser(settings.limits), talk(service, output) {}

  server_settings const* made_for;

  receive_buffer input;
  std::string output;
  request_parser parser;
  exchange talk;
  std::size_t sent = 0;    // of the output and the large body behind it
  std::int64_t began = 0;  // when the head, or then the body, began to arrive in pieces
  bool continue_sent = false;
  conversation* next = nullptr;  // in the worker's pool

  std::size_t unsent() { return output.size() + talk.large_body().size() - sent; }
};

/// Reads requests, has them answered in their order, and writes the answers. It is watched
/// edge-triggered for everything and never changed again, so a request costs one recv and one send.
class connection final : public watcher, public timer {
 public:
  connection(worker& owner, int socket, peer_text const& peer);
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;

  void begin();
  /// Goes on with an answer that has been finished, or with requests left over from the last turn.
  void resume();
  /// The server drains: the present request is the last one.
  void begin_drain();
  void close() noexcept;
  bool closed() const { return socket_ < 0; }

  connection* next = nullptr;  // among all of its worker
  connection* previous = nullptr;
  connection* next_resumed = nullptr;  // among those that the worker resumes this turn
  bool to_resume = false;

 private:
  /// What happens next, and so what the deadline means.
  enum class waiting : std::uint8_t { idle, head, body, task, write, linger };
  static constexpr std::int64_t never = INT64_MAX;

  void on_ready(std::uint32_t events);
  void on_due();
  void proceed() noexcept;
  void work();
  bool blocked() const;
  bool advance(int& receives);
  void serve();
  void finish_answer();
  void end_with_this_answer();
  void refuse(int status, std::string_view why);
  bool receive();
  void offer_continue();
  bool flush();
  void settle();
  void wait_for_request();
  void wait_for_piece();
  void wait_until(waiting why, std::int64_t moment);
  void begin_linger();
  void discard_input();
  void release() noexcept;

  worker& owner_;
  conversation* active_ = nullptr;
  std::int64_t deadline_ = never;
  int socket_;
  waiting waiting_ = waiting::idle;
  bool readable_ = false;
  bool peer_ended_ = false;     // the client has shut down its side, or is gone
  bool progressed_ = false;     // bytes were sent since the write deadline was set
  bool pending_ = false;        // a task works on the answer
  bool answered_late_ = false;  // that task has finished
  bool last_ = false;           // no request is read after the present one
  peer_text peer_;
};

}  // namespace hyper::detail
