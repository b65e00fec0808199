// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/sodium.hpp>
//
#include <sodium.h>
#include <stdexcept>

namespace hyper::detail {

HYPER_INLINE void need_sodium() {
  static bool const ready = sodium_init() >= 0;
  if (!ready) throw std::runtime_error("libsodium cannot be initialised");
}

}  // namespace hyper::detail
