// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <time.h>

#include <hyper/validate/timestamp.hpp>

namespace hyper {

HYPER_INLINE timestamp timestamp::now() {
  ::timespec clock{};
  ::clock_gettime(CLOCK_REALTIME, &clock);
  return from_microseconds(std::int64_t{clock.tv_sec} * second + clock.tv_nsec / 1000);
}

}  // namespace hyper
