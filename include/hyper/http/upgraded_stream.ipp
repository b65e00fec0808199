// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/upgraded_stream.hpp>
//
#include <atomic>
#include <memory>
#include <utility>

namespace hyper {

struct stream_handle::control {
  explicit control(upgraded_stream* of) : stream(of), mailbox(event_loop::current().mailbox()) {}

  std::atomic<int> references{1};
  upgraded_stream* stream;  // belongs to the loop's thread
  loop_mailbox mailbox;
};

HYPER_INLINE stream_handle::stream_handle(stream_handle const& other) noexcept
    : shared_(other.shared_) {
  if (shared_ != nullptr) shared_->references.fetch_add(1, std::memory_order_relaxed);
}

HYPER_INLINE stream_handle& stream_handle::operator=(stream_handle const& other) noexcept {
  stream_handle kept(other);
  std::swap(shared_, kept.shared_);
  return *this;
}

HYPER_INLINE stream_handle::~stream_handle() { let_go(); }

HYPER_INLINE void stream_handle::let_go() noexcept {
  control* const mine = std::exchange(shared_, nullptr);
  if (mine != nullptr && mine->references.fetch_sub(1, std::memory_order_acq_rel) == 1) delete mine;
}

HYPER_INLINE bool stream_handle::post(void (*work)(upgraded_stream* stream, void* argument),
                                      void* argument) const {
  struct parcel {
    stream_handle to;
    void (*work)(upgraded_stream*, void*);
    void* argument;
  };
  if (shared_ == nullptr) return false;
  auto sent = std::make_unique<parcel>(parcel{*this, work, argument});
  auto const arrived = [](void* self) {
    std::unique_ptr<parcel> const mine(static_cast<parcel*>(self));
    mine->work(mine->to.shared_->stream, mine->argument);
  };
  if (!shared_->mailbox.post(arrived, sent.get())) return false;
  static_cast<void>(sent.release());
  return true;
}

HYPER_INLINE upgraded_stream::~upgraded_stream() {
  work_.cancel();
  if (shared_.shared_ != nullptr) shared_.shared_->stream = nullptr;
}

HYPER_INLINE stream_handle upgraded_stream::handle() {
  if (shared_.shared_ == nullptr) shared_.shared_ = new stream_handle::control(this);
  return shared_;
}

HYPER_INLINE void upgraded_stream::write(std::string_view bytes) {
  if (!open()) return;
  output_.append(bytes);
  if (carrier_ != nullptr) carrier_->output_grew();
}

HYPER_INLINE void upgraded_stream::close() {
  closing_ = true;
  if (carrier_ != nullptr) carrier_->output_grew();
}

HYPER_INLINE void upgraded_stream::abort() {
  aborted_ = true;
  if (carrier_ != nullptr) carrier_->output_grew();
}

HYPER_INLINE void upgraded_stream::on_drain(void (*what)(void* self), void* self) {
  on_drain_ = what;
  on_drain_self_ = self;
  if (draining_ && what != nullptr) std::exchange(on_drain_, nullptr)(self);
}

HYPER_INLINE void upgraded_stream::begin_drain() {
  draining_ = true;
  if (on_drain_ != nullptr) std::exchange(on_drain_, nullptr)(on_drain_self_);
}

HYPER_INLINE bool upgraded_stream::begin(exchange_carrier& carrier, void (*finished)(void* owner),
                                         void* owner) {
  carrier_ = &carrier;
  fresh_ = !input_.empty();
  if (!work_) return true;
  return work_.start(finished, owner);
}

HYPER_INLINE bool upgraded_stream::failed() {
  if (!work_) return false;
  try {
    work_.result();
    return false;
  } catch (...) {
    return true;
  }
}

HYPER_INLINE void upgraded_stream::input_came(bool more) {
  (more ? fresh_ : ended_) = true;
  if (reader_) std::exchange(reader_, {}).resume();
}

HYPER_INLINE void upgraded_stream::output_sent(std::size_t count) {
  sent_ += count;
  if (sent_ == output_.size()) {
    output_.clear();
    sent_ = 0;
  }
  detail::drop_sent(output_, sent_);
  detail::room_waiter::wake(waiters_, [this] { return unsent(); });
}

HYPER_INLINE void upgraded_stream::rest() {
  constexpr std::size_t kept = 256;
  if (output_.empty() && output_.capacity() > kept) std::string().swap(output_);
  if (input_.empty() && input_.capacity() != 0) detail::receive_buffer().swap(input_);
}

}  // namespace hyper
