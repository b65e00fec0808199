// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to security/: everything that calls libsodium makes sure first that it is ready.

#include <hyper/config.hpp>

namespace hyper::detail {

/// Initialises libsodium once. Throws std::runtime_error when it cannot be.
void need_sodium();

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/security/sodium.ipp>
#endif
