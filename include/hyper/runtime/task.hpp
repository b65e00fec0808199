// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <exception>
#include <hyper/runtime/context.hpp>
#include <hyper/runtime/frame_pool.hpp>
#include <new>
#include <type_traits>
#include <utility>

namespace hyper {

template <class T>
class task;

namespace detail {

/// What every promise of the library has: who waits, and in which context.
struct promise_base {
  std::coroutine_handle<> awaiting;         // resumed at the end, once `suspended` is set
  void (*finished)(void* owner) = nullptr;  // called at the end of a task without an awaiter
  void* owner = nullptr;
  context const* inherited = nullptr;
  std::exception_ptr failure;
  bool suspended = false;  // the task has been left at least once: its awaiter sleeps

  static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
  static void operator delete(void* frame, std::size_t size) { frame_pool::release(frame, size); }

  std::suspend_always initial_suspend() const noexcept { return {}; }
  void unhandled_exception() noexcept { failure = std::current_exception(); }

  struct end {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> ended) noexcept {
      promise_base& promise = ended.promise();
      if (!promise.suspended) return std::noop_coroutine();  // the awaiter is still on the stack
      if (promise.awaiting) return promise.awaiting;
      // `finished` may destroy the frame, so nothing of it is touched afterwards.
      if (promise.finished != nullptr) promise.finished(promise.owner);
      return std::noop_coroutine();
    }
    void await_resume() const noexcept {}
  };
  end final_suspend() const noexcept { return {}; }
};

template <class T>
struct promise_result : promise_base {
  union {
    T value;
  };
  bool has_value = false;

  promise_result() noexcept {}
  ~promise_result() {
    if (has_value) value.~T();
  }
  template <class U>
    requires std::is_constructible_v<T, U>
  void return_value(U&& result) {
    new (static_cast<void*>(&value)) T(std::forward<U>(result));
    has_value = true;
  }
  T take() {
    if (failure) std::rethrow_exception(failure);
    return std::move(value);
  }
};

template <>
struct promise_result<void> : promise_base {
  void return_void() noexcept {}
  void take() {
    if (failure) std::rethrow_exception(failure);
  }
};

}  // namespace detail

/// A lazy coroutine: it begins when it is awaited, and the object owns its frame. Destroying a
/// suspended task destroys what it waits for with it; that is how a request whose client has left
/// is cancelled. Every awaitable of the library takes itself off its list when it is destroyed.
///
/// A task stays on the thread of the event loop that began it. Its parameters should be values:
/// references must outlive the whole task.
template <class T = void>
class [[nodiscard]] task {
 public:
  struct promise_type : detail::promise_result<T> {
    task get_return_object() noexcept {
      return task(std::coroutine_handle<promise_type>::from_promise(*this));
    }
  };
  using value_type = T;
  using handle_type = std::coroutine_handle<promise_type>;

  task() = default;
  task(task&& other) noexcept : frame_(std::exchange(other.frame_, {})) {}
  task& operator=(task&& other) noexcept {
    if (this != &other) {
      cancel();
      frame_ = std::exchange(other.frame_, {});
    }
    return *this;
  }
  ~task() { cancel(); }

  /// True while there is a frame: from the call of the coroutine until `cancel` or a move.
  explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  bool done() const noexcept { return frame_ && frame_.done(); }

  /// Destroys the frame and, with it, everything it waits for. The task must not be on the stack.
  void cancel() noexcept {
    if (frame_) std::exchange(frame_, {}).destroy();
  }

  /// Begins a task from ordinary code. Returns true if it ended at once; otherwise
  /// `finished(owner)` is called on this thread when it ends, and may destroy the task.
  bool start(void (*finished)(void* owner), void* owner, context const* inherited = nullptr) {
    auto& promise = frame_.promise();
    promise.inherited = inherited;
    promise.finished = finished;
    promise.owner = owner;
    frame_.resume();
    if (frame_.done()) return true;
    promise.suspended = true;
    return false;
  }

  /// The result of a task that is done; throws what it threw.
  T result() { return frame_.promise().take(); }

  struct awaiter {
    handle_type frame;
    bool await_ready() const noexcept { return false; }

    // The task runs on the awaiter's stack until it first waits, so that a task which never waits
    // costs a call; only then does the awaiter sleep. (Symmetric transfer would need tail calls,
    // which neither -O0 nor the sanitizers give.)
    template <class Promise>
    bool await_suspend(std::coroutine_handle<Promise> awaiting) {
      auto& promise = frame.promise();
      promise.awaiting = awaiting;
      if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
        if (promise.inherited == nullptr) promise.inherited = awaiting.promise().inherited;
      frame.resume();
      if (frame.done()) return false;
      promise.suspended = true;
      return true;
    }
    T await_resume() { return frame.promise().take(); }
  };
  awaiter operator co_await() && noexcept { return awaiter{frame_}; }
  awaiter operator co_await() & noexcept { return awaiter{frame_}; }

  /// Gives the task a context of its own instead of the awaiting task's.
  void set_context(context const* own) noexcept { frame_.promise().inherited = own; }

 private:
  explicit task(handle_type frame) noexcept : frame_(frame) {}
  handle_type frame_;
};

/// `co_await current_context()` is the context of the running task, or nullptr.
struct current_context {
  context const* found = nullptr;
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> awaiting) noexcept {
    if constexpr (std::is_base_of_v<detail::promise_base, Promise>)
      found = awaiting.promise().inherited;
    return false;
  }
  context const* await_resume() const noexcept { return found; }
};

namespace detail {
template <class T>
struct task_result {
  using type = T;
  static constexpr bool is_task = false;
};
template <class T>
struct task_result<task<T>> {
  using type = T;
  static constexpr bool is_task = true;
};
}  // namespace detail

/// `T` for both `T` and `task<T>`.
template <class T>
using task_result_t = typename detail::task_result<T>::type;

template <class T>
inline constexpr bool is_task = detail::task_result<T>::is_task;

}  // namespace hyper
