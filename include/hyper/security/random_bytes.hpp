// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <string>

namespace hyper {

/// Bytes of the kernel's generator, which nobody can guess: for keys, salts and tokens.
std::string random_bytes(std::size_t count);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/random_bytes.ipp>
#endif
