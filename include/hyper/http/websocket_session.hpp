// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/websocket_handshake.hpp>
#include <hyper/http/websocket_receiver.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

class websocket_handle;

namespace detail {

/// The connection below a session. None of these waits.
class websocket_wire {
 public:
  /// Bytes that have arrived and were not consumed; they may be changed where they lie.
  virtual std::span<char> received() = 0;
  virtual void consume(std::size_t count) = 0;
  /// Everything received is consumed: the session is to be told (`on_input`) when there is more.
  virtual void ask_input() = 0;
  /// Adds to what is sent at the end of this turn of the loop.
  virtual void write(std::string_view bytes) = 0;
  virtual std::size_t unsent() const = 0;
  /// The session is to be told (`on_room`) when at most this much is unsent.
  virtual void ask_room(std::size_t unsent) = 0;
  /// Nothing more is read. What was written is sent before the connection ends, unless it is `cut`.
  /// The session is destroyed for it, but not in this call.
  virtual void end(bool cut) noexcept = 0;

 protected:
  ~websocket_wire() = default;
};

struct websocket_link;
struct websocket_delivery;

}  // namespace detail

/// One open WebSocket, on the thread of its event loop. Its handler is a task that ends with it:
///   task<void> echo(websocket_session& with) {
///     while (auto message = co_await with.receive()) co_await with.send(*message);
///   }
/// When the handler ends, the connection is closed with 1000, or 1011 if it threw. When the client
/// disappears without a closing handshake, the handler is destroyed where it waits.
class websocket_session {
 public:
  websocket_session(event_loop& loop, detail::websocket_wire& wire,
                    websocket_settings const& settings, detail::websocket_handshake const& agreed);
  ~websocket_session();
  websocket_session(websocket_session const&) = delete;
  websocket_session& operator=(websocket_session const&) = delete;

  class receiving;
  class sending;

  /// `co_await receive()`: the next message, or nothing when the WebSocket is closed. While a
  /// message waits for this call nothing more is read, so that a fast peer is slowed down.
  receiving receive();
  /// Queues a message. `co_await` of the result waits until the peer has taken enough of it, and is
  /// true when it was queued. Without `co_await` it goes on at once; beyond `unsent` waiting bytes
  /// the route's overflow policy applies.
  sending send_text(std::string_view text);
  sending send_binary(std::string_view bytes);
  sending send(websocket_message const& message);
  /// Begins the closing handshake; nothing can be sent or received afterwards.
  void close(std::uint16_t code = websocket_code::normal, std::string_view reason = {});
  void ping(std::string_view payload = {});

  /// A value to keep elsewhere: any thread may send through it, and it outlives the session.
  websocket_handle handle();
  bool open() const { return state_ == state::open; }
  std::string_view protocol() const { return protocol_; }  ///< the chosen subprotocol, or ""
  /// Why it was closed: the peer's code, or ours when we began; 0 while it is open.
  std::uint16_t close_code() const { return close_code_; }
  std::string_view close_reason() const { return close_reason_; }
  std::size_t unsent() const { return wire_.unsent(); }  ///< bytes that the peer has not taken

  // For the owner of the connection, and for handlers of the library:

  /// Begins to work; the handler is started.
  void begin(task<void> handler);
  /// Bytes have arrived.
  void on_input() { reading_ ? void(wake_again_ = true) : step(); }
  /// As little is unsent as was asked for.
  void on_room();
  /// The peer has ended its side: nothing will come behind what has arrived.
  void on_ended();
  /// The server drains: 1001.
  void drain();
  /// The next message where it lies, or nullptr; valid until the handler waits for anything.
  class looking;
  looking next_message();

 private:
  friend struct detail::websocket_delivery;
  enum class state : std::uint8_t { open, closing, closed };
  struct alarm : timer {
    websocket_session* of = nullptr;
  };
  struct stepper : turn_hook {
    websocket_session* of = nullptr;
  };

  bool queue(bool is_text, std::string_view payload);
  void queue_control(websocket_opcode opcode, std::string_view payload);
  void append_message(bool is_text, std::string_view payload);
  bool refuse_overflow();
  bool wants_input() const;
  void step();
  void read_some();
  std::size_t feed(std::span<char> input);
  void take_event(detail::websocket_receiver::event what);
  void answer_close();
  void fail();
  void wake();
  void wake_receiver();
  void note_unsent();
  void trim_message();
  bool settle();
  void end(bool cut) noexcept;
  void handler_ended();
  void on_due();
  void arm_next();
  bool pong_missing(std::int64_t now) const;
  void look_for_silence(std::int64_t now);
  void begin_close(std::uint16_t code, std::string_view reason);

  event_loop& loop_;
  detail::websocket_wire& wire_;
  websocket_settings const& settings_;
  detail::deflate_agreement deflate_;
  std::string_view protocol_;
  detail::websocket_receiver receiver_;
  detail::message_deflater deflater_;
  websocket_message message_;
  std::string close_reason_;
  task<void> handler_;
  std::coroutine_handle<> receiver_waits_;
  std::coroutine_handle<> sender_waits_;
  detail::websocket_link* link_ = nullptr;
  alarm alarm_;
  stepper stepper_;
  std::int64_t heard_ = 0;       // when the peer last said anything
  std::int64_t pinged_ = 0;      // when it was asked to, or 0
  std::int64_t deadline_ = 0;    // of the closing handshake
  std::size_t unsent_seen_ = 0;  // when the pong was last missed
  std::uint16_t close_code_ = 0;
  state state_ = state::open;
  bool ready_ = false;       // `message_` is whole and waits for the handler
  bool wake_again_ = false;  // it has read its share of this turn
  bool reading_ = false;     // input is being taken: nobody need be woken
  bool handler_done_ = false;
  bool listens_ = false;      // the handler has asked for a message
  bool peer_closed_ = false;  // its closing frame has come, or it broke the protocol
  bool ended_ = false;        // nothing more will arrive
  bool gone_ = false;         // and nothing is left of what has
};

/// What `receive` gives to `co_await`.
class websocket_session::receiving {
 public:
  explicit receiving(websocket_session& of) : of_(of) {}
  receiving(receiving const&) = delete;
  ~receiving() {
    if (waits_) of_.receiver_waits_ = {};
  }
  bool await_ready() {
    of_.listens_ = true;
    if (!of_.ready_ && of_.peer_closed_) of_.close();
    return of_.ready_ || !of_.open();
  }
  void await_suspend(std::coroutine_handle<> waiting) {
    waits_ = true;
    of_.receiver_waits_ = waiting;
    of_.wake();
  }
  std::optional<websocket_message> await_resume() {
    waits_ = false;
    if (!std::exchange(of_.ready_, false)) return std::nullopt;
    return std::move(of_.message_);
  }

 protected:
  websocket_session& of_;
  bool waits_ = false;
};

class websocket_session::looking : public receiving {
 public:
  using receiving::receiving;
  websocket_message* await_resume() {
    waits_ = false;
    return std::exchange(of_.ready_, false) ? &of_.message_ : nullptr;
  }
};

/// What sending gives to `co_await`.
class websocket_session::sending {
 public:
  sending(websocket_session& of, bool queued) : of_(of), queued_(queued) {}
  sending(sending const&) = delete;
  ~sending() {
    if (waits_) of_.sender_waits_ = {};
  }
  bool await_ready() const noexcept {
    return !of_.open() || of_.unsent() <= of_.settings_.unsent / 2;
  }
  void await_suspend(std::coroutine_handle<> waiting) {
    waits_ = true;
    of_.sender_waits_ = waiting;
    of_.wire_.ask_room(of_.settings_.unsent / 2);
  }
  bool await_resume() {
    waits_ = false;
    return queued_;
  }

 private:
  websocket_session& of_;
  bool queued_;
  bool waits_ = false;
};

}  // namespace hyper

// A session gives handles, whose definitions need the session.
#include <hyper/http/websocket_handle.hpp>

#if !defined(HYPER_COMPILED)
#include <hyper/http/websocket_session.ipp>
#endif
