// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/results.hpp>

#include "support/catch.hpp"

#include <stdexcept>

namespace {

using hyper::redirect;

TEST_CASE("a redirection has one of five statuses", "[routing]") {
  CHECK(redirect("/posts").status() == 302);
  for (int const status : {301, 302, 303, 307, 308})
    CHECK(redirect("/", status).status() == status);
  for (int const status : {200, 300, 304, 305, 400})
    CHECK_THROWS_AS(redirect("/", status), std::invalid_argument);
}

TEST_CASE("a redirection's location cannot break out of its line", "[routing]") {
  for (std::string_view const bad :
       {std::string_view("/a\r\nSet-Cookie: b=c"), std::string_view("/a\n"),
        std::string_view("/\0", 2), std::string_view("/\x7f"), std::string_view("\t")})
    CHECK_THROWS_AS(redirect(bad), std::invalid_argument);
  CHECK(redirect("/caf\xc3\xa9 \"x\"?a=%20#b").location() == "/caf%C3%A9%20%22x%22?a=%20#b");
  CHECK(redirect("/\\evil").location() == "/%5Cevil");
}

}  // namespace
