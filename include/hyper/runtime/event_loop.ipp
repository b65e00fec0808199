// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/event_loop.hpp>
//
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>
#include <atomic>
#include <cerrno>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE event_loop*& loop_of_this_thread() {
  thread_local event_loop* loop = nullptr;
  return loop;
}

HYPER_INLINE std::int64_t monotonic_milliseconds() {
  timespec moment{};
  clock_gettime(CLOCK_MONOTONIC, &moment);
  return moment.tv_sec * 1000 + moment.tv_nsec / 1'000'000;
}

}  // namespace detail

struct loop_mailbox::contents {
  struct letter {
    void (*work)(void*);
    void* argument;
  };
  std::atomic<int> owners{1};
  std::mutex guard;
  std::vector<letter> letters;
  std::vector<letter> being_read;   // by the loop's thread
  std::atomic<bool> filled{false};  // so that turns without letters need no lock
  int waker = -1;                   // an eventfd(2), or -1 when the loop is gone

  void wake() const {
    std::uint64_t const one = 1;
    static_cast<void>(!::write(waker, &one, sizeof one));
  }
  void be_woken() {
    std::uint64_t count = 0;
    static_cast<void>(!::read(waker, &count, sizeof count));
    filled.store(true, std::memory_order_relaxed);
  }
};

HYPER_INLINE loop_mailbox::loop_mailbox() : contents_(new contents) {}

HYPER_INLINE loop_mailbox::loop_mailbox(loop_mailbox const& other) noexcept
    : contents_(other.contents_) {
  contents_->owners.fetch_add(1, std::memory_order_relaxed);
}

HYPER_INLINE loop_mailbox::~loop_mailbox() {
  if (contents_->owners.fetch_sub(1, std::memory_order_acq_rel) == 1) delete contents_;
}

HYPER_INLINE bool loop_mailbox::post(void (*work)(void* argument), void* argument) const {
  std::lock_guard<std::mutex> const hold(contents_->guard);
  if (contents_->waker < 0) return false;
  contents_->letters.push_back({work, argument});
  contents_->filled.store(true, std::memory_order_release);
  if (contents_->letters.size() == 1) contents_->wake();
  return true;
}

HYPER_INLINE event_loop::event_loop() {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  int const waker = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (epoll_ < 0 || waker < 0) {
    int const reason = errno;
    if (epoll_ >= 0) ::close(epoll_);
    if (waker >= 0) ::close(waker);
    throw std::system_error(reason, std::system_category(), "event loop");
  }
  mailbox_.contents_->waker = waker;
  // What is posted is run in every turn; the event only ends the sleep.
  waker_.ready = [](watcher& self, std::uint32_t) { static_cast<waking&>(self).by->be_woken(); };
  waker_.by = mailbox_.contents_;
  watch(waker, EPOLLIN, waker_);
  refresh_now();
  if (detail::loop_of_this_thread() == nullptr) detail::loop_of_this_thread() = this;
}

HYPER_INLINE event_loop::~event_loop() {
  run_posted();
  if (detail::loop_of_this_thread() == this) detail::loop_of_this_thread() = nullptr;
  int waker = -1;
  {
    std::lock_guard<std::mutex> const hold(mailbox_.contents_->guard);
    waker = std::exchange(mailbox_.contents_->waker, -1);
  }
  run_posted();  // what came just before the box was closed
  ::close(waker);
  ::close(epoll_);
}

HYPER_INLINE bool event_loop::exists() noexcept { return detail::loop_of_this_thread() != nullptr; }

HYPER_INLINE event_loop& event_loop::current() {
  event_loop* const loop = detail::loop_of_this_thread();
  if (loop == nullptr) throw std::logic_error("this thread runs no event loop");
  return *loop;
}

HYPER_INLINE void event_loop::run() {
  event_loop* const outer = detail::loop_of_this_thread();
  detail::loop_of_this_thread() = this;
  stopping_ = false;
  while (!stopping_) turn(-1);
  detail::loop_of_this_thread() = outer;
}

HYPER_INLINE void event_loop::turn(int timeout_milliseconds) {
  epoll_event events[batch_size];
  int const ready = epoll_wait(epoll_, events, batch_size, sleep_limit(timeout_milliseconds));
  ++turn_;
  refresh_now();
  batch_used_ = ready > 0 ? ready : 0;
  for (int i = 0; i < batch_used_; ++i) {
    batch_[i] = static_cast<watcher*>(events[i].data.ptr);
    batch_[i]->batch_slot = static_cast<std::uint32_t>(i + 1);
  }
  for (int i = 0; i < batch_used_; ++i) {
    watcher* const by = batch_[i];
    if (by == nullptr) continue;  // unwatched by an earlier event of this batch
    by->batch_slot = 0;
    by->ready(*by, events[i].events);
  }
  batch_used_ = 0;
  run_posted();
  run_timers();
  run_hooks();
}

HYPER_INLINE int event_loop::sleep_limit(int timeout_milliseconds) const {
  if (stopping_ || hooks_ != nullptr) return 0;
  if (heap_.empty()) return timeout_milliseconds;
  // The time of this turn's beginning does for what is far; what is near is worth another look.
  constexpr std::int64_t near = 100;
  std::int64_t left = heap_.front()->when - now_;
  if (left < near) left = heap_.front()->when - detail::monotonic_milliseconds();
  int const until_timer = left <= 0 ? 0 : static_cast<int>(left < 3'600'000 ? left : 3'600'000);
  if (timeout_milliseconds < 0 || until_timer < timeout_milliseconds) return until_timer;
  return timeout_milliseconds;
}

HYPER_INLINE void event_loop::stop() {
  post([](void* self) { static_cast<event_loop*>(self)->stopping_ = true; }, this);
}

HYPER_INLINE void event_loop::watch(int descriptor, std::uint32_t events, watcher& by) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.ptr = &by;
  if (epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &wanted) != 0)
    throw std::system_error(errno, std::system_category(), "epoll_ctl");
}

HYPER_INLINE void event_loop::rewatch(int descriptor, std::uint32_t events, watcher& by) {
  epoll_event wanted{};
  wanted.events = events;
  wanted.data.ptr = &by;
  if (epoll_ctl(epoll_, EPOLL_CTL_MOD, descriptor, &wanted) != 0)
    throw std::system_error(errno, std::system_category(), "epoll_ctl");
}

HYPER_INLINE void event_loop::unwatch(int descriptor, watcher& by) noexcept {
  epoll_ctl(epoll_, EPOLL_CTL_DEL, descriptor, nullptr);
  if (by.batch_slot != 0) batch_[by.batch_slot - 1] = nullptr;
  by.batch_slot = 0;
}

HYPER_INLINE std::int64_t event_loop::refresh_now() {
  return now_ = detail::monotonic_milliseconds();
}

HYPER_INLINE void event_loop::put(std::size_t place, timer* at) {
  heap_[place] = at;
  at->heap_slot = static_cast<std::uint32_t>(place + 1);
}

HYPER_INLINE void event_loop::sift_up(std::size_t place) {
  timer* const moving = heap_[place];
  while (place > 0 && moving->when < heap_[(place - 1) / 4]->when) {
    put(place, heap_[(place - 1) / 4]);
    place = (place - 1) / 4;
  }
  put(place, moving);
}

HYPER_INLINE void event_loop::sift_down(std::size_t place) {
  timer* const moving = heap_[place];
  while (true) {
    std::size_t least = place * 4 + 1;
    if (least >= heap_.size()) break;
    for (std::size_t child = least + 1; child <= place * 4 + 4 && child < heap_.size(); ++child)
      if (heap_[child]->when < heap_[least]->when) least = child;
    if (heap_[least]->when >= moving->when) break;
    put(place, heap_[least]);
    place = least;
  }
  put(place, moving);
}

HYPER_INLINE void event_loop::arm(timer& at, std::int64_t moment) {
  std::int64_t const before = at.when;
  at.when = moment;
  if (!at.armed()) {
    heap_.push_back(&at);
    sift_up(heap_.size() - 1);
  } else if (moment < before) {
    sift_up(at.heap_slot - 1);
  } else {
    sift_down(at.heap_slot - 1);
  }
}

HYPER_INLINE void event_loop::disarm(timer& at) noexcept {
  if (!at.armed()) return;
  std::size_t const place = at.heap_slot - 1;
  at.heap_slot = 0;
  timer* const last = heap_.back();
  heap_.pop_back();
  if (last == &at) return;
  put(place, last);
  sift_up(place);
  sift_down(last->heap_slot - 1);
}

HYPER_INLINE void event_loop::run_timers() {
  // Only what is due at the beginning of the round: a timer that re-arms itself for "now" must not
  // keep the loop from its events.
  std::size_t budget = heap_.size();
  while (budget-- > 0 && !heap_.empty() && heap_.front()->when <= now_) {
    timer& at = *heap_.front();
    disarm(at);
    at.due(at);
  }
}

HYPER_INLINE void event_loop::put_in(turn_hook*& list, turn_hook& hook) noexcept {
  hook.linked = true;
  hook.next = list;
  hook.previous = &list;
  if (list != nullptr) list->previous = &hook.next;
  list = &hook;
}

HYPER_INLINE void event_loop::at_turn_end(turn_hook& hook) {
  if (!hook.linked) put_in(&hook == running_hook_ ? hooks_of_next_turn_ : hooks_, hook);
}

HYPER_INLINE void event_loop::cancel(turn_hook& hook) noexcept {
  if (!hook.linked) return;
  hook.linked = false;
  *hook.previous = hook.next;
  if (hook.next != nullptr) hook.next->previous = hook.previous;
  hook.next = nullptr;
}

// Hooks that are queued by hooks run too, within reason.
HYPER_INLINE void event_loop::run_hooks() {
  for (int rounds = 0; hooks_ != nullptr && rounds < 4096; ++rounds) {
    turn_hook& hook = *hooks_;
    cancel(hook);
    running_hook_ = &hook;
    hook.run(hook);
  }
  running_hook_ = nullptr;
  while (hooks_of_next_turn_ != nullptr) {
    turn_hook& hook = *hooks_of_next_turn_;
    cancel(hook);
    put_in(hooks_, hook);
  }
}

HYPER_INLINE void event_loop::run_posted() {
  auto& mail = *mailbox_.contents_;
  if (!mail.filled.load(std::memory_order_acquire)) return;
  {
    std::lock_guard<std::mutex> const hold(mail.guard);
    mail.filled.store(false, std::memory_order_relaxed);
    if (mail.letters.empty()) return;
    mail.being_read.swap(mail.letters);
  }
  for (auto const& letter : mail.being_read) letter.work(letter.argument);
  mail.being_read.clear();
}

}  // namespace hyper
