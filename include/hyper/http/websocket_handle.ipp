// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_handle.hpp>
//
#include <hyper/http/websocket_link.hpp>
#include <hyper/http/websocket_session.hpp>

namespace hyper {
namespace detail {

/// What only the thread of the session's loop may do.
struct websocket_delivery {
  static bool hand_over(websocket_session& to, websocket_link::item const& what) {
    if (!to.open()) return false;
    switch (what.opcode) {
      case websocket_opcode::close:
        to.close(what.code, what.payload);
        return true;
      case websocket_opcode::ping:
        to.ping(what.payload);
        return true;
      default:
        return to.queue(what.opcode == websocket_opcode::text, what.payload);
    }
  }

  /// Posted to the loop with a reference of its own.
  static void run(void* argument) {
    websocket_link& link = *static_cast<websocket_link*>(argument);
    try {
      auto const waiting = link.take();
      if (websocket_session* const to = link.session.load())
        for (auto const& each : waiting) hand_over(*to, each);
    } catch (...) {
      // No memory for a message: it is as good as lost on the way.
    }
    link.release();
  }
};

}  // namespace detail

HYPER_INLINE websocket_handle::websocket_handle(detail::websocket_link* link) noexcept
    : link_(link) {
  link_->retain();
}
HYPER_INLINE websocket_handle::websocket_handle(websocket_handle const& other) noexcept
    : link_(other.link_) {
  if (link_ != nullptr) link_->retain();
}
HYPER_INLINE websocket_handle::~websocket_handle() {
  if (link_ != nullptr) link_->release();
}

HYPER_INLINE bool websocket_handle::open() const { return link_ != nullptr && link_->open(); }

HYPER_INLINE bool websocket_handle::send_text(std::string_view text) const {
  return post(websocket_opcode::text, 0, text);
}
HYPER_INLINE bool websocket_handle::send_binary(std::string_view bytes) const {
  return post(websocket_opcode::binary, 0, bytes);
}
HYPER_INLINE bool websocket_handle::ping(std::string_view payload) const {
  return post(websocket_opcode::ping, 0, payload.substr(0, 125));
}
HYPER_INLINE bool websocket_handle::close(std::uint16_t code, std::string_view reason) const {
  return post(websocket_opcode::close, code, reason);
}

HYPER_INLINE bool websocket_handle::post(websocket_opcode opcode, std::uint16_t code,
                                         std::string_view payload) const {
  if (link_ == nullptr) return false;
  detail::websocket_link::item what{opcode, code, std::string(payload)};
  if (event_loop::exists() && &event_loop::current() == link_->loop) {
    websocket_session* const here = link_->session.load();
    return here != nullptr && detail::websocket_delivery::hand_over(*here, what);
  }
  auto const how = link_->add(std::move(what));
  if (how != detail::websocket_link::verdict::deliver)
    return how == detail::websocket_link::verdict::queued;
  link_->retain();
  if (link_->mailbox.post(&detail::websocket_delivery::run, link_)) return true;
  link_->release();
  return false;
}

}  // namespace hyper
