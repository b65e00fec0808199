// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/parser.hpp>
//
#include "http/fed.hpp"
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

namespace {

/// The result however the bytes are cut; ends the test when it depends on that.
parsed parse(std::string const& bytes, parser_limits limits = {}) {
  parsed const whole = feed(bytes, bytes.size(), limits);
  for (std::size_t const piece : {1u, 2u, 3u, 7u, 64u}) {
    INFO("in pieces of " << piece << ": " << bytes.substr(0, 200));
    parsed const cut = feed(bytes, piece, limits);
    REQUIRE(cut == whole);
  }
  return whole;
}

int status_of(std::string const& bytes, parser_limits limits = {}) {
  return parse(bytes, limits).status;
}

/// A request whose field lines are these beside Host.
std::string with(std::string const& lines, std::string const& body = {}) {
  return "POST / HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n" + body;
}

std::string line(std::string const& request_line) { return request_line + "\r\nHost: a\r\n\r\n"; }

std::string chunked(std::string const& body) {
  return with("Transfer-Encoding: chunked\r\n", body);
}

}  // namespace

TEST_CASE("a request is taken apart", "[http]") {
  parsed const got = parse(
      "POST /posts/a%20b?q=1&r HTTP/1.1\r\nHost: example.com:80\r\nX-Empty:\r\n"
      "content-length:  5 \t\r\nAccept: a, b\r\n\r\nhelloGET /");
  CHECK(got.status == 200);
  CHECK(got.method == "POST");
  CHECK(got.target == "/posts/a%20b?q=1&r");
  CHECK(got.path == "/posts/a%20b");
  CHECK(got.query == "q=1&r");
  CHECK(got.body == "hello");
  CHECK(got.rest == "GET /");
  CHECK(got.keep_alive);
  CHECK(got.fields == std::vector<std::string>{"Host=example.com:80",
                                               "X-Empty=", "content-length=5", "Accept=a, b"});
}

TEST_CASE("methods are known by their exact names", "[http]") {
  CHECK(method_of("GET") == http_method::get);
  CHECK(method_of("PUT") == http_method::put);
  CHECK(method_of("HEAD") == http_method::head);
  CHECK(method_of("POST") == http_method::post);
  CHECK(method_of("PATCH") == http_method::patch);
  CHECK(method_of("TRACE") == http_method::trace);
  CHECK(method_of("DELETE") == http_method::delete_);
  CHECK(method_of("OPTIONS") == http_method::options);
  CHECK(method_of("get") == http_method::other);
  CHECK(method_of("PROPFIND") == http_method::other);
}

TEST_CASE("the connection is kept as the versions have it", "[http]") {
  auto const kept = [](std::string const& version, std::string const& fields) {
    parsed const got = parse("GET / HTTP/" + version + "\r\nHost: a\r\n" + fields + "\r\n");
    REQUIRE(got.status == 200);
    return got.keep_alive;
  };
  CHECK(kept("1.1", ""));
  CHECK_FALSE(kept("1.1", "Connection: close\r\n"));
  CHECK_FALSE(kept("1.1", "connection: TE , Close\r\n"));
  CHECK_FALSE(kept("1.1", "Connection: keep-alive\r\nConnection: close\r\n"));
  CHECK_FALSE(kept("1.0", ""));
  CHECK(kept("1.0", "Connection: Keep-Alive\r\n"));
  CHECK(status_of("GET / HTTP/1.0\r\n\r\n") == 200);
}

TEST_CASE("forms of the target", "[http]") {
  CHECK(parse(line("GET /?x HTTP/1.1")).path == "/");
  CHECK(parse("GET http://A/p?q HTTP/1.1\r\nHost: a\r\n\r\n").path == "/p");
  CHECK(parse("GET http://a HTTP/1.1\r\nHost: a\r\n\r\n").path == "/");
  CHECK(parse("GET https://a?q HTTP/1.1\r\nHost: a\r\n\r\n").query == "q");
  CHECK(parse(line("OPTIONS * HTTP/1.1")).path == "*");
  for (std::string const target :
       {"*", "x", "http:/a/", "http:///p", "http://u@a/", "http://a:99999/", "http://a b/",
        "ftp://a/", "http://[::1/", "//", "/a#b", "/%", "/%4", "/%4g", "/%00", "/a\x01", "/\x7f",
        "/\xc3\xa4"}) {
    INFO(target);
    CHECK(status_of(line("GET " + target + " HTTP/1.1")) == (target == "//" ? 200 : 400));
  }
  CHECK(status_of("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n") == 400);  // two opinions
  CHECK(status_of("GET http://[::1]:80/ HTTP/1.1\r\nHost: [::1]:80\r\n\r\n") == 200);
  CHECK(status_of("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n") == 501);
}

TEST_CASE("malformed request lines", "[http]") {
  for (std::string const bad :
       {"GET", "GET /", "GET / ", "GET  / HTTP/1.1", "GET /  HTTP/1.1", " GET / HTTP/1.1",
        "GET / HTTP/1.1 ", "GET / http/1.1", "GET / HTTP/1", "GET / HTTP/1.1x", "GET / HTTP/11",
        "GET /\tHTTP/1.1", "G(T / HTTP/1.1", "/ HTTP/1.1", "GET / HTTP/1.1\r", "GET / XTTP/1.1",
        "\x16\x03\x01"})
    CHECK(status_of(line(bad)) == 400);
  CHECK(status_of(line("GET / HTTP/9.9")) == 505);
  CHECK(parse(line("GET / HTTP/1.2")).keep_alive);  // answered as 1.1 (RFC 9110 §2.5)
  CHECK(status_of("GET / HTTP/1.2\r\n\r\n") == 400);
  CHECK(status_of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n") == 505);
  CHECK(status_of("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 200);
  CHECK(status_of("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_of("\rGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_of("\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") == 400);
  CHECK(status_of("GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"s) == 400);
}

TEST_CASE("class 1: Content-Length beside Transfer-Encoding", "[http]") {
  std::string const length = "Content-Length: 5\r\n";
  std::string const coding = "Transfer-Encoding: chunked\r\n";
  CHECK(status_of(with(length + coding, "0\r\n\r\n")) == 400);
  CHECK(status_of(with(coding + length, "0\r\n\r\n")) == 400);
}

TEST_CASE("class 2: odd lengths", "[http]") {
  for (std::string const bad :
       {"", "+5", "-5", "0x5", "5 5", "5,5", "5, 5", ",5", "5.0", "five", "5_0", "\xb2", " "})
    CHECK(status_of(with("Content-Length: " + bad + "\r\n", "hello")) == 400);
  CHECK(status_of(with("Content-Length: 5\r\nContent-Length: 5\r\n", "hello")) == 400);
  CHECK(status_of(with("Content-Length: 5\r\nContent-length: 6\r\n", "hello")) == 400);
  CHECK(status_of(with("Content-Length: 99999999999999999999999\r\n")) == 400);
  CHECK(status_of(with("Content-Length: 18446744073709551617\r\n")) == 400);
  CHECK(status_of(with("Content-Length: 999999999999999999\r\n")) == 413);
  CHECK(parse(with("Content-Length: 005\r\n", "hello!")).rest == "!");
  CHECK(status_of(with("Content-Length: 0\r\n")) == 200);
}

TEST_CASE("class 3: transfer codings", "[http]") {
  auto const coded = [](std::string const& value) {
    return status_of(with("Transfer-Encoding: " + value + "\r\n", "0\r\n\r\n"));
  };
  CHECK(coded("chunked") == 200);
  CHECK(coded("CHUNKED") == 200);
  CHECK(coded("gzip, chunked") == 501);
  for (std::string const bad :
       {"gzip", "identity", "chunked, gzip", "chunked, chunked", "xchunked", "chunked;q=1", "",
        "chunked,", ", chunked", "chunked,,", "\"chunked\"", "chun ked", "chunked identity",
        "\x0b"
        "chunked"})
    CHECK(coded(bad) == 400);
  CHECK(coded("gzip\r\nTransfer-Encoding: chunked") == 501);
  CHECK(coded("chunked\r\nTransfer-Encoding: chunked") == 400);
  CHECK(coded("chunked\r\nTransfer-Encoding: identity") == 400);
  CHECK(status_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n") == 400);
  CHECK(status_of(with("Transfer-Encoding : chunked\r\n")) == 400);
  CHECK(status_of(with(" Transfer-Encoding: chunked\r\n")) == 400);
}

TEST_CASE("class 4: field lines", "[http]") {
  for (std::string const bad :
       {"X : 1\r\n", "X\t: 1\r\n", ": 1\r\n", "X\r\n", "X 1\r\n", "X: a\r\n b\r\n",
        "X: a\r\n\tb\r\n", "X: a\rb\r\n", "X: a\nY: b\r\n", "X: a\x01\r\n", "X: a\x7f\r\n",
        "X(: 1\r\n", "X\xc3: 1\r\n", "X: a\x0b\r\n", "X: a\r\r\n"})
    CHECK(status_of(with(bad)) == 400);
  CHECK(status_of(with("X: a\0b\r\n"s)) == 400);
  CHECK(status_of(with("X: long enough for a vector of bytes\x02 and more of it\r\n")) == 400);
  CHECK(status_of("GET / HTTP/1.1\nHost: a\n\n") == 400);
  CHECK(status_of("GET / HTTP/1.1\r\n Host: a\r\n\r\n") == 400);
  CHECK(parse(with("X: \xc3\xa4 \t \r\n")).fields[1] == "X=\xc3\xa4");
}

TEST_CASE("one Host, well-formed", "[http]") {
  auto const hosted = [](std::string const& lines) {
    return status_of("GET / HTTP/1.1\r\n" + lines + "\r\n");
  };
  CHECK(hosted("") == 400);
  CHECK(hosted("Host: a\r\nHost: a\r\n") == 400);
  CHECK(hosted("Host: a\r\nhost: b\r\n") == 400);
  for (std::string const bad : {"", "a b", "a/b", "a@b", "a:b", "a:123456", "a:65536", ":80",
                                "[::1", "[]", "[::g]", "a,b,<", "%zz", "a\\b"})
    CHECK(hosted("Host: " + bad + "\r\n") == 400);
  for (std::string const good : {"a", "a.b-c_d:8000", "127.0.0.1", "[::1]:80", "a:", "%41.b"})
    CHECK(hosted("Host: " + good + "\r\n") == 200);
}

TEST_CASE("class 5: chunked bodies", "[http]") {
  parsed const got =
      parse(chunked("3\r\nabc\r\n00A;x=1;y=\"q\\\"\"\r\n0123456789\r\n0\r\nT: 1\r\n\r\nNEXT"));
  CHECK(got.status == 200);
  CHECK(got.body == "abc0123456789");
  CHECK(got.rest == "NEXT");
  CHECK(got.fields.size() == 2);  // trailers are dropped
  for (std::string const bad : {"-2\r\nab\r\n",
                                "+2\r\nab\r\n",
                                "0x2\r\nab\r\n",
                                " 2\r\nab\r\n",
                                "2 \r\nab\r\n",
                                "2\nab\r\n",
                                "2\r\nab\n0\r\n\r\n",
                                "2\r\nabc\r\n",
                                "2\r\na\r\n0\r\n\r\n",
                                "\r\n",
                                ";x\r\n",
                                "g\r\n",
                                "2;\r\nab\r\n",
                                "2;x=\r\nab\r\n",
                                "2;x=\"a\r\nab\r\n",
                                "2; x\r\nab\r\n",
                                "2;x\x01\r\nab\r\n",
                                "2;x\n\r\nab\r\n",
                                "2;x\ry\r\nab\r\n",
                                "FFFFFFFFFFFFFFFFF\r\n",
                                "0\r\nT : 1\r\n\r\n",
                                "0\r\n T: 1\r\n\r\n",
                                "0\r\nT: 1\n\r\n",
                                "0\r\n\n",
                                "2\r\nabX\n",
                                "0\r\nT\r\n\r\n"}) {
    INFO(bad);
    CHECK(status_of(chunked(bad)) == 400);
  }
  CHECK(status_of(chunked("2;\0\r\nab\r\n"s)) == 400);
  CHECK(status_of(chunked("FFFFFFFFFFFFFFFF\r\n")) == 413);
  CHECK(status_of(chunked("A00001\r\n")) == 413);
  CHECK(status_of(chunked("2\r\nab\r\n0\r\n")) == 0);  // the end is missing
}

TEST_CASE("class 9 and 10: limits", "[http]") {
  parser_limits const few{.request_line = 40,
                          .target = 20,
                          .header_block = 60,
                          .fields = 3,
                          .body = 10,
                          .chunk_line = 8,
                          .chunk_extensions = 10,
                          .trailers = 20};
  auto const status = [&](std::string const& bytes) { return status_of(bytes, few); };
  CHECK(status(line("GET /" + std::string(19, 'a') + " HTTP/1.1")) == 200);
  CHECK(status(line("GET /" + std::string(20, 'a') + " HTTP/1.1")) == 414);
  CHECK(status(line("OTHER /" + std::string(60, 'a') + " HTTP/1.1")) == 414);
  CHECK(status("GET /" + std::string(60, 'a')) == 414);  // before its end is seen
  CHECK(status(with("X: " + std::string(46, 'x') + "\r\n")) == 200);
  CHECK(status(with("X: " + std::string(47, 'x') + "\r\n")) == 431);
  CHECK(status(with("X: " + std::string(100, 'x'))) == 431);
  CHECK(status(with("A:1\r\nB:2\r\n")) == 200);
  CHECK(status(with("A:1\r\nB:2\r\nC:3\r\n")) == 431);
  CHECK(status(with("Content-Length: 10\r\n", "0123456789")) == 200);
  CHECK(status(with("Content-Length: 11\r\n")) == 413);  // before any of the body
  CHECK(status(chunked("5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n")) == 200);
  CHECK(status(chunked("5\r\n01234\r\n6\r\n")) == 413);
  CHECK(status(chunked("5;a=bcde")) == 0);
  CHECK(status(chunked("5;a=bcdefg")) == 400);
  CHECK(status(chunked("1;a=bcd\r\na\r\n1;a=bcd\r\na\r\n")) == 400);  // extensions in all
  CHECK(status(chunked("0\r\nA: 4567890\r\nB: 4567890\r\n\r\n")) == 200);
  CHECK(status(chunked("0\r\nA: 4567890\r\nB: 45678901\r\n\r\n")) == 431);
  CHECK(status(chunked("0\r\nA:\r\nB:\r\nC:\r\nD:\r\n\r\n")) == 431);
}

TEST_CASE("expectations", "[http]") {
  parser_limits limits;
  request_parser parser(limits);
  std::string bytes = with("Expect: 100-Continue\r\nContent-Length: 2\r\n");
  std::size_t size = bytes.size();
  CHECK(parser.parse(bytes.data(), size) == request_parser::progress::incomplete);
  CHECK(parser.expects_continue());
  CHECK(parser.head_size() == bytes.size());
  CHECK(status_of(with("Expect: 200-ok\r\n")) == 417);
  CHECK(status_of("GET / HTTP/1.0\r\nExpect: x\r\n\r\n") == 200);
}

TEST_CASE("a parser reads one request after the other", "[http]") {
  parser_limits limits;
  request_parser parser(limits);
  std::string bytes =
      with("Content-Length: 2\r\nConnection: close\r\n", "ab") + line("GET /b HTTP/1.1");
  std::size_t size = bytes.size();
  REQUIRE(parser.parse(bytes.data(), size) == request_parser::progress::complete);
  bytes.erase(0, parser.consumed());
  parser.next();
  size = bytes.size();
  REQUIRE(parser.parse(bytes.data(), size) == request_parser::progress::complete);
  request second;
  parser.describe(bytes.data(), second);
  CHECK(second.path == "/b");
  CHECK(second.body.empty());
  CHECK(second.keep_alive);
  CHECK(second.fields.size() == 1);
  CHECK(second.header("HOST") == "a");
}

TEST_CASE("the parser stops before a body when it is told to, and at none", "[http]") {
  using progress = request_parser::progress;
  parser_limits limits;
  limits.body = 3;
  request_parser parser(limits);
  parser.stop_at_body();
  std::string bytes = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello";
  std::size_t size = bytes.size();
  CHECK(parser.parse(bytes.data(), size) == progress::head);
  CHECK(parser.parse(bytes.data(), size) == progress::head);
  request seen;
  parser.describe(bytes.data(), seen);
  CHECK(seen.path == "/a");
  CHECK(seen.fields.size() == 2);
  CHECK(seen.body.empty());
  CHECK(parser.body_length() == 5);
  CHECK_FALSE(parser.chunked());
  CHECK(parser.accept_body(5));  // instead of the limit that the parser was made with
  CHECK(parser.parse(bytes.data(), size) == progress::complete);
  parser.describe(bytes.data(), seen);
  CHECK(seen.body == "hello");

  parser.next();
  CHECK(parser.parse(bytes.data(), size) == progress::head);
  CHECK_FALSE(parser.accept_body(4));
  CHECK(parser.status() == 413);

  parser.next();
  std::string none = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  size = none.size();
  CHECK(parser.parse(none.data(), size) == progress::complete);
}

namespace {

/// What one parser makes of requests that stand one behind the other, each as `feed` alone has it.
std::vector<parsed> parse_in_a_row(std::string bytes, std::size_t piece) {
  parser_limits const limits;
  request_parser parser(limits);
  std::vector<parsed> all;
  std::string buffer;
  auto const parse_on = [&] {
    std::size_t size = buffer.size();
    auto const how = parser.parse(buffer.data(), size);
    buffer.resize(size);  // a chunked body has become shorter
    return how == request_parser::progress::complete;
  };
  while (!bytes.empty() && parser.status() == 0) {
    buffer += bytes.substr(0, piece);
    bytes.erase(0, piece);
    while (!buffer.empty() && parse_on()) {
      request in;
      parser.describe(buffer.data(), in);
      parsed& out = all.emplace_back();
      out.path = in.path;
      out.body = in.body;
      out.keep_alive = in.keep_alive;
      for (header_field const& field : in.fields)
        out.fields.push_back(std::string(field.name) + "=" + std::string(field.value));
      buffer.erase(0, parser.consumed());
      parser.next();
    }
  }
  if (parser.status() != 0) all.emplace_back().status = parser.status();
  return all;
}

/// The second request is read as if it were the first, however the bytes are cut.
void check_second(std::string const& first, std::string const& second) {
  std::vector<parsed> const alone = parse_in_a_row(second, second.size());
  REQUIRE(alone.size() == 1);
  for (std::size_t const piece : {1u, 2u, 7u, 30u, 1000u}) {
    INFO("in pieces of " << piece << ": " << second);
    std::vector<parsed> const both = parse_in_a_row(first + second, piece);
    REQUIRE(both.size() == 2);
    CHECK(both[1] == alone[0]);
  }
}

}  // namespace

TEST_CASE("a header block that is known already says the same", "[http]") {
  std::string const block = "Host: a\r\nAccept: b, c\r\nConnection: keep-alive\r\n\r\n";
  std::string const first = "GET / HTTP/1.1\r\n" + block;
  check_second(first, first);
  check_second(first, "GET /a/longer/path?q HTTP/1.1\r\n" + block);
  check_second(first, "\r\nGET / HTTP/1.1\r\n" + block);
  check_second(first, "GET / HTTP/1.0\r\n" + block);
  check_second(first, "GET http://a/ HTTP/1.1\r\n" + block);
  check_second(first, "GET http://b/ HTTP/1.1\r\n" + block);  // refused
  std::string const closing = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  check_second(closing, closing);
  check_second(closing, first);
}

TEST_CASE("a header block that only begins like the known one is read", "[http]") {
  std::string const begin = "GET / HTTP/1.1\r\nHost: a\r\nAccept: b\r\n";
  std::string const first = begin + "\r\n";
  check_second(first, begin + "Accept: c\r\n\r\n");
  check_second(first, begin + "Content-Length: 3\r\n\r\nabc");
  check_second(first, begin + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
  check_second(first, "GET / HTTP/1.1\r\nHost: a\r\nAccept: x\r\n\r\n");
  check_second(first, begin + " folded\r\n\r\n");  // refused
  check_second(first, "GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n");
}

TEST_CASE("what a block says of a body or an expectation is read each time", "[http]") {
  std::string const one = with("Content-Length: 3\r\n", "abc");
  check_second(one, one);
  check_second(one, with("Content-Length: 3\r\n", "def"));
  std::string const expecting = "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n";
  check_second("GET / HTTP/1.0" + expecting.substr(14), expecting);
  check_second(expecting, expecting);
  std::string const odd = "\r\nHost: a\r\nExpect: else\r\n\r\n";
  check_second("GET / HTTP/1.0" + odd, "GET / HTTP/1.1" + odd);  // refused
}

TEST_CASE("a block that is too large to be remembered is read each time", "[http]") {
  std::string const first =
      "GET / HTTP/1.1\r\nHost: a\r\nCookie: " + std::string(2000, 'x') + "\r\n\r\n";
  check_second(first, first);
  check_second(first, line("GET / HTTP/1.1"));
}
