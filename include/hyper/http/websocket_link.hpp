// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/websocket_handle.hpp: what a session and its handles share.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/websocket_frame.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {
class websocket_session;
}

namespace hyper::detail {

/// Lives as long as the session or a handle. Only the thread of the session's loop dereferences
/// `session`; the others leave their messages in the queue and post their delivery to it.
struct websocket_link {
  struct item {
    websocket_opcode opcode;
    std::uint16_t code;
    std::string payload;
  };
  enum class verdict : std::uint8_t { refused, queued, deliver };

  websocket_link(websocket_session& of, event_loop& its_loop, bool opened, std::size_t most,
                 bool closes)
      : session(&of),
        loop(&its_loop),
        mailbox(its_loop.mailbox()),
        limit(most),
        closes_on_overflow(closes),
        open_(opened) {}

  void retain() noexcept { references_.fetch_add(1, std::memory_order_relaxed); }
  void release() noexcept {
    if (references_.fetch_sub(1, std::memory_order_acq_rel) == 1) delete this;
  }

  bool open() {
    std::lock_guard const hold(guard_);
    return open_;
  }
  /// Nothing is accepted any more.
  void set_closed() noexcept {
    std::lock_guard const hold(guard_);
    open_ = false;
  }
  /// Of the frames that the session itself holds.
  void note_unsent(std::size_t bytes) noexcept {
    std::lock_guard const hold(guard_);
    unsent_ = bytes;
  }

  /// Takes a message of another thread. `deliver`: the caller must see to its delivery.
  verdict add(item what) {
    std::lock_guard const hold(guard_);
    if (!open_) return verdict::refused;
    bool const full = what.opcode != websocket_opcode::close && queued_ + unsent_ >= limit;
    if (full && !closes_on_overflow) return verdict::refused;
    if (full) what = {websocket_opcode::close, websocket_code::try_again_later, {}};
    if (what.opcode == websocket_opcode::close) open_ = false;
    queued_ += what.payload.size();
    queue_.push_back(std::move(what));
    if (std::exchange(delivering_, true)) return full ? verdict::refused : verdict::queued;
    return verdict::deliver;
  }
  /// What waits for delivery, which has come.
  std::vector<item> take() {
    std::lock_guard const hold(guard_);
    delivering_ = false;
    queued_ = 0;
    return std::exchange(queue_, {});
  }

  std::atomic<websocket_session*> session;  // nullptr once it is gone
  event_loop const* const loop;
  loop_mailbox const mailbox;
  std::size_t const limit;
  bool const closes_on_overflow;

 private:
  ~websocket_link() = default;

  std::atomic<unsigned> references_{1};  // the session's
  std::mutex guard_;
  std::vector<item> queue_;
  std::size_t queued_ = 0;  // bytes
  std::size_t unsent_ = 0;
  bool delivering_ = false;
  bool open_;
};

}  // namespace hyper::detail
