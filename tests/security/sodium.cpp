// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/sodium.hpp>

#include "support/catch.hpp"

#include <thread>
#include <vector>

namespace {

TEST_CASE("libsodium is made ready once, by whoever comes first", "[security]") {
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back([] { hyper::detail::need_sodium(); });
  for (auto& each : threads) each.join();
  CHECK_NOTHROW(hyper::detail::need_sodium());
}

}  // namespace
