// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <string>
#include <vector>

namespace hyper {

/// The secrets of this process, newest first. Until they are set there is one random secret: what
/// is signed with it is worth nothing to another process, or after a restart.
std::vector<std::string> const& secret_keys();

/// Sets them: the first one signs, all of them are accepted, so that a secret can be replaced
/// without refusing what it has signed. Call it before threads are started. Throws
/// std::invalid_argument when there is none, or one has fewer than 32 bytes.
void set_secret_keys(std::vector<std::string> newest_first);

namespace detail {

/// How often they were set: who keeps keys that were derived from them compares it.
std::size_t secret_keys_version();

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/secret_keys.ipp>
#endif
