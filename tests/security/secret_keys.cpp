// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/security/secret_keys.hpp>

#include "support/catch.hpp"

#include <stdexcept>

namespace {

TEST_CASE("the process has a secret of its own until it is given some", "[security]") {
  CHECK(hyper::secret_keys().size() >= 1);
  CHECK(hyper::secret_keys().front().size() >= 32);
}

TEST_CASE("secrets are many bytes, and at least one", "[security]") {
  auto const before = hyper::secret_keys();
  auto const version = hyper::detail::secret_keys_version();
  CHECK_THROWS_AS(hyper::set_secret_keys({}), std::invalid_argument);
  CHECK_THROWS_AS(hyper::set_secret_keys({std::string(31, 's')}), std::invalid_argument);
  CHECK_THROWS_AS(hyper::set_secret_keys({std::string(32, 's'), "short"}), std::invalid_argument);
  CHECK(hyper::secret_keys() == before);
  CHECK(hyper::detail::secret_keys_version() == version);
  hyper::set_secret_keys({std::string(32, 'n'), std::string(32, 'o')});
  CHECK(hyper::secret_keys().front() == std::string(32, 'n'));
  CHECK(hyper::detail::secret_keys_version() != version);
  hyper::set_secret_keys(before);
}

}  // namespace
