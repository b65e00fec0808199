// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <vector>

namespace hyper {

class event_loop;

/// Something that waits for a file descriptor. It is linked into the loop by address: keep it still
/// while watched, and `unwatch` before it dies.
struct watcher {
  /// Called on the loop's thread with EPOLLIN, EPOLLOUT, EPOLLHUP, EPOLLERR, EPOLLRDHUP bits.
  void (*ready)(watcher& self, std::uint32_t events) = nullptr;

 private:
  friend class event_loop;
  std::uint32_t batch_slot = 0;  // 1 + its place among the events being handled now, or 0
};

/// Something that waits for a moment. Same rules as `watcher`; `disarm` before it dies.
struct timer {
  void (*due)(timer& self) = nullptr;
  bool armed() const { return heap_slot != 0; }
  std::int64_t moment() const { return when; }  ///< milliseconds of `event_loop::now`

 private:
  friend class event_loop;
  std::int64_t when = 0;
  std::uint32_t heap_slot = 0;  // 1 + its place in the heap, or 0
};

/// Something that runs once after all events of this turn and before the loop sleeps. This is where
/// writes of one turn are gathered into one system call.
struct turn_hook {
  void (*run)(turn_hook& self) = nullptr;
  bool queued() const { return linked; }

 private:
  friend class event_loop;
  turn_hook* next = nullptr;
  turn_hook** previous = nullptr;
  bool linked = false;
};

/// A way to reach a loop from other threads that may be kept longer than the loop lives.
class loop_mailbox {
 public:
  loop_mailbox(loop_mailbox const& other) noexcept;
  loop_mailbox& operator=(loop_mailbox const&) = delete;
  ~loop_mailbox();

  /// Runs `work(argument)` on the loop's thread, soon. False, and nothing is run, when the loop is
  /// gone. Any thread.
  bool post(void (*work)(void* argument), void* argument) const;

 private:
  friend class event_loop;
  struct contents;  // shared by all copies
  loop_mailbox();
  contents* contents_;
};

/// One thread's loop over epoll(7). Everything but `post` and `stop` belongs to that thread.
class event_loop {
 public:
  /// Throws std::system_error when the kernel refuses a descriptor.
  event_loop();
  /// Runs what has been posted and not run yet.
  ~event_loop();
  event_loop(event_loop const&) = delete;
  event_loop& operator=(event_loop const&) = delete;

  /// The loop of this thread. Throws std::logic_error when the thread runs none.
  static event_loop& current();
  static bool exists() noexcept;

  /// Handles events until `stop`. The calling thread becomes the loop's.
  void run();
  /// One turn: waits at most `timeout_milliseconds` (-1: for ever) for events and handles them.
  void turn(int timeout_milliseconds);
  /// Ends `run` after the present turn. Any thread.
  void stop();

  /// Watches a descriptor for `events` (EPOLLIN …, EPOLLET allowed). Throws std::system_error.
  void watch(int descriptor, std::uint32_t events, watcher& by);
  void rewatch(int descriptor, std::uint32_t events, watcher& by);
  /// Forgets the descriptor; events of the present batch that are still to come are dropped.
  void unwatch(int descriptor, watcher& by) noexcept;

  /// Milliseconds of the monotonic clock, read once a turn.
  std::int64_t now() const { return now_; }
  /// The same, read now: for code that has run long.
  std::int64_t refresh_now();

  /// Calls the timer at `moment` (milliseconds of `now`); moves it when it is armed already.
  void arm(timer& at, std::int64_t moment);
  void disarm(timer& at) noexcept;

  /// Runs the hook at the end of this turn; asking twice in a turn runs it once. A hook that asks
  /// for itself while it runs is run at the end of the next turn, which does not sleep.
  void at_turn_end(turn_hook& hook);
  void cancel(turn_hook& hook) noexcept;

  /// Runs `work(argument)` on the loop's thread, soon. Any thread.
  void post(void (*work)(void* argument), void* argument) { mailbox_.post(work, argument); }
  /// For work on other threads that may end after this loop.
  loop_mailbox const& mailbox() const { return mailbox_; }

  /// How many turns have begun: two things with the same number happened in the same turn.
  std::uint64_t turn_number() const { return turn_; }

 private:
  void run_timers();
  void run_hooks();
  void run_posted();
  void sift_up(std::size_t place);
  void sift_down(std::size_t place);
  void put(std::size_t place, timer* at);
  int sleep_limit(int timeout_milliseconds) const;

  static constexpr int batch_size = 256;
  int epoll_ = -1;
  struct waking : watcher {
    loop_mailbox::contents* by = nullptr;
  } waker_;
  std::int64_t now_ = 0;
  std::uint64_t turn_ = 0;
  bool stopping_ = false;
  std::vector<timer*> heap_;
  static void put_in(turn_hook*& list, turn_hook& hook) noexcept;
  turn_hook* hooks_ = nullptr;
  turn_hook* hooks_of_next_turn_ = nullptr;
  turn_hook* running_hook_ = nullptr;
  watcher* batch_[batch_size]{};
  int batch_used_ = 0;
  loop_mailbox mailbox_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/runtime/event_loop.ipp>
#endif
