// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/event_stream.hpp>
//

namespace hyper {

HYPER_INLINE server_event event_stream::take() {
  auto& made = frame_.promise().made;
  server_event taken = std::move(made).value();
  made.reset();
  return taken;
}

HYPER_INLINE void event_stream::end() {
  frame_.promise().ended = true;
  if (auto const waiting = std::exchange(frame_.promise().waiting, {})) waiting.resume();
}

HYPER_INLINE event_stream::next_event::~next_event() {
  if (alarm_.armed()) loop_->disarm(alarm_);
}

/// False when there is an event, or the end, without waiting.
HYPER_INLINE bool event_stream::next_event::wait(std::coroutine_handle<> asking) {
  promise_type& promise = of_.frame_.promise();
  if (promise.ended) return false;
  if (!promise.made && !promise.at_work && !of_.frame_.done()) {
    promise.at_work = true;
    of_.frame_.resume();
  }
  if (promise.made || of_.frame_.done()) return false;
  promise.waiting = asking;
  loop_ = &event_loop::current();
  alarm_.owner = this;
  alarm_.due = [](timer& self) {
    auto& maker = static_cast<alarm&>(self).owner->of_.frame_.promise();
    if (auto const sleeper = std::exchange(maker.waiting, {})) sleeper.resume();
  };
  loop_->arm(alarm_, loop_->refresh_now() + patience_);
  return true;
}

HYPER_INLINE event_stream::news event_stream::next_event::await_resume() {
  if (alarm_.armed()) loop_->disarm(alarm_);
  promise_type& promise = of_.frame_.promise();
  if (promise.ended) return news::ended;
  if (promise.made) return news::event;
  if (!of_.frame_.done()) return news::quiet;
  if (promise.failure) std::rethrow_exception(std::exchange(promise.failure, {}));
  return news::ended;
}

}  // namespace hyper
