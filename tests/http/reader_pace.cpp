// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/reader_pace.hpp>
//
#include "support/catch.hpp"

using hyper::detail::reader_pace;

TEST_CASE("a reader gets the time that its share takes, and no more", "[http]") {
  reader_pace pace;
  pace.begin(1000);
  CHECK(pace.deadline(1000, 30, 4096) == 1030);
  CHECK(pace.deadline(1025, 30, 4096) == 1030);  // it has taken nothing
  pace.taken = 4096;
  CHECK(pace.deadline(1025, 30, 4096) == 1055);  // in time: the whole patience again
  CHECK(pace.deadline(9000, 30, 4096) == 2030);  // too slow: what it has earned
  pace.begin(9000);
  CHECK(pace.deadline(9000, 30, 4096) == 9030);
}

TEST_CASE("what leaves the kernel's memory has been taken", "[http]") {
  reader_pace pace;
  CHECK_FALSE(pace.took_from_kernel(500));
  CHECK_FALSE(pace.took_from_kernel(500));
  CHECK(pace.took_from_kernel(499));
  CHECK_FALSE(pace.took_from_kernel(700));
}
