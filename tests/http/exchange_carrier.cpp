// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/exchange_carrier.hpp>
//
#include <type_traits>

// Nobody owns a carrier by this type.
static_assert(std::is_abstract_v<hyper::exchange_carrier>);
static_assert(!std::is_destructible_v<hyper::exchange_carrier>);
