// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/problem.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a problem document", "[http]") {
  CHECK(problem_document(404) == R"({"type":"about:blank","title":"Not Found","status":404})");
  CHECK(problem_document(422, "say \"\\\n\x01", R"("errors":[])") ==
        R"({"type":"about:blank","title":"Unprocessable Content","status":422,)"
        R"("detail":"say \"\\\u000a\u0001","errors":[]})");
}

TEST_CASE("text that is no UTF-8 is replaced", "[http]") {
  auto const detail = [](std::string_view text) {
    std::string const all = problem_document(400, text);
    std::size_t const at = all.find("\"detail\":\"") + 10;
    return all.substr(at, all.size() - at - 2);
  };
  CHECK(detail("\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80") == "\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80");
  CHECK(detail("a\xff"
               "b") ==
        "a\xef\xbf\xbd"
        "b");
  CHECK(detail("\xc3") == "\xef\xbf\xbd");
  CHECK(detail("\xc0\x80") == "\xef\xbf\xbd\xef\xbf\xbd");
  CHECK(detail("\xed\xa0\x80").size() == 9);  // a surrogate
  CHECK(detail("\xf4\x90\x80\x80").size() == 12);
}

TEST_CASE("an error has a status of its own", "[http]") {
  http_error gone(410, "long ago");
  CHECK(gone.status() == 410);
  CHECK(std::string(gone.what()) == "long ago");
  CHECK(http_error(200).status() == 500);
}
