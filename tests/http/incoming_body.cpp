// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/incoming_body.hpp>
//
#include <string>
#include "support/catch.hpp"

using hyper::detail::incoming_body;

namespace {
constexpr hyper::chunked_limits limits{100, 64, 64, 64, 4};

void arrive(incoming_body& at, std::string_view bytes) {
  at.input.append(bytes.data(), bytes.size());
}
}  // namespace

TEST_CASE("a body of a known length, piece by piece", "[http]") {
  incoming_body body;
  body.begin(5);
  CHECK_FALSE(body.look());
  CHECK(body.missing() == 5);
  arrive(body, "ab");
  CHECK(body.look());
  CHECK(body.piece() == "ab");
  CHECK_FALSE(body.look());
  arrive(body, "cdeNEXT");
  CHECK(body.missing() == 0);
  CHECK(body.look());
  CHECK(body.piece() == "cde");
  CHECK(body.ended());
  CHECK(body.look());
  CHECK(body.piece().empty());
  body.finish();
  CHECK(std::string_view(body.input.data(), body.input.size()) == "NEXT");
}

TEST_CASE("a chunked body in pieces of any size", "[http]") {
  std::string const coded = "3\r\nabc\r\n4;x\r\ndefg\r\n0\r\nT: t\r\n\r\nNEXT";
  for (std::size_t size = 1; size <= coded.size(); ++size) {
    incoming_body body;
    body.begin(limits);
    std::string got;
    for (std::size_t at = 0; at < coded.size(); at += size) {
      arrive(body, std::string_view(coded).substr(at, size));
      while (!body.ended() && body.look()) got += body.piece();
    }
    CHECK(got == "abcdefg");
    CHECK(body.ended());
    body.finish();
    CHECK(std::string_view(body.input.data(), body.input.size()) == "NEXT");
  }
}

TEST_CASE("the limit counts what has been taken, too", "[http]") {
  incoming_body body;
  body.begin(limits);
  std::string const chunk = "20\r\n" + std::string(32, 'x') + "\r\n";
  for (int i = 0; i < 3; ++i) {
    arrive(body, chunk);
    CHECK(body.look());
    CHECK(body.piece().size() == 32);
  }
  arrive(body, chunk);
  CHECK(body.look());
  CHECK(body.status() == 413);
}

TEST_CASE("a reset body is as new", "[http]") {
  incoming_body body;
  body.begin(limits);
  arrive(body, "nonsense\r\n");
  CHECK(body.look());
  CHECK(body.status() == 400);
  body.reset();
  CHECK(body.status() == 0);
  body.begin(0);
  CHECK(body.ended());
  CHECK(body.look());
}
