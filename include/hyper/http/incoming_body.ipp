// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/incoming_body.hpp>
//

namespace hyper::detail {

HYPER_INLINE void incoming_body::reset() noexcept {
  input.clear();
  length_.reset();
  left_ = received = 0;
  waited = waiting_since = 0;
  piece_ = why_ = {};
  status_ = 0;
  ended_ = expects_continue = false;
  reader = {};
}

HYPER_INLINE void incoming_body::begin(std::uint64_t length) {
  length_ = left_ = length;
  ended_ = length == 0;
}

HYPER_INLINE void incoming_body::begin(chunked_limits const& limits) { chunks_.begin(0, limits); }

HYPER_INLINE void incoming_body::give_back() {
  if (piece_.empty()) return;
  input.consume(piece_.size());
  if (length_)
    left_ -= piece_.size();
  else
    chunks_.shift(piece_.size());
  piece_ = {};
}

HYPER_INLINE bool incoming_body::look() {
  give_back();
  if (status_ != 0 || (ended_ && (!length_ || left_ == 0))) return true;
  if (length_) {
    std::size_t const size = input.size() < left_ ? input.size() : static_cast<std::size_t>(left_);
    piece_ = {input.data(), size};
    ended_ = size == left_;
    return size != 0 || ended_;
  }
  if (input.empty()) return false;
  std::size_t size = input.size();
  auto const how = chunks_.decode(input.data(), size);
  input.set_size(size);
  if (how == chunked_decoder::progress::refused) {
    refuse(chunks_.status(), chunks_.why());
    return true;
  }
  ended_ = how == chunked_decoder::progress::complete;
  piece_ = {input.data(), chunks_.body_end()};
  return ended_ || !piece_.empty();
}

HYPER_INLINE void incoming_body::finish() {
  give_back();
  if (!length_) input.consume(chunks_.coded_end());
}

HYPER_INLINE std::uint64_t incoming_body::missing() const {
  if (ended_) return 0;
  if (!length_) return ~std::uint64_t{0};
  return left_ - (input.size() < left_ ? input.size() : left_);
}

}  // namespace hyper::detail
