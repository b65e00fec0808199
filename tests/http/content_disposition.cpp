// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/content_disposition.hpp>
//
#include <hyper/http/response.hpp>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

TEST_CASE("names of files in Content-Disposition", "[http]") {
  CHECK(content_disposition(disposition::attachment) == "attachment");
  CHECK(content_disposition(disposition::inline_, "a b.pdf") == "inline; filename=\"a b.pdf\"");
  CHECK(content_disposition(disposition::attachment, "Prüfung €.pdf") ==
        "attachment; filename=\"Pr_fung _.pdf\"; filename*=UTF-8''Pr%C3%BCfung%20%E2%82%AC.pdf");
  CHECK(content_disposition(disposition::attachment, "100%.txt") ==
        "attachment; filename=\"100_.txt\"; filename*=UTF-8''100%25.txt");
  CHECK(content_disposition(disposition::attachment, "it's (1)*.txt") ==
        "attachment; filename=\"it's (1)_.txt\"");
}

TEST_CASE("class 6 and 13: no name breaks the field or leads out of a folder", "[http]") {
  CHECK(content_disposition(disposition::attachment, "../../etc/passwd") ==
        "attachment; filename=\"_._.._etc_passwd\"");
  CHECK(content_disposition(disposition::attachment, "..\\x\"; filename=\"evil") ==
        "attachment; filename=\"_._x_; filename=_evil\"");
  for (std::string const& name :
       {"a\r\nSet-Cookie: x=1"s, "a\0b"s, "a\x7f"s, "\xff\xfe"s, "\xc3"s, "\xed\xa0\x80"s,
        ".htaccess"s, std::string(100'000, 'x'), std::string(1000, '\xc3')}) {
    std::string const value = content_disposition(disposition::attachment, name);
    CHECK(value.size() < 2000);
    header_list lines;
    lines.add("Content-Disposition", value);  // throws for a control character
    CHECK(value.find("\"a\r") == value.npos);
    CHECK(value.find("\".") == value.npos);
  }
}
