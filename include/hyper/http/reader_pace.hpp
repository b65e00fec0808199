// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: how quickly a client takes what is sent to it.

#include <cstddef>
#include <cstdint>
#include <utility>

namespace hyper::detail {

struct reader_pace {
  std::int64_t began = 0;     // when output began to wait for the client, milliseconds
  std::size_t taken = 0;      // bytes since then
  std::size_t in_kernel = 0;  // on their way when last looked at

  void begin(std::int64_t now) {
    began = now;
    taken = 0;
  }
  /// Until when the client must take something. A byte now and then is not enough: a slow reader
  /// gets the time that its share takes at `rate` bytes a second, and `patience` more.
  std::int64_t deadline(std::int64_t now, std::int64_t patience, std::int64_t rate) const {
    std::int64_t const earned = static_cast<std::int64_t>(taken) * 1000 / rate;
    return (now < began + earned ? now : began + earned) + patience;
  }
  /// The kernel takes much at once and gives it away little by little: a reader that is slow, but
  /// takes what was sent before, must not count as one that is gone.
  bool took_from_kernel(std::size_t left) {
    std::size_t const before = std::exchange(in_kernel, left);
    return left < before;
  }
};

}  // namespace hyper::detail
