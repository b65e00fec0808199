// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/program.hpp>
#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

/// One line of `doctor`.
struct finding {
  enum class verdict : std::uint8_t { good, doubtful, bad };
  verdict how = verdict::good;
  std::string subject;
  std::string sentence;
};

/// What can be said without a database.
std::vector<finding> examine_settings(program const& of);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/doctor.ipp>
#endif
