// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/exchange_carrier.hpp>
#include <hyper/http/reader_pace.hpp>
#include <hyper/http/receive_buffer.hpp>
#include <hyper/http/room_waiter.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

class upgraded_stream;

/// Reaches an upgraded connection from any thread, and may outlive it and its loop. Copies are
/// cheap.
class stream_handle {
 public:
  stream_handle() = default;
  stream_handle(stream_handle const& other) noexcept;
  stream_handle& operator=(stream_handle const& other) noexcept;
  ~stream_handle();

  /// Runs `work(stream, argument)` on the connection's thread, soon; `stream` is nullptr when the
  /// connection is gone by then. False, and nothing is run, when its loop is gone. Any thread.
  bool post(void (*work)(upgraded_stream* stream, void* argument), void* argument) const;

 private:
  friend class upgraded_stream;
  struct control;
  explicit stream_handle(control* shared) noexcept : shared_(shared) {}
  void let_go() noexcept;
  control* shared_ = nullptr;
};

/// A connection after `exchange::upgrade`: bytes in both directions. It belongs to its loop's
/// thread; everything here but `handle().post` is called there. It ends with its task.
class upgraded_stream {
 public:
  upgraded_stream() = default;
  ~upgraded_stream();
  upgraded_stream(upgraded_stream const&) = delete;
  upgraded_stream& operator=(upgraded_stream const&) = delete;

  /// The task that has the connection. It begins when the handler has ended; when it ends, what was
  /// written is sent and the connection closed, when it throws, the connection is cut. When the
  /// client is gone the task is destroyed.
  void start(task<void> work) { work_ = std::move(work); }

  /// Bytes that have arrived and were not consumed; they may be changed where they lie.
  std::span<char> received() { return {input_.data(), input_.size()}; }
  /// The first bytes are done with.
  void consume(std::size_t count) { input_.consume(count); }

  /// `co_await more()` waits until more bytes have arrived: true; or until there will be none:
  /// false. Nothing is read from the client unless somebody waits. One at a time.
  class [[nodiscard]] arrival;
  arrival more();

  /// Adds bytes to those on their way to the client; they are sent at the end of the loop's turn.
  /// Ignored after `close`.
  void write(std::string_view bytes);
  /// `co_await room()` waits while more than `limit` bytes are on their way.
  detail::room_waiter room(std::size_t limit = 64u << 10) { return {waiters_, unsent(), limit}; }
  std::size_t unsent() const { return output_.size() - sent_; }

  /// Sends what was written, then ends the connection; `more` is false from now on.
  void close();
  /// Ends the connection without sending anything more.
  void abort();
  bool open() const { return !closing_ && !aborted_; }

  /// Calls `what(self)` once when the server begins to drain, or now when it does so already.
  void on_drain(void (*what)(void* self), void* self);
  bool draining() const { return draining_; }

  /// For other threads.
  stream_handle handle();

  // For whoever carries the bytes:

  detail::reader_pace pace;

  /// Begins the task; `finished(owner)` is called when it ends later. True when it has ended.
  bool begin(exchange_carrier& carrier, void (*finished)(void* owner), void* owner);
  /// After the task's end: whether it threw.
  bool failed();
  bool closing() const { return closing_; }
  bool aborted() const { return aborted_; }
  bool wants_input() const { return static_cast<bool>(reader_); }
  /// Bytes were added to `input`, or (false) none will come any more.
  void input_came(bool more);
  void output_sent(std::size_t count);
  std::string_view to_send() const { return std::string_view(output_).substr(sent_); }
  void begin_drain();
  detail::receive_buffer& input() { return input_; }
  /// Memory that an idle connection need not have is given back.
  void rest();

 private:
  friend class arrival;

  detail::receive_buffer input_;
  std::string output_;
  std::size_t sent_ = 0;
  exchange_carrier* carrier_ = nullptr;
  std::coroutine_handle<> reader_;
  detail::room_waiter* waiters_ = nullptr;
  void (*on_drain_)(void*) = nullptr;
  void* on_drain_self_ = nullptr;
  stream_handle shared_;
  bool fresh_ = false;  // there are bytes that nobody has been told of
  bool ended_ = false;
  bool closing_ = false;
  bool aborted_ = false;
  bool draining_ = false;
  task<void> work_;
};

/// What `upgraded_stream::more` waits for.
class upgraded_stream::arrival {
 public:
  explicit arrival(upgraded_stream& of) : of_(of) {}
  arrival(arrival const&) = delete;
  arrival& operator=(arrival const&) = delete;
  ~arrival() {
    if (waits_) of_.reader_ = {};
  }

  bool await_ready() const noexcept { return of_.fresh_ || of_.ended_ || !of_.open(); }
  void await_suspend(std::coroutine_handle<> awaiting) {
    of_.reader_ = awaiting;
    waits_ = true;
    if (of_.carrier_ != nullptr) of_.carrier_->body_wanted();
  }
  bool await_resume() noexcept {
    waits_ = false;
    return of_.open() && std::exchange(of_.fresh_, false);
  }

 private:
  upgraded_stream& of_;
  bool waits_ = false;
};

inline upgraded_stream::arrival upgraded_stream::more() { return arrival(*this); }

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/upgraded_stream.ipp>
#endif
