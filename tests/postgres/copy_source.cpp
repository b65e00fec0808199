// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/postgres/copy_source.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a text is handed out in pieces", "[postgres]") {
  std::string const whole(2 * copy_source::piece + 5, 'x');
  detail::copied_text text(whole);
  copy_source const from = text.source();
  std::string out;
  CHECK(from.append(from.target, out));
  CHECK(out.size() == copy_source::piece);
  CHECK(from.append(from.target, out));
  CHECK_FALSE(from.append(from.target, out));
  CHECK(out == whole);
}

TEST_CASE("an empty text is one empty piece", "[postgres]") {
  detail::copied_text text("");
  std::string out;
  CHECK_FALSE(text.source().append(&text, out));
  CHECK(out.empty());
}
