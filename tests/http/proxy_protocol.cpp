// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/proxy_protocol.hpp>
//
#include "support/catch.hpp"

using namespace hyper;
using detail::proxy_header;
using detail::read_proxy_header;

namespace {
std::string judge(std::string_view received) {
  proxy_header const found = read_proxy_header(received);
  if (found.is == proxy_header::state::incomplete) return "more";
  if (found.is == proxy_header::state::malformed) return "malformed";
  return (found.client ? found.client->text() : "local") + " " + std::to_string(found.size);
}
std::string second(char version_command, char family, std::string_view rest, int length = -1) {
  std::string made("\r\n\r\n\0\r\nQUIT\n", 12);
  made += version_command;
  made += family;
  std::size_t const size = length < 0 ? rest.size() : static_cast<std::size_t>(length);
  made += static_cast<char>(size >> 8);
  made += static_cast<char>(size & 255);
  return made + std::string(rest);
}
std::string_view const four("\xC0\0\2\1\xC0\0\2\2\xDB\xF4\x01\xBB", 12);
}  // namespace

TEST_CASE("version 1 is one line", "[http]") {
  CHECK(judge("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\nGET /") == "192.0.2.1 42");
  CHECK(judge("PROXY TCP6 2001:db8::1 ::2 1 443\r\n") == "2001:db8::1 34");
  CHECK(judge("PROXY UNKNOWN\r\n") == "local 15");
  CHECK(judge("PROXY UNKNOWN ffff::1 x y z\r\n") == "local 29");
  for (char const* const odd :
       {"PROXY TCP4 192.0.2.1 192.0.2.2 56324\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n",
        "PROXY TCP4 ::1 ::1 1 2\r\n", "PROXY TCP6 1.1.1.1 ::1 1 2\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 70000 443\r\n", "PROXY TCP4 192.0.2.1 192.0.2.2 01 443\r\n",
        "PROXY UDP4 1.1.1.1 1.1.1.1 1 1\r\n", "PROXY  TCP4 1.1.1.1 1.1.1.1 1 1\r\n", "PROXY \r\n",
        "proxy TCP4", "GET / HTTP/1.1\r\n", "\r\n\r\nx", "X"})
    CHECK(judge(odd) == "malformed");
  CHECK(judge("PROXY TCP4 " + std::string(97, '1')) == "malformed");  // no end within 107 bytes
}

TEST_CASE("version 2 is binary", "[http]") {
  CHECK(judge(second(0x21, 0x11, four)) == "192.0.2.1 28");
  CHECK(judge(second(0x21, 0x21, std::string("\x20\x01\x0d\xb8") + std::string(31, 0) + "x")) ==
        "2001:db8:: 52");
  CHECK(judge(second(0x21, 0x11, std::string(four) + std::string("\3\0\4abcd", 7))) ==
        "192.0.2.1 35");
  CHECK(judge(second(0x20, 0x00, "")) == "local 16");
  CHECK(judge(second(0x21, 0x00, "")) == "local 16");
  CHECK(judge(second(0x21, 0x31, std::string(216, 0))) == "local 232");  // Unix
  CHECK(judge(second(0x31, 0x11, four)) == "malformed");
  CHECK(judge(second(0x22, 0x11, four)) == "malformed");
  CHECK(judge(second(0x21, 0x41, four)) == "malformed");
  CHECK(judge(second(0x21, 0x11, four.substr(1))) == "malformed");
  CHECK(judge(second(0x21, 0x21, four)) == "malformed");
  CHECK(judge(second(0x21, 0x11, "", 0xFFFF)) == "malformed");  // more than anybody needs
}

TEST_CASE("headers that arrive in pieces wait for the rest, byte by byte", "[http]") {
  for (std::string const& whole :
       {std::string("PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n"), second(0x21, 0x11, four)}) {
    for (std::size_t size = 0; size < whole.size(); ++size)
      CHECK(judge(std::string_view(whole).substr(0, size)) == "more");
    CHECK(judge(whole).starts_with("192.0.2.1 "));
  }
}
