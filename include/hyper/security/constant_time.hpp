// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string_view>

namespace hyper {

/// Compares two texts in a time that depends on their lengths only: for signatures and tokens.
bool equal_in_constant_time(std::string_view left, std::string_view right);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/constant_time.ipp>
#endif
