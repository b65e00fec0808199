// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <coroutine>
#include <exception>
#include <hyper/config.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <memory>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace hyper {

/// Thrown by `blocking` when so many jobs wait already that another one would only add to the
/// delay.
struct offload_pool_full : std::runtime_error {
  offload_pool_full()
      : std::runtime_error("the pool for blocking work has too many waiting jobs") {}
};

/// The threads that run blocking work for all event loops of the process.
class offload_pool {
 public:
  /// A piece of work. It is run once on a thread of the pool, or destroyed unrun at shutdown.
  struct job {
    virtual void run() noexcept = 0;
    virtual ~job() = default;
  };

  /// The pool of the process; its threads start with the first job.
  static offload_pool& shared();
  /// Number of threads (1 … 256) and of waiting jobs allowed; before the first job only.
  static void configure(unsigned threads, std::size_t waiting_limit);
  /// Throws offload_pool_full.
  void submit(std::shared_ptr<job> work);

  offload_pool();
  ~offload_pool();
  offload_pool(offload_pool const&) = delete;
  offload_pool& operator=(offload_pool const&) = delete;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

namespace detail {

template <class Function>
class blocking_job final : public offload_pool::job,
                           public std::enable_shared_from_this<blocking_job<Function>> {
 public:
  using result_type = std::invoke_result_t<Function&>;
  using stored_type = std::conditional_t<std::is_void_v<result_type>, bool, result_type>;

  blocking_job(Function work, event_loop& loop)
      : work_(std::move(work)), answer_to_(loop.mailbox()) {}

  void run() noexcept override {
    try {
      if constexpr (std::is_void_v<result_type>) {
        work_();
        result_.emplace(true);
      } else {
        result_.emplace(work_());
      }
    } catch (...) {
      failure_ = std::current_exception();
    }
    auto* const holder = new std::shared_ptr<blocking_job>(this->shared_from_this());
    if (!answer_to_.post(&blocking_job::arrived, holder)) delete holder;
  }

  // On the loop's thread: the awaiter has left if `awaiting` is empty.
  static void arrived(void* holder) {
    std::unique_ptr<std::shared_ptr<blocking_job>> const job(
        static_cast<std::shared_ptr<blocking_job>*>(holder));
    if ((*job)->awaiting) std::exchange((*job)->awaiting, {}).resume();
  }

  result_type take() {
    if (failure_) std::rethrow_exception(failure_);
    if constexpr (!std::is_void_v<result_type>) return std::move(*result_);
  }

  std::coroutine_handle<> awaiting;

 private:
  Function work_;
  loop_mailbox answer_to_;
  std::optional<stored_type> result_;
  std::exception_ptr failure_;
};

}  // namespace detail

/// `co_await blocking(function)` runs the function on the offload pool and continues on this loop
/// with its result. The function must own what it uses: if the task is destroyed meanwhile, the
/// function still runs to its end and its result is dropped.
template <class Function>
class blocking {
 public:
  explicit blocking(Function work) : work_(std::move(work)) {}
  blocking(blocking const&) = delete;
  blocking& operator=(blocking const&) = delete;
  ~blocking() {
    if (job_) job_->awaiting = {};
  }

  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> awaiting) {
    job_ =
        std::make_shared<detail::blocking_job<Function>>(std::move(work_), event_loop::current());
    job_->awaiting = awaiting;
    offload_pool::shared().submit(job_);
  }
  decltype(auto) await_resume() { return job_->take(); }

 private:
  Function work_;
  std::shared_ptr<detail::blocking_job<Function>> job_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/runtime/blocking.ipp>
#endif
