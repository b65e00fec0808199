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
  std::string body, rest;
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

TEST_CASE("a decoder that has refused stays so", "[http]") {
  chunked_decoder decoder;
  decoder.begin(0, {10, 10, 10, 10, 1});
  std::string bytes = "x\r\n1\r\na\r\n0\r\n\r\n";
  std::size_t size = bytes.size();
  CHECK(decoder.decode(bytes.data(), size) == chunked_decoder::progress::refused);
  CHECK(decoder.decode(bytes.data(), size) == chunked_decoder::progress::refused);
  CHECK(decoder.why() == "A chunk size is malformed.");
}
