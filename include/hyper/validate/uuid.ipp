// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <errno.h>
#include <sys/random.h>
#include <time.h>

#include <hyper/validate/uuid.hpp>
#include <system_error>

namespace hyper {

namespace detail {

/// Straight from the kernel each time: a buffer would be doubled by fork, and its UUIDs with it.
HYPER_INLINE std::array<std::uint8_t, 16> random_uuid_bytes() {
  std::array<std::uint8_t, 16> bytes{};
  for (std::size_t filled = 0; filled < bytes.size();) {
    ssize_t const got = ::getrandom(bytes.data() + filled, bytes.size() - filled, 0);
    if (got > 0)
      filled += static_cast<std::size_t>(got);
    else if (errno != EINTR)
      throw std::system_error(errno, std::generic_category(), "getrandom");
  }
  return bytes;
}

inline uuid stamp_uuid(std::array<std::uint8_t, 16>& bytes, unsigned version) {
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0FU) | version << 4);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3FU) | 0x80U);
  return uuid::from_bytes(bytes);
}

/// 48 bits of milliseconds and 12 bits of their fraction (RFC 9562, section 6.2, method 3), moved
/// on by one where the clock has not moved, or has been set back.
HYPER_INLINE std::uint64_t next_uuid_time() {
  static thread_local std::uint64_t last = 0;
  ::timespec clock{};
  ::clock_gettime(CLOCK_REALTIME, &clock);
  auto const nanoseconds = static_cast<std::uint64_t>(clock.tv_nsec);
  std::uint64_t const milliseconds =
      static_cast<std::uint64_t>(clock.tv_sec) * 1000 + nanoseconds / 1000000;
  std::uint64_t const time = milliseconds << 12 | (nanoseconds % 1000000) * 4096 / 1000000;
  last = time > last ? time : last + 1;
  return last;
}

}  // namespace detail

HYPER_INLINE uuid uuid::random() {
  auto bytes = detail::random_uuid_bytes();
  return detail::stamp_uuid(bytes, 4);
}

HYPER_INLINE uuid uuid::ordered() {
  auto bytes = detail::random_uuid_bytes();
  std::uint64_t const time = detail::next_uuid_time();
  for (unsigned i = 0; i < 6; ++i) bytes[i] = static_cast<std::uint8_t>(time >> (52 - 8 * i));
  bytes[6] = static_cast<std::uint8_t>(time >> 8 & 0x0F);
  bytes[7] = static_cast<std::uint8_t>(time);
  return detail::stamp_uuid(bytes, 7);
}

}  // namespace hyper
