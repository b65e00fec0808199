// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/body_stream.hpp>
//
#include <hyper/http/incoming_body.hpp>
#include <hyper/http/problem.hpp>
#include <utility>

namespace hyper {

HYPER_INLINE std::optional<std::uint64_t> body_stream::length() const {
  return with_->incoming != nullptr ? with_->incoming->length() : with_->asked.body.size();
}

HYPER_INLINE std::optional<std::string_view> body_stream::trailer(std::string_view name) const {
  bool const streamed = with_->incoming != nullptr;
  return find_field_line(streamed ? with_->incoming->trailers() : with_->asked.trailers, name);
}

HYPER_INLINE body_stream::piece::~piece() {
  if (waits_) of_.with_->incoming->reader = {};
}

HYPER_INLINE bool body_stream::piece::await_ready() {
  return of_.with_->incoming == nullptr || of_.with_->incoming->look();
}

HYPER_INLINE void body_stream::piece::await_suspend(std::coroutine_handle<> awaiting) {
  of_.with_->incoming->reader = awaiting;
  waits_ = true;
  if (of_.with_->carrier != nullptr) of_.with_->carrier->body_wanted();
}

HYPER_INLINE std::string_view body_stream::piece::await_resume() {
  waits_ = false;
  detail::incoming_body const* const from = of_.with_->incoming;
  if (from == nullptr)
    return std::exchange(of_.taken_, true) ? std::string_view() : of_.with_->asked.body;
  if (from->status() != 0) throw http_error(from->status(), std::string(from->why()));
  return from->piece();
}

}  // namespace hyper
