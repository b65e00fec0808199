// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/observers.hpp>

namespace hyper::detail {

HYPER_INLINE task<void> run_in_order(work_list work) {
  for (task<void>& one : work) co_await one;
}

}  // namespace hyper::detail
