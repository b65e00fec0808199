// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/random_bytes.hpp>
//
#include <sodium.h>
#include <hyper/security/sodium.hpp>

namespace hyper {

HYPER_INLINE std::string random_bytes(std::size_t count) {
  detail::need_sodium();
  std::string made(count, '\0');
  randombytes_buf(made.data(), made.size());
  return made;
}

}  // namespace hyper
