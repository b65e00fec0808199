// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_session.hpp>
//
#include <algorithm>
#include <exception>
#include <hyper/http/websocket_link.hpp>

namespace hyper {
namespace detail {

/// Memory that an idle WebSocket keeps for its next message.
inline constexpr std::size_t websocket_buffer_kept = 512;
/// Bytes of messages that one WebSocket may have handled in a turn of the loop: others wait.
inline constexpr std::size_t websocket_share = 256 * 1024;

/// Where the messages of this thread are framed and deflated.
HYPER_INLINE std::string& frame_scratch() {
  thread_local std::string bytes;
  if (bytes.capacity() > 1u << 20) std::string().swap(bytes);
  bytes.clear();
  return bytes;
}
HYPER_INLINE std::string& deflate_scratch() {
  thread_local std::string bytes;
  if (bytes.capacity() > 1u << 20) std::string().swap(bytes);
  bytes.clear();
  return bytes;
}

}  // namespace detail

HYPER_INLINE websocket_session::websocket_session(event_loop& loop, detail::websocket_wire& wire,
                                                  websocket_settings const& settings,
                                                  detail::websocket_handshake const& agreed)
    : loop_(loop),
      wire_(wire),
      settings_(settings),
      deflate_(agreed.deflate),
      protocol_(agreed.protocol),
      receiver_(detail::websocket_side::server, settings.limits, agreed.deflate),
      deflater_(agreed.deflate.server_bits, agreed.deflate.level,
                agreed.deflate.server_keeps_context) {
  alarm_.of = stepper_.of = this;
  alarm_.due = [](timer& self) { static_cast<alarm&>(self).of->on_due(); };
  stepper_.run = [](turn_hook& self) { static_cast<stepper&>(self).of->step(); };
}

HYPER_INLINE websocket_session::~websocket_session() {
  if (link_ != nullptr) {
    link_->set_closed();
    link_->session = nullptr;
    link_->release();
  }
  if (close_code_ == 0) close_code_ = websocket_code::abnormal;
  state_ = state::closed;
  handler_.cancel();
  loop_.cancel(stepper_);
  if (alarm_.armed()) loop_.disarm(alarm_);
}

HYPER_INLINE void websocket_session::begin(task<void> handler) {
  heard_ = loop_.now();
  handler_ = std::move(handler);
  auto const ended = [](void* self) {
    auto& mine = *static_cast<websocket_session*>(self);
    mine.handler_ended();
    mine.wake();
  };
  if (handler_.start(ended, this)) handler_ended();
  arm_next();
  wake();
}

HYPER_INLINE void websocket_session::handler_ended() {
  handler_done_ = true;
  std::uint16_t code = websocket_code::normal;
  try {
    handler_.result();
  } catch (...) {
    code = websocket_code::internal_error;
  }
  close(code);
}

// ---- sending
// -------------------------------------------------------------------------------------

HYPER_INLINE websocket_session::sending websocket_session::send_text(std::string_view text) {
  return {*this, queue(true, text)};
}
HYPER_INLINE websocket_session::sending websocket_session::send_binary(std::string_view bytes) {
  return {*this, queue(false, bytes)};
}
HYPER_INLINE websocket_session::sending websocket_session::send(websocket_message const& message) {
  return {*this, queue(message.is_text, message.data)};
}

HYPER_INLINE bool websocket_session::queue(bool is_text, std::string_view payload) {
  if (!open()) return false;
  if (unsent() >= settings_.unsent) return refuse_overflow();
  append_message(is_text, payload);
  note_unsent();
  return true;
}

HYPER_INLINE bool websocket_session::refuse_overflow() {
  if (settings_.overflow == websocket_overflow::close)
    close(websocket_code::try_again_later, "Too much waits to be taken.");
  return false;
}

HYPER_INLINE void websocket_session::append_message(bool is_text, std::string_view payload) {
  auto const opcode = is_text ? websocket_opcode::text : websocket_opcode::binary;
  std::string& frame = detail::frame_scratch();
  bool compressed = deflate_.active && payload.size() >= deflate_.smallest_message;
  if (compressed) {
    std::string& deflated = detail::deflate_scratch();
    deflater_.deflate(payload, deflated);
    compressed = deflater_.keeps_context() || deflated.size() < payload.size();
    if (compressed) payload = deflated;
  }
  detail::append_frame(frame, opcode, payload, true, compressed);
  wire_.write(frame);
}

HYPER_INLINE void websocket_session::queue_control(websocket_opcode opcode,
                                                   std::string_view payload) {
  std::string& frame = detail::frame_scratch();
  detail::append_frame(frame, opcode, payload);
  wire_.write(frame);
  wake();
}

HYPER_INLINE void websocket_session::ping(std::string_view payload) {
  if (open() && unsent() < settings_.unsent)
    queue_control(websocket_opcode::ping, payload.substr(0, 125));
}

HYPER_INLINE void websocket_session::close(std::uint16_t code, std::string_view reason) {
  if (!open()) return;
  ready_ = false;
  if (peer_closed_)  // with the code of who closed first
    begin_close(close_code_, {});
  else
    begin_close(code, reason);
}

HYPER_INLINE void websocket_session::drain() {
  close(websocket_code::going_away, "The server stops.");
}

HYPER_INLINE void websocket_session::begin_close(std::uint16_t code, std::string_view reason) {
  if (!peer_closed_ || close_code_ == 0) {
    close_code_ = code;
    close_reason_ = reason;
  }
  state_ = state::closing;
  if (link_ != nullptr) link_->set_closed();
  queue_control(websocket_opcode::close, detail::close_payload(code, reason));
  deadline_ = loop_.now() + settings_.close_within;
  arm_next();
}

HYPER_INLINE websocket_handle websocket_session::handle() {
  if (link_ == nullptr)
    link_ = new detail::websocket_link(*this, loop_, open(), settings_.unsent,
                                       settings_.overflow == websocket_overflow::close);
  return websocket_handle(link_);
}

// ---- receiving
// -----------------------------------------------------------------------------------

HYPER_INLINE websocket_session::receiving websocket_session::receive() { return receiving(*this); }
HYPER_INLINE websocket_session::looking websocket_session::next_message() { return looking(*this); }

HYPER_INLINE bool websocket_session::wants_input() const {
  return state_ != state::closed && !peer_closed_ && !gone_ && (!ready_ || receiver_waits_);
}

HYPER_INLINE void websocket_session::read_some() {
  reading_ = true;
  std::size_t share = detail::websocket_share;
  wake_receiver();
  while (wants_input()) {
    std::span<char> const input = wire_.received();
    if (input.empty()) {
      gone_ = ended_;
      if (gone_) break;
      wire_.ask_input();
      if (!std::exchange(wake_again_, false)) break;
      continue;
    }
    if (share == 0) {
      wake_again_ = true;
      break;
    }
    heard_ = loop_.now();
    pinged_ = 0;
    std::size_t const taken = feed(input.first(std::min(share, input.size())));
    wire_.consume(taken);
    share -= taken;
  }
  wake_receiver();
  reading_ = false;
}

/// How many bytes were consumed: the rest waits for the handler.
HYPER_INLINE std::size_t websocket_session::feed(std::span<char> input) {
  std::size_t const size = input.size();
  while (wants_input()) {
    wake_receiver();
    if (ready_) break;
    auto const what = receiver_.next(input, message_);
    if (what == detail::websocket_receiver::event::more) break;
    take_event(what);
  }
  return size - input.size();
}

/// Lets the handler go on if it waits for what is there.
HYPER_INLINE void websocket_session::wake_receiver() {
  while (receiver_waits_ && (ready_ || !open())) std::exchange(receiver_waits_, {}).resume();
}

HYPER_INLINE void websocket_session::take_event(detail::websocket_receiver::event what) {
  using enum detail::websocket_receiver::event;
  switch (what) {
    case message:
      ready_ = open();  // what comes while we wait for the peer's closing frame is dropped
      return;
    case ping:
      if (open() && unsent() < settings_.unsent)
        queue_control(websocket_opcode::pong, receiver_.payload());
      return;
    case closed:
      return answer_close();
    case failed:
      return fail();
    case pong:
    case more:
      return;
  }
}

/// A handler that is at work on a message may answer it first (RFC 6455 §5.5.1); the closing frame
/// is answered when it asks for the next one.
HYPER_INLINE void websocket_session::answer_close() {
  peer_closed_ = true;
  if (!open()) return;
  close_code_ = receiver_.code();
  close_reason_ = receiver_.payload();
  bool const at_work = listens_ && !receiver_waits_ && !handler_done_;
  if (!at_work) return begin_close(close_code_, {});
  deadline_ = loop_.now() + settings_.close_within;
  arm_next();
}

HYPER_INLINE void websocket_session::fail() {
  peer_closed_ = true;  // nothing that it says can be understood any more
  if (open()) begin_close(receiver_.code(), receiver_.why());
}

// ---- the turn of the loop
// ------------------------------------------------------------------------

HYPER_INLINE void websocket_session::wake() {
  if (!reading_) loop_.at_turn_end(stepper_);
}

HYPER_INLINE void websocket_session::step() {
  if (state_ == state::closed) return;
  read_some();
  if (!ready_ && !receiver_.in_message()) trim_message();
  if (sender_waits_ && !open()) std::exchange(sender_waits_, {}).resume();
  if (settle()) return end(gone_);
  if (std::exchange(wake_again_, false)) loop_.at_turn_end(stepper_);
}

/// Between messages an idle WebSocket keeps next to nothing.
HYPER_INLINE void websocket_session::trim_message() {
  message_.data.clear();
  if (message_.data.capacity() > detail::websocket_buffer_kept) std::string().swap(message_.data);
}

/// Other threads must know, too, how much waits for the peer.
HYPER_INLINE void websocket_session::note_unsent() {
  if (link_ == nullptr) return;
  link_->note_unsent(unsent());
  if (unsent() >= settings_.unsent) wire_.ask_room(settings_.unsent / 2);
}

HYPER_INLINE void websocket_session::on_room() {
  note_unsent();
  if (sender_waits_) std::exchange(sender_waits_, {}).resume();
  step();
}

HYPER_INLINE void websocket_session::on_ended() {
  ended_ = true;
  step();
}

/// True when the session has come to its end.
HYPER_INLINE bool websocket_session::settle() {
  if (gone_ && !peer_closed_) {
    if (open()) close_code_ = websocket_code::abnormal;
    return true;
  }
  return peer_closed_ && handler_done_;
}

HYPER_INLINE void websocket_session::end(bool cut) noexcept {
  state_ = state::closed;
  if (link_ != nullptr) link_->set_closed();
  handler_.cancel();
  wire_.end(cut);
}

// ---- time
// ----------------------------------------------------------------------------------------

/// The timer stands at the earliest moment at which something could be due, and is not moved by
/// what the peer says: it looks when it fires.
HYPER_INLINE void websocket_session::arm_next() {
  std::int64_t moment = 0;
  if (!open() || peer_closed_)
    moment = deadline_;
  else if (pinged_ != 0)
    moment = pinged_ + settings_.pong_within;
  else if (settings_.ping_after > 0)
    moment = heard_ + settings_.ping_after;
  if (moment == 0) return;
  if (!alarm_.armed() || alarm_.moment() > moment) loop_.arm(alarm_, moment);
}

/// A peer that we do not listen to, because a message waits for the handler, cannot be blamed for
/// its silence, unless it does not take what is sent to it either.
HYPER_INLINE bool websocket_session::pong_missing(std::int64_t now) const {
  if (pinged_ == 0 || now < pinged_ + settings_.pong_within) return false;
  return wants_input() || (unsent_seen_ != 0 && unsent() >= unsent_seen_);
}

HYPER_INLINE void websocket_session::look_for_silence(std::int64_t now) {
  if (pinged_ != 0 && now >= pinged_ + settings_.pong_within) {
    pinged_ = now;  // not to be blamed: look again later
    unsent_seen_ = unsent();
  } else if (pinged_ == 0 && now >= heard_ + settings_.ping_after) {
    pinged_ = now;
    unsent_seen_ = 0;
    queue_control(websocket_opcode::ping, {});
  }
}

HYPER_INLINE void websocket_session::on_due() {
  std::int64_t const now = loop_.now();
  bool const closing = !open() || peer_closed_;
  if (closing ? now >= deadline_ : pong_missing(now)) {
    if (!closing) close_code_ = websocket_code::abnormal;
    return end(true);
  }
  if (!closing) look_for_silence(now);
  arm_next();
}

}  // namespace hyper
