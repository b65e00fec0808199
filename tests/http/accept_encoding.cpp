// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/accept_encoding.hpp>
//
#include "http/asked.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string_view best(std::string_view field, bool gzip = true, bool brotli = true) {
  made_request const asked = with_fields({{"Accept-Encoding", field}});
  return coding_name(parse_accept_encoding(asked).best(gzip, brotli));
}

}  // namespace

TEST_CASE("codings are chosen by their quality", "[http]") {
  CHECK(best("gzip") == "gzip");
  CHECK(best("gzip, deflate, br") == "br");
  CHECK(best("gzip, deflate, br", true, false) == "gzip");
  CHECK(best("gzip;q=1, br;q=0.5") == "gzip");
  CHECK(best("br;q=0.9,gzip;q=0.8", true, false) == "gzip");
  CHECK(best("identity, gzip;q=0.5") == "");
  CHECK(best("identity;q=0.5, gzip;q=0.5") == "gzip");
  CHECK(best("*") == "br");
  CHECK(best("*;q=0.1, gzip") == "gzip");
  CHECK(best("x-gzip") == "gzip");
  CHECK(best("GZIP ; Q=0.001") == "gzip");
  CHECK(best("deflate") == "");
  CHECK(best("") == "");
}

TEST_CASE("a quality of nought excludes", "[http]") {
  CHECK(best("gzip;q=0") == "");
  CHECK(best("gzip;q=0.000, br;q=0") == "");
  CHECK(best("*;q=0") == "");
  CHECK(best("br;q=0, *") == "gzip");
  CHECK(best("identity;q=0, gzip;q=0.1") == "gzip");
}

TEST_CASE("what is malformed is not accepted", "[http]") {
  for (char const* field : {"gzip;q=2", "gzip;q=", "gzip;q=1.0001", "gzip;q=.5", "gzip;q=-1",
                            "gzip;level=9", "gzip;", "gzip;q=0,5", "gz ip", "gzip;q=1.001", ";;;"})
    CHECK(best(field) == "");
}

TEST_CASE("without the field nothing is coded; several fields are one list", "[http]") {
  made_request const none = with_fields({});
  CHECK(parse_accept_encoding(none).gzip == 0);
  made_request const two =
      with_fields({{"Accept-Encoding", "gzip"}, {"accept-encoding", "br;q=0.5"}});
  CHECK(parse_accept_encoding(two).gzip == 1000);
  CHECK(parse_accept_encoding(two).brotli == 500);
}
