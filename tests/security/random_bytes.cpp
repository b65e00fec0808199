// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/random_bytes.hpp>

#include "support/catch.hpp"

#include <set>

namespace {

TEST_CASE("random bytes do not come twice", "[security]") {
  CHECK(hyper::random_bytes(0).empty());
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(hyper::random_bytes(16));
  CHECK(seen.size() == 1000);
  CHECK(seen.begin()->size() == 16);
  std::set<char> values;
  for (char const c : hyper::random_bytes(100'000)) values.insert(c);
  CHECK(values.size() == 256);
}

}  // namespace
