// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/doctor.hpp>
#include <string_view>
#include <vector>

/// The line of `doctor` about this; nullptr without one.
inline hyper::detail::finding const* find_subject(std::vector<hyper::detail::finding> const& among,
                                                  std::string_view subject) {
  for (hyper::detail::finding const& each : among)
    if (each.subject == subject) return &each;
  return nullptr;
}
