// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/url.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("class 18: percent-encoding is undone, or it is malformed", "[http]") {
  CHECK(decode_percent("a%20b%2Fc%2f") == "a b/c/");
  CHECK(decode_percent("a+b") == "a+b");
  CHECK(decode_query_part("a+b%2B") == "a b+");
  CHECK(decode_percent("%00") == std::string(1, '\0'));
  CHECK(decode_percent("%C3%A4") == "\xc3\xa4");
  CHECK(decode_percent("") == "");
  for (char const* bad : {"%", "%4", "%4g", "%g4", "a%", "%%41", "%-1", "% 1", "%+1"}) {
    CHECK_FALSE(decode_percent(bad));
    CHECK_FALSE(decode_query_part(bad));
  }
}

TEST_CASE("what is encoded decodes to itself", "[http]") {
  std::string every;
  for (int i = 0; i < 256; ++i) every += static_cast<char>(i);
  std::string const encoded = encode_percent(every);
  CHECK(decode_percent(encoded) == every);
  CHECK(decode_query_part(encoded) == every);
  CHECK(encode_percent("aZ09-._~") == "aZ09-._~");
  CHECK(encode_percent("a b&\xff") == "a%20b%26%FF");
}

TEST_CASE("a query is a row of parts", "[http]") {
  query_parts parts("a=1&&b&c=&=d&e=f=g&");
  std::string seen;
  while (auto const part = parts.next())
    seen.append("[").append(part->name).append("|").append(part->value).append("]");
  CHECK(seen == "[a|1][b|][c|][|d][e|f=g]");
  CHECK_FALSE(query_parts("").next());
}

TEST_CASE("a value is found by its decoded name", "[http]") {
  CHECK(find_in_query("a=1&n%61me=x+y&name=2", "name").value == "x y");
  CHECK(find_in_query("flag", "flag").present);
  CHECK_FALSE(find_in_query("names=1&nam=1", "name").present);
  CHECK_FALSE(find_in_query("%zz=1", "%zz").present);
  query_value const bad = find_in_query("a=%zz", "a");
  CHECK(bad.present);
  CHECK(bad.malformed);
}
