// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/counters.hpp>
//
#include "support/catch.hpp"

static_assert(hyper::server_counters{}.by_class[5] == 0 && hyper::server_counters{}.open == 0);
