// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: the bytes that a connection has received.

#include <cstddef>
#include <cstring>
#include <hyper/http/request.hpp>
#include <memory>
#include <string>
#include <utility>

namespace hyper::detail {

/// Contiguous bytes with `request::body_padding` readable ones behind them. It grows by doubling,
/// so memory follows what has arrived and not what a client has announced.
class receive_buffer {
 public:
  char* data() { return bytes_.get() + begin_; }
  std::size_t size() const { return end_ - begin_; }
  bool empty() const { return begin_ == end_; }
  char* free_space() { return bytes_.get() + end_; }
  std::size_t free_size() const { return capacity_ - end_; }
  std::size_t capacity() const { return capacity_; }

  void received(std::size_t count) { end_ += count; }
  /// The bytes at the front are done with.
  void consume(std::size_t count) {
    begin_ += count;
    if (begin_ == end_) clear();
  }
  /// Bytes in the middle went away: so many are left.
  void set_size(std::size_t size) { end_ = begin_ + size; }
  void clear() { begin_ = end_ = 0; }
  void swap(receive_buffer& other) noexcept {
    std::swap(bytes_, other.bytes_);
    std::swap(capacity_, other.capacity_);
    std::swap(begin_, other.begin_);
    std::swap(end_, other.end_);
  }
  void append(char const* from, std::size_t count) {
    while (free_size() < count) make_room(count);
    if (count != 0) std::memcpy(free_space(), from, count);
    received(count);
  }

  /// Makes room behind the bytes: moves them to the front, or to twice the memory.
  void make_room(std::size_t wanted) {
    if (free_size() >= wanted) return;
    if (capacity_ - size() >= wanted && begin_ >= size()) {
      std::memcpy(bytes_.get(), data(), size());
    } else if (capacity_ - size() >= wanted) {
      std::memmove(bytes_.get(), data(), size());
    } else {
      grow();
    }
    end_ = size();
    begin_ = 0;
  }

  static constexpr std::size_t first_capacity = 4096;

 private:
  void grow() {
    std::size_t const capacity = capacity_ == 0 ? first_capacity : capacity_ * 2;
    std::unique_ptr<char[]> larger(new char[capacity + request::body_padding]);
    if (!empty()) std::memcpy(larger.get(), data(), size());
    std::memset(larger.get() + capacity, 0, request::body_padding);
    bytes_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<char[]> bytes_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

/// Takes what was sent off the front of an output now and then: one that is never empty, because
/// its writer goes on as soon as there is room, must not grow.
inline void drop_sent(std::string& output, std::size_t& sent) {
  constexpr std::size_t worth_moving = 32u << 10;
  if (sent < worth_moving || sent < output.size() / 2 || sent == output.size()) return;
  output.erase(0, sent);
  sent = 0;
}

}  // namespace hyper::detail
