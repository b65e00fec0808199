// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/compression.hpp>
//
#include "http/asked.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

compression judged(std::string_view accepted, std::string_view lines = {}, int status = 200,
                   std::string_view type = "text/html; charset=utf-8", std::size_t size = 5'000) {
  return judge_compression(with_fields({{"Accept-Encoding", accepted}}), status, type, size, lines);
}

std::string marked(std::string lines, compression done = compression::gzip) {
  mark_compression(lines, done);
  return lines;
}

}  // namespace

TEST_CASE("what is compressed", "[http]") {
  CHECK(judged("gzip") == compression::gzip);
  CHECK(judged("br, gzip;q=0.5") == compression::gzip);
  CHECK(judged("gzip", "Cache-Control: public, max-age=3\r\n") == compression::gzip);
  CHECK(judged("gzip", {}, 404, "application/problem+json") == compression::gzip);
  CHECK(judged("gzip;q=0") == compression::unasked);
  CHECK(judged("br") == compression::unasked);
  CHECK(judged("identity, gzip;q=0.5") == compression::unasked);
  CHECK(judged("") == compression::unasked);
}

TEST_CASE("what is left alone", "[http]") {
  for (int const status : {100, 204, 205, 206, 304, 416})
    CHECK(judged("gzip", {}, status) == compression::never);
  CHECK(judged("gzip", {}, 200, "image/png") == compression::never);
  CHECK(judged("gzip", {}, 200, "text/event-stream") == compression::never);
  CHECK(judged("gzip", {}, 200, "") == compression::never);
  CHECK(judged("gzip", {}, 200, "text/html", 1023) == compression::never);
  CHECK(judged("gzip", "content-encoding: br\r\n") == compression::never);
  CHECK(judged("gzip", "X: 1\r\nCACHE-CONTROL: private,  No-Transform\r\n") == compression::never);
  CHECK(judged("gzip", "Content-Range: bytes 0-1/2\r\n") == compression::never);
}

TEST_CASE("lines tell what was done", "[http]") {
  CHECK(marked("") == "Vary: Accept-Encoding\r\nContent-Encoding: gzip\r\n");
  CHECK(marked("", compression::unasked) == "Vary: Accept-Encoding\r\n");
  CHECK(marked("X: 1\r\n", compression::never) == "X: 1\r\n");
  CHECK(marked("Vary: Cookie, accept-encoding\r\n") ==
        "Vary: Cookie, accept-encoding\r\nContent-Encoding: gzip\r\n");
  CHECK(marked("Vary: Cookie\r\n", compression::unasked) ==
        "Vary: Cookie\r\nVary: Accept-Encoding\r\n");
  CHECK(marked("Vary: *\r\n", compression::unasked) == "Vary: *\r\n");
  CHECK(marked("etag: \"a\"\r\nVary: *\r\n") ==
        "etag: W/\"a\"\r\nVary: *\r\nContent-Encoding: gzip\r\n");
  CHECK(marked("ETag: W/\"a\"\r\nVary: *\r\n") ==
        "ETag: W/\"a\"\r\nVary: *\r\nContent-Encoding: gzip\r\n");
}
