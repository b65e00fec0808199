// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: one client's connection.

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/held_answers.hpp>
#include <hyper/http/identity.hpp>
#include <hyper/http/incoming_body.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/reader_pace.hpp>
#include <hyper/http/receive_buffer.hpp>
#include <hyper/http/server_settings.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/frame_pool.hpp>
#include <string>

namespace hyper::detail {

class worker;

/// What a connection needs only while it is at work. A worker lends these to its connections, so
/// that an idle one costs next to nothing and busy ones share memory that is warm in the cache.
struct conversation {
  conversation(http_service const& service, server_settings const& settings)
      : made_for(&settings), parser(settings.limits), talk(service, output) {
    parser.stop_at_body();
  }

  server_settings const* made_for;

  receive_buffer input;
  std::string output;
  request_parser parser;
  exchange talk;
  incoming_body body;      // of the present request, when its handler reads it
  std::size_t sent = 0;    // of the output and the large body behind it
  std::int64_t began = 0;  // when the head, or then the body, began to arrive in pieces
  reader_pace pace;
  held_answer held;
  bool continue_sent = false;
  std::int64_t body_timeout = 0;  // of the present request
  std::int64_t body_rate = 1;
  request_identity identity;
  conversation* next = nullptr;  // in the worker's pool

  std::size_t unsent() { return output.size() + talk.large_body().size() - sent; }
  bool all_sent() { return unsent() == 0 && talk.file() == nullptr; }
  /// Bytes of memory that unsent answers take.
  std::size_t held_memory() { return unsent() == 0 ? 0 : output.size() + talk.large_body().size(); }
};

/// Reads requests, has them answered in their order, and writes the answers. It is watched
/// edge-triggered, and for room in its socket only while an answer waits for it, so a request costs
/// one recv and one send.
class connection final : public watcher, public timer, private exchange_carrier {
 public:
  connection(worker& owner, int socket, peer_text const& peer);
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;
  // Memory of one that is gone is the next one's.
  static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
  static void operator delete(void* memory, std::size_t size) { frame_pool::release(memory, size); }

  void begin();
  /// Goes on with an answer that has been finished, or with requests left over from the last turn.
  void resume();
  /// The server drains: the present request is the last one.
  void begin_drain();
  void close() noexcept;
  /// Ends it so that the client cannot take what it has got for whole.
  void cut() noexcept;
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
  bool with_reader() const;
  void body_timed_out();
  bool advance(int& receives);
  bool begin_body();
  body_plan usual_plan() const;
  void stream_body(chunked_limits const& limits);
  bool take_proxy_header();
  void turn_away();
  void identify_client();
  std::int64_t write_deadline();
  void serve();
  void start_answer();
  void finish_answer();
  bool finish_body();
  void pump_body(int& receives);
  bool discard_body(int& receives);
  void end_with_this_answer();
  void refuse(int status, std::string_view why);
  bool receive();
  bool receive_into(receive_buffer& input, std::size_t room);
  void offer_continue();
  bool flush();
  std::ptrdiff_t send_some(std::size_t most);
  bool sent_some(std::ptrdiff_t count, std::size_t tried);
  bool send_file();
  void wait_for_reader();
  void watch_socket();
  void watch_room(bool wanted);
  bool reader_took_some();
  reader_pace& pace();
  void settle();
  void settle_task();
  void wait_for_request();
  void wait_for_piece();
  void wait_until(waiting why, std::int64_t moment);
  void begin_linger();
  void linger_on();
  void take_upgraded();
  void work_upgraded();
  bool pump_upgraded(int& receives);
  bool flush_upgraded();
  void settle_upgraded(bool moved);
  void end_upgraded();
  void discard_input();
  void release() noexcept;
  void output_grew() noexcept override;
  void body_wanted() noexcept override;
  std::size_t unsent() const noexcept override;
  std::size_t room() const noexcept override;

  worker& owner_;
  conversation* active_ = nullptr;
  upgraded_stream* upgraded_ = nullptr;  // owned; then there is no conversation
  std::int64_t deadline_ = never;
  std::int64_t linger_end_ = 0;  // of the longest patience with a client that goes on sending
  std::size_t may_send_ = 0;     // bytes, in this turn
  int socket_;
  waiting waiting_ = waiting::idle;
  bool readable_ = false;
  bool writable_ = true;
  bool watches_room_ = false;
  bool peer_ended_ = false;     // the client has shut down its side, or is gone
  bool progressed_ = false;     // bytes were sent since the write deadline was set
  bool pending_ = false;        // a task works on the answer
  bool answered_late_ = false;  // that task has finished
  bool last_ = false;           // no request is read after the present one
  bool discards_ = false;       // the rest of a body is thrown away
  bool unproxied_ = false;      // a PROXY header must come first
  bool counted_ = false;        // among its client's connections
  peer_text peer_;
};

}  // namespace hyper::detail
