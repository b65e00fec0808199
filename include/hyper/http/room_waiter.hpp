// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of the folder: coroutines that wait until a client has taken what was written.

#include <coroutine>
#include <cstddef>
#include <utility>

namespace hyper::detail {

/// Waits until no more than `limit` bytes are unsent. It stands in a list of whoever sends, and
/// takes itself off when it is destroyed.
class [[nodiscard]] room_waiter {
 public:
  room_waiter(room_waiter*& list, std::size_t unsent, std::size_t limit)
      : list_(list), limit_(limit), has_room_(unsent <= limit) {}
  room_waiter(room_waiter const&) = delete;
  room_waiter& operator=(room_waiter const&) = delete;
  ~room_waiter() { leave(); }

  bool await_ready() const noexcept { return has_room_; }
  void await_suspend(std::coroutine_handle<> awaiting) noexcept {
    awaiting_ = awaiting;
    join(list_);
  }
  void await_resume() const noexcept {}

  /// Resumes all that have room now. Each that goes on may write, and so take the room of others:
  /// `unsent()` is asked before each. Few wait for one client, so the list is searched anew.
  template <class Unsent>
  static void wake(room_waiter*& list, Unsent unsent) {
    for (room_waiter* each = list; each != nullptr; each = each->next_) each->looked_at_ = false;
    for (room_waiter* each = list; each != nullptr;) {
      bool const resumes = !std::exchange(each->looked_at_, true) && unsent() <= each->limit_;
      if (!resumes) {
        each = each->next_;
        continue;
      }
      each->leave();
      each->awaiting_.resume();
      each = list;  // others may have come and gone
    }
  }

 private:
  void join(room_waiter*& list) noexcept {
    next_ = list;
    place_ = &list;
    if (next_ != nullptr) next_->place_ = &next_;
    list = this;
    looked_at_ = true;  // whoever comes while others are woken waits for the next time
  }
  void leave() noexcept {
    if (place_ == nullptr) return;
    *place_ = next_;
    if (next_ != nullptr) next_->place_ = place_;
    place_ = nullptr;
  }

  room_waiter*& list_;
  room_waiter** place_ = nullptr;  // what points to this one
  room_waiter* next_ = nullptr;
  std::coroutine_handle<> awaiting_;
  std::size_t limit_;
  bool has_room_;
  bool looked_at_ = true;
};

}  // namespace hyper::detail
