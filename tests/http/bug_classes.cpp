// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// One case for each class of bugs that HTTP servers have had again and again
// (docs/reference/http.md has the list): whatever two readers of a connection could understand in
// two ways ends it.

#include <hyper/http/cookie.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/parser.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/url.hpp>
#include <memory>
#include <stdexcept>
#include "http/fed.hpp"
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

namespace {

/// 200, a refusal, or 0 for a request that is not whole; the same however the bytes are cut.
int status_of(std::string const& bytes, parser_limits limits = {}) {
  parsed const whole = feed(bytes, bytes.size(), limits);
  for (std::size_t const piece : {1U, 2U, 5U, 16U, 61U})
    if (feed(bytes, piece, limits) != whole) FAIL("in pieces of " << piece << ": " << bytes);
  return whole.status;
}

std::string post(std::string const& lines, std::string const& body = "hello") {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + body;
}

std::string chunked(std::string const& body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

std::string line(std::string const& request_line) { return request_line + "\r\nHost: a\r\n\r\n"; }

using texts = std::vector<std::string>;

void refuse_all(texts const& requests, int status = 400) {
  for (std::string const& each : requests) {
    INFO(each.substr(0, 300));
    CHECK(status_of(each) == status);
  }
}

std::string answer_to(http_method method, void (*handle)(void*, exchange&)) {
  http_service const service{nullptr, handle, nullptr, nullptr};
  std::string output;
  exchange with(service, output);
  with.asked.method = method;
  with.serve(nullptr, nullptr);
  return output;
}

}  // namespace

TEST_CASE("class 1: Content-Length together with Transfer-Encoding", "[http]") {
  std::string const chunks = "0\r\n\r\n";
  refuse_all({post("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks),
              post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks),
              post("Transfer-Encoding: Chunked\r\nContent-Length: 5\r\n", chunks),
              post("Transfer-Encoding:\tchunked\r\nContent-Length: 0\r\n", chunks),
              post("Transfer-Encoding: identity\r\nContent-Length: 5\r\n"),
              post("Transfer-Encoding: \r\nContent-Length: 5\r\n"),
              post("TRANSFER-ENCODING: chunked\r\nContent-Length: 5\r\n", chunks)});
}

TEST_CASE("class 2: lengths that are none, or several", "[http]") {
  for (std::string const& bad : texts{"+5",
                                      "-5",
                                      "-0",
                                      "0x5",
                                      "0o5",
                                      "5 5",
                                      "1 0",
                                      "1_0",
                                      "5, 5",
                                      "5, 10",
                                      "5,",
                                      ",5",
                                      "5.0",
                                      "5e0",
                                      "abc",
                                      "",
                                      " ",
                                      "\x0b"
                                      "5",
                                      "5;a=b",
                                      "\"5\"",
                                      "99999999999999999999",
                                      "18446744073709551621"})
    CHECK(status_of(post("Content-Length: " + bad + "\r\n")) == 400);
  refuse_all({post("Content-Length: 5\r\nContent-Length: 5\r\n"),
              post("Content-Length: 5\r\nContent-Length: 10\r\n"),
              post("content-length: 5\r\nCONTENT-LENGTH: 05\r\n"), post("Content-Length : 5\r\n"),
              post("Content-Length:\r\n 5\r\n")});
  CHECK(status_of(post("Content-Length:  5 \r\n")) == 200);
  CHECK(status_of(post("Content-Length:\t005\r\n")) == 200);  // decimal, whatever octal would be
  CHECK(status_of(post("Content_Length: 9\r\nContent-Length: 5\r\n")) == 200);  // another field
}

TEST_CASE("class 3: transfer codings that hide", "[http]") {
  for (std::string const& bad :
       texts{"xchunked", "chunked, gzip", "chunked, chunked", "chunked,", ", chunked",
             "chunked;ext=val", "chunked\0"s, "chunked\x0b"s, "\x0c"s + "chunked", "identity",
             "\"chunked\"", "chunk ed", "gzip"})
    CHECK(status_of(post("Transfer-Encoding: " + bad + "\r\n", "0\r\n\r\n")) == 400);
  refuse_all({post("Transfer-Encoding : chunked\r\n"), post("Transfer-Encoding\t: chunked\r\n"),
              post("Transfer-Encoding:\r\n chunked\r\n"), post("Transfer-Encoding:\n chunked\r\n"),
              post("X: y\rTransfer-Encoding: chunked\r\n"),
              post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"),
              post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"),
              "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"});
  refuse_all({post("Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n"),
              post("Transfer-Encoding: gzip, chunked\r\n")},
             501);
  CHECK(status_of(post("Transfer_Encoding: chunked\r\nContent-Length: 5\r\n")) == 200);
  CHECK(status_of(post("Transfer-Encoding: \tchunked \r\n", "0\r\n\r\n")) == 200);
}

TEST_CASE("class 4: lines that end or begin where they must not", "[http]") {
  refuse_all({"GET / HTTP/1.1\nHost: a\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
              "GET / HTTP/1.1\rHost: a\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: a\r\n\n",
              "GET / HTTP/1.1\r\n \r\nHost: a\r\n\r\n",
              "GET / HTTP/1.1\r\nHost: a\r\n \r\n\r\n",
              post("X: y\r\n continued\r\n"),
              post("X: y\r\n\tcontinued\r\n"),
              post("X : y\r\n"),
              post("X\t: y\r\n"),
              post(": y\r\n"),
              post("NoColon\r\n"),
              post("Bad[Name: y\r\n"),
              post("Content\tLength: 9\r\n"),
              post("X: a\rb\r\n"),
              post("X: a\0b\r\n"s),
              post("X: a\x07\x08\x0b\r\n"),
              post("X\xc3\xab: y\r\n"),
              post("X: a\x7f\r\n"),
              post("X\0: y\r\n"s),
              post("\xef\xbb\xbfX: y\r\n")});
}

TEST_CASE("class 5: chunks", "[http]") {
  std::string const end = "\r\nhello\r\n0\r\n\r\n";
  for (std::string const& bad : texts{"-1",
                                      "+5",
                                      "0x5",
                                      " 5",
                                      "5 ",
                                      "\t5",
                                      "5_",
                                      "1_0",
                                      "",
                                      ";a",
                                      "5;",
                                      "5;;a",
                                      "5;bad[=x",
                                      "5;a=",
                                      "5;a=\"b",
                                      "5; a",
                                      "5 ;a",
                                      "5;a\nb",
                                      "5;\n",
                                      "5;a\rb",
                                      "5;a\0"s,
                                      "5;a\x01",
                                      "5\r",
                                      "FFFFFFFFFFFFFFFF0",
                                      "10000000000000005",
                                      "g",
                                      "5\n"})
    CHECK(status_of(chunked(bad + end)) == 400);
  refuse_all({chunked("5\nhello\r\n0\r\n\r\n"), chunked("5\rhello\r\n0\r\n\r\n"),
              chunked("5\r\nhello\n0\r\n\r\n"), chunked("5\r\nhello0\r\n\r\n"),
              chunked("5\r\nhello!!\r\n0\r\n\r\n"), chunked("5\r\nhell\r\n0\r\n\r\n"),
              chunked("5\r\nhello\r\n0\r\n\n"), chunked("5\r\nhello\r\n0\n\r\n"),
              chunked("+0\r\n\r\nX")});
  CHECK(status_of(chunked("FFFFFFFFFFFFFFFF" + end)) == 413);
  CHECK(status_of(chunked("5;ext=" + std::string(65536, 'a') + end)) == 400);
  CHECK(status_of(chunked("5\r\nhello\r\n")) == 0);  // the end is missing: the client must go on
  CHECK(status_of(chunked("00005;a;b=c;d=\"e\\\"\"" + end)) == 200);
}

TEST_CASE("class 5: trailers say nothing about the request", "[http]") {
  for (std::string const& field :
       texts{"Content-Length: 50", "Transfer-Encoding: chunked", "Host: evil.example.com",
             "Authorization: Bearer evil", "Content-Type: text/evil", "X-Forwarded-For: 1.2.3.4"}) {
    parsed const got = feed(chunked("5\r\nhello\r\n0\r\n" + field + "\r\n\r\nrest"), 1000);
    CHECK(got.status == 200);
    CHECK(got.body == "hello");
    CHECK(got.rest == "rest");
    CHECK(got.fields == std::vector<std::string>{"Host=a", "Transfer-Encoding=chunked"});
  }
  refuse_all({chunked("0\r\nX : y\r\n\r\n"), chunked("0\r\n X: y\r\n\r\n"),
              chunked("0\r\nX: a\rb\r\n\r\n"), chunked("0\r\nX: a\0\r\n\r\n"s),
              chunked("0\r\nX: a\n\r\n")});
}

TEST_CASE("class 6: nothing that was sent gets into the lines of an answer", "[http]") {
  header_list lines;
  for (std::string const& bad : texts{"a\r\nSet-Cookie: b=c", "a\nb", "a\rb", "a\0b"s, "\x7f"}) {
    CHECK_THROWS_AS(lines.add("Location", bad), std::invalid_argument);
    CHECK_THROWS_AS(lines.set(bad, "a"), std::invalid_argument);
    cookie made;
    made.name = "a";
    made.value = bad;
    for (char const c : set_cookie_value(made)) CHECK((c >= 0x20 && c < 0x7f));
    made.path = bad;
    CHECK_THROWS_AS(set_cookie_value(made), std::invalid_argument);
  }
  CHECK(lines.empty());
  std::string const answer = answer_to(
      http_method::get, [](void*, exchange& with) { with.answer(200, "a/b\r\nX: y", "body"); });
  CHECK(answer.starts_with("HTTP/1.1 500 "));
  CHECK(answer.find("X: y") == answer.npos);
}

TEST_CASE("class 7: what was judged is not decoded afterwards", "[http]") {
  parsed const got = feed(post("X: a%0d%0aY: b%00\r\nContent-Length: 5\r\n"), 1000);
  CHECK(got.fields[1] == "X=a%0d%0aY: b%00");  // as it came, for ever
  CHECK(feed(line("GET /a%0d%0aX:%20y HTTP/1.1"), 1000).path == "/a%0d%0aX:%20y");
}

TEST_CASE("class 9: header bombs", "[http]") {
  std::string many;
  for (int i = 0; i < 10'000; ++i) many += "X-H" + std::to_string(i) + ": y\r\n";
  CHECK(status_of(post(many)) == 431);
  std::string short_ones;
  for (int i = 0; i < 150; ++i) short_ones += "a:\r\n";
  CHECK(status_of(post(short_ones)) == 431);
  CHECK(status_of(post("X: " + std::string(100'000, 'a') + "\r\n")) == 431);
  CHECK(status_of(post(std::string(100'000, 'a') + ": y\r\n")) == 431);
  CHECK(status_of("GET /" + std::string(100'000, 'a') + " HTTP/1.1\r\nHost: a\r\n\r\n") == 414);
  CHECK(status_of(std::string(100'000, 'A') + " / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  std::string pairs = "Cookie: ";
  for (int i = 0; i < 4000; ++i) pairs += "a=1;";
  parsed const got = feed(post(pairs + "\r\nContent-Length: 5\r\n", "hello"), 100'000);
  REQUIRE(got.status == 200);
  int seen = 0;
  for (cookie_pairs each(got.fields[1]); each.next();) ++seen;
  CHECK(seen <= cookie_pairs::limit);
}

TEST_CASE("class 10: a body is refused before it is kept", "[http]") {
  CHECK(status_of(post("Content-Length: 999999999\r\n", "")) == 413);
  CHECK(status_of(chunked("A00001\r\n")) == 413);
  CHECK(status_of(post("Expect: 100-continue\r\nContent-Length: 999999999\r\n", "")) == 413);
}

TEST_CASE("class 18: percent signs at the end, and without their digits", "[http]") {
  for (std::string const& bad : texts{"%", "%4", "%4g", "%g4", "a%", "%%41", "%00"}) {
    CHECK(status_of(line("GET /" + bad + " HTTP/1.1")) == 400);
    std::unique_ptr<char[]> const exact(new char[bad.size()]);  // a sanitizer sees one byte more
    std::copy(bad.begin(), bad.end(), exact.get());
    std::string_view const text(exact.get(), bad.size());
    CHECK(decode_percent(text).has_value() == (bad == "%00"));
    CHECK(find_in_query(text, "a").present == false);
  }
  CHECK(status_of(line("GET /?%zz HTTP/1.1")) == 200);  // who asks for the value gets 400
}

TEST_CASE("class 18: methods, targets and versions that are none", "[http]") {
  for (std::string const& bad : texts{"GET  / HTTP/1.1",
                                      "GET /  HTTP/1.1",
                                      "GET\t/ HTTP/1.1",
                                      "GET HTTP/1.1",
                                      "GET /",
                                      "GET /a b HTTP/1.1",
                                      "GET /a#b HTTP/1.1",
                                      "GET * HTTP/1.1",
                                      "GET a HTTP/1.1",
                                      "GET / HTTP/1",
                                      "GET / HTTP/01.01",
                                      "GET / HTTP/ 1.1",
                                      "GET / HTTP/1.1 ",
                                      "GET / HTTP/1.11",
                                      "GET / HTTP/1,1",
                                      "GET / http/1.1",
                                      "GET /\0a HTTP/1.1",
                                      "GET /caf\xc3\xa9 HTTP/1.1",
                                      "GET /\xc0\xaf HTTP/1.1",
                                      "G@T / HTTP/1.1",
                                      "GET http://u:p@a/ HTTP/1.1",
                                      "GET http:// HTTP/1.1",
                                      "GET file:///etc/passwd HTTP/1.1"})
    CHECK(status_of(line(bad)) == 400);
  CHECK(status_of("GET /\0a HTTP/1.1\r\nHost: a\r\n\r\n"s) == 400);
  CHECK(status_of(line("GET / HTTP/2.0")) == 505);
  CHECK(status_of(line("GET / HTTP/9.9")) == 505);
  CHECK(status_of(line("get / HTTP/1.1")) == 200);  // a method like any other that nobody has
}

TEST_CASE("hosts: one, well-formed, and that of an absolute target", "[http]") {
  auto const hosted = [](std::string const& target, std::string const& lines) {
    return status_of("GET " + target + " HTTP/1.1\r\n" + lines + "\r\n");
  };
  CHECK(hosted("/", "") == 400);
  for (std::string const& bad :
       texts{"", "u@a", "a/path", "a:80, b", "a:8x", "a:99999", "a b", "[::1"})
    CHECK(hosted("/", "Host: " + bad + "\r\n") == 400);
  CHECK(hosted("/", "Host: a\r\nHost: a\r\n") == 400);
  CHECK(hosted("/", "Host: a\r\nHost: b\r\n") == 400);
  CHECK(hosted("http://b/", "Host: a\r\n") == 400);
  CHECK(hosted("http://a:80/", "Host: a\r\n") == 400);
  CHECK(hosted("http://A/", "Host: a\r\n") == 200);
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 200);
}

TEST_CASE("class 25: a wish to switch protocols changes nothing about the reading", "[http]") {
  parsed const got =
      feed(post("Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nContent-Length: 5\r\n",
                "helloGET / HTTP/1.1\r\n"),
           1000);
  CHECK(got.status == 200);
  CHECK(got.body == "hello");
  CHECK(got.rest == "GET / HTTP/1.1\r\n");
  CHECK(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
}

TEST_CASE("class 26: an answer is as long as it says", "[http]") {
  auto const with_body = [](void*, exchange& with) { with.answer(200, "a/b", "body"); };
  std::string const got = answer_to(http_method::get, with_body);
  CHECK(got.find("Content-Length: 4\r\n") != got.npos);
  CHECK(got.ends_with("\r\n\r\nbody"));
  CHECK(answer_to(http_method::head, with_body).ends_with("\r\n\r\n"));
  std::string const none =
      answer_to(http_method::get, [](void*, exchange& with) { with.answer(204, {}, "body"); });
  CHECK(none.find("Content-Length") == none.npos);
  CHECK(none.ends_with("\r\n\r\n"));
  CHECK(answer_to(http_method::get, [](void*, exchange& with) {
          with.answer(304, {}, "body");
        }).ends_with("\r\n\r\n"));
  header_list lines;
  for (std::string_view const owned : {"Content-Length", "content-length", "Transfer-Encoding"})
    CHECK_THROWS_AS(lines.add(owned, "5"), std::invalid_argument);
}

TEST_CASE("class 27: what a handler throws does not leave the exchange", "[http]") {
  CHECK(
      answer_to(http_method::get, [](void*, exchange&) { throw 1; }).starts_with("HTTP/1.1 500 "));
  CHECK(answer_to(http_method::get, [](void*, exchange&) {
          throw std::bad_alloc();
        }).starts_with("HTTP/1.1 503 "));
  CHECK(answer_to(http_method::get, [](void*, exchange&) {
          throw http_error(409);
        }).starts_with("HTTP/1.1 409 "));
}
