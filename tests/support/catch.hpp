// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Catch2 under one name, whether a distribution brought 2.13 or vcpkg brought 3.x. Write what 3.x
// calls things: Catch::Approx, Catch::Matchers::ContainsSubstring, REQUIRE_THAT, GENERATE.

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>

namespace Catch::Matchers {
inline auto ContainsSubstring(std::string const& text) { return Contains(text); }
}  // namespace Catch::Matchers
#endif
