// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <coroutine>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/server_event.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// Said by the compiler about a `co_yield` of something that is no event.
template <class Type, fixed_string... Advice>
struct event_stream_cannot_yield;

/// A coroutine that makes server-sent events, for as long as somebody listens:
///
///   event_stream count(last_event_id since) {
///     for (int i = since.number_or(0) + 1;; ++i) {
///       co_await sleep_for(1'000);
///       co_yield server_event(std::to_string(i)).with_id(i);
///     }
///   }
///
/// It may await what a `task` may, and yield `server_event`s or texts. It goes on when its event
/// has been taken by the connection, so a slow client slows it down. When the client leaves, the
/// frame is destroyed where it stands. Parameters must be values, as those of a `task`.
class event_stream {
 public:
  struct promise_type;
  using handle_type = std::coroutine_handle<promise_type>;
  /// What `next` has found.
  enum class news : std::uint8_t { event, quiet, ended };

  event_stream(event_stream&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  event_stream& operator=(event_stream&&) = delete;
  ~event_stream() {
    if (frame_) frame_.destroy();
  }

  class next_event;
  /// `co_await events.next(15'000)`: the next event, which `take` then gives; or its end; or
  /// nothing within so many milliseconds: then it goes on by itself, and may be asked again.
  /// Throws what the coroutine threw.
  next_event next(std::int64_t patience);
  server_event take();
  /// Makes `next` find the end from now on, also for who waits in it: the server drains.
  void end();

 private:
  explicit event_stream(handle_type frame) noexcept : frame_(frame) {}
  handle_type frame_;
};

struct event_stream::promise_type : detail::promise_base {
  std::optional<server_event> made;
  std::coroutine_handle<> waiting;  // who asked and fell asleep
  bool at_work = false;             // it has been asked, and has not come to an event yet
  bool ended = false;               // nobody wants to know more

  /// Suspends the coroutine and wakes who waits for it, unless that one is on the stack.
  struct hand_over {
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(handle_type maker) const noexcept {
      maker.promise().at_work = false;
      auto const waiting = std::exchange(maker.promise().waiting, {});
      return waiting ? waiting : std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };

  event_stream get_return_object() noexcept {
    return event_stream(handle_type::from_promise(*this));
  }
  hand_over final_suspend() const noexcept { return {}; }
  void return_void() const noexcept {}

  template <class T>
  hand_over yield_value(T&& what) {
    if constexpr (std::same_as<std::remove_cvref_t<T>, server_event>)
      made.emplace(std::forward<T>(what));
    else if constexpr (std::convertible_to<T, std::string_view>)
      made.emplace(std::string(std::forward<T>(what)));
    else
      compile_error<event_stream_cannot_yield<std::remove_cvref_t<T>, "yield a server_event,",
                                              "or a text that is its data">>();
    return {};
  }
};

class event_stream::next_event {
 public:
  next_event(event_stream& of, std::int64_t patience) : of_(of), patience_(patience) {}
  next_event(next_event const&) = delete;
  next_event& operator=(next_event const&) = delete;
  ~next_event();

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> asking) {
    if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
      of_.frame_.promise().inherited = asking.promise().inherited;
    return wait(asking);
  }
  news await_resume();

 private:
  bool wait(std::coroutine_handle<> asking);

  struct alarm : timer {
    next_event* owner;
  };
  event_stream& of_;
  std::int64_t patience_;
  event_loop* loop_ = nullptr;
  alarm alarm_;
};

inline event_stream::next_event event_stream::next(std::int64_t patience) {
  return next_event(*this, patience);
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/event_stream.ipp>
#endif
