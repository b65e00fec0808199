// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/static_root.hpp>
//
#include "support/catch.hpp"

TEST_CASE("the folder of static files can be chosen", "[routing]") {
  std::string const before = hyper::detail::static_root();
  hyper::set_static_folder("other");
  CHECK(hyper::detail::static_root() == "other");
  hyper::set_static_folder(before);
}
