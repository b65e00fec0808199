// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/chunked.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct outcome {
  chunked_decoder::progress how = chunked_decoder::progress::incomplete;
  int status = 0;
  std::string body, rest, trailers;
  std::size_t most_memory = 0;
};

/// Decodes behind three bytes that are not part of the body, giving `piece` bytes at a time.
outcome decode(std::string const& coded, std::size_t piece, std::size_t body = 1000) {
  chunked_decoder decoder;
  decoder.begin(3, {body, 64, 200, 100, 5});
  outcome out;
  std::string buffer = "abc";
  std::size_t at = 0;
  while (out.how == chunked_decoder::progress::incomplete && at < coded.size()) {
    buffer += coded.substr(at, piece);
    at += piece;
    std::size_t size = buffer.size();
    out.how = decoder.decode(buffer.data(), size);
    buffer.resize(size);
    out.most_memory = std::max(out.most_memory, size);
  }
  out.status = decoder.status();
  out.trailers = decoder.trailers();
  out.body = buffer.substr(3, decoder.body_end() - 3);
  if (out.how == chunked_decoder::progress::complete)
    out.rest = buffer.substr(decoder.coded_end()) + (at < coded.size() ? coded.substr(at) : "");
  CHECK(buffer.starts_with("abc"));
  return out;
}

}  // namespace

TEST_CASE("chunks are joined, however they are cut", "[http]") {
  for (std::size_t const piece : {1u, 2u, 3u, 5u, 100u}) {
    outcome const got = decode("5\r\nhello\r\nA;a=b\r\n, chunked!\r\n0\r\nX: y\r\n\r\nGET", piece);
    CHECK(got.how == chunked_decoder::progress::complete);
    CHECK(got.body == "hello, chunked!");
    CHECK(got.rest == "GET");
  }
}

TEST_CASE("the coding of tiny chunks takes no memory", "[http]") {
  std::string coded;
  for (int i = 0; i < 1000; ++i) coded += "1\r\nx\r\n";
  outcome const got = decode(coded + "0\r\n\r\n", 7);
  CHECK(got.how == chunked_decoder::progress::complete);
  CHECK(got.body == std::string(1000, 'x'));
  CHECK(got.most_memory < 1000 + 3 + 16);
}

TEST_CASE("a chunk beyond the limit is refused when it is announced", "[http]") {
  CHECK(decode("3E9\r\n", 100).status == 413);
  CHECK(decode("3E8\r\n", 100).status == 0);
  CHECK(decode("1\r\nx\r\n3E8\r\n", 1).status == 413);
  CHECK(decode("FFFFFFFFFFFFFFFF\r\n", 1).status == 413);
  CHECK(decode("10000000000000000\r\n", 1).status == 400);
  CHECK(decode("000000000000000000000000000001\r\nx\r\n", 1).body == "x");
}

TEST_CASE("trailers are kept, but for those that come too late to be believed", "[http]") {
  std::string const coded =
      "1\r\nx\r\n0\r\nDigest:  abc \r\nHost: evil\r\nContent-length: 7\r\nIf-Match: *\r\n"
      "X-Forwarded-For: 1.2.3.4\r\nCookie: a=b\r\nempty:\r\n\r\n";
  for (std::size_t const piece : {1u, 7u, 1000u}) {
    chunked_decoder decoder;
    decoder.begin(0, {1000, 64, 200, 1000, 10});
    std::string buffer;
    auto how = chunked_decoder::progress::incomplete;
    for (std::size_t at = 0; at < coded.size(); at += piece) {
      buffer += coded.substr(at, piece);
      std::size_t size = buffer.size();
      how = decoder.decode(buffer.data(), size);
      buffer.resize(size);
    }
    CHECK(how == chunked_decoder::progress::complete);
    CHECK(decoder.trailers() == "Digest: abc\r\nempty: \r\n");
    decoder.begin(0, {1000, 64, 200, 1000, 10});
    CHECK(decoder.trailers().empty());  // of the body before
  }
  CHECK(decode("0\r\na: b\r\n\r\n", 1).trailers == "a: b\r\n");
  CHECK(decode("0\r\na: " + std::string(98, 'x') + "\r\n\r\n", 5).status == 431);
}

TEST_CASE("a decoder that has refused stays so", "[http]") {
  chunked_decoder decoder;
  decoder.begin(0, {10, 10, 10, 10, 1});
  std::string bytes = "x\r\n1\r\na\r\n0\r\n\r\n";
  std::size_t size = bytes.size();
  CHECK(decoder.decode(bytes.data(), size) == chunked_decoder::progress::refused);
  CHECK(decoder.decode(bytes.data(), size) == chunked_decoder::progress::refused);
  CHECK(decoder.why() == "A chunk size is malformed.");
}
