// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/gzip_coder.hpp>
//
#include <hyper/http/answer_stream.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/gzip.hpp>
#include <memory>
#include <vector>
#include "http/gunzip.hpp"
#include "http/serving.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

constinit gzip_coder const coder{compression_options{100, 6}};
std::string const text(10'000, 'a');
std::vector<header_field> const accepts{{"Accept-Encoding", "gzip"}};

auto answering(std::string_view type, std::string_view body, std::string_view lines = {}) {
  return [=](exchange& with) {
    with.code_with(coder);
    with.answer(200, type, body, lines);
  };
}

/// The body of chunks.
std::string joined(std::string_view chunks) {
  std::string whole;
  while (!chunks.empty()) {
    std::size_t const size = std::stoul(std::string(chunks.substr(0, chunks.find('\r'))), {}, 16);
    chunks.remove_prefix(chunks.find('\n') + 1);
    whole.append(chunks.substr(0, size));
    chunks.remove_prefix(size + 2);
  }
  return whole;
}

}  // namespace

TEST_CASE("an answer is compressed for who accepts it", "[http]") {
  auto const handle = answering("text/plain", text, "ETag: \"1\"\r\n");
  answered const coded = ask_for(handle, "/", accepts);
  CHECK(coded.field("Content-Encoding") == "gzip");
  CHECK(coded.field("Vary") == "Accept-Encoding");
  CHECK(coded.field("ETag") == "W/\"1\"");
  CHECK(coded.field("Content-Length") == std::to_string(coded.body.size()));
  CHECK(coded.body.size() < 200);
  CHECK(gunzip(coded.body).text == text);
  answered const head = ask_for(handle, "/", accepts, http_method::head);
  CHECK(head.field("Content-Length") == coded.field("Content-Length"));
  CHECK(head.body.empty());

  answered const plain = ask_for(handle, "/");
  CHECK(plain.body == text);
  CHECK(plain.field("Vary") == "Accept-Encoding");
  CHECK(plain.field("Content-Encoding") == "none");
  CHECK(plain.field("ETag") == "\"1\"");
}

TEST_CASE("what does not get smaller is sent as it is", "[http]") {
  std::string noise;
  for (unsigned i = 0, x = 1; i < 2'000; ++i) noise += static_cast<char>((x = x * 69069 + 1) >> 24);
  answered const got = ask_for(answering("text/plain", noise), "/", accepts);
  CHECK(got.body == noise);
  CHECK(got.field("Content-Encoding") == "none");
  CHECK(got.field("Vary") == "Accept-Encoding");
  CHECK(ask_for(answering("image/png", text), "/", accepts).body == text);
  CHECK(ask_for(answering("text/plain", "short"), "/", accepts).body == "short");
}

TEST_CASE("304 has the tag of the compressed answer", "[http]") {
  auto const handle = [](exchange& with) {
    with.code_with(coder);
    with.answer(304, {}, {}, "ETag: \"1\"\r\n");
  };
  answered const got = ask_for(handle, "/", accepts);
  CHECK(got.field("ETag") == "W/\"1\"");
  CHECK(got.field("Vary") == "Accept-Encoding");
  CHECK(got.field("Content-Encoding") == "none");
  CHECK(ask_for(handle, "/").field("ETag") == "\"1\"");
}

TEST_CASE("a streamed answer can be read as far as it has come", "[http]") {
  std::string seen;
  auto const handle = [&](exchange& with) {
    with.code_with(coder);
    answer_stream out = with.begin_stream(200, "text/csv");
    for (int i = 0; i < 50; ++i) static_cast<void>(out.write("line " + std::to_string(i) + "\n"));
  };
  answered const got = ask_for(handle, "/", accepts);
  CHECK(got.field("Content-Encoding") == "gzip");
  CHECK(got.field("Transfer-Encoding") == "chunked");
  std::string const whole = joined(got.body);
  auto const back = gunzip(whole);
  CHECK(back.whole);
  CHECK(back.text.ends_with("line 49\n"));
  CHECK(gunzip(whole.substr(0, whole.size() / 2)).text.starts_with("line 0\nline 1\n"));
  answered const plain = ask_for(handle, "/");
  CHECK(joined(plain.body).ends_with("line 49\n"));
  CHECK(plain.field("Vary") == "Accept-Encoding");
}

TEST_CASE("without memory for another compressor the answer is plain", "[http]") {
  std::vector<std::unique_ptr<gzip_writer>> all;
  for (std::size_t i = 0; i < most_gzip_writers; ++i)
    all.push_back(std::make_unique<gzip_writer>(6, gzip_writer::memory::small));
  answered const whole = ask_for(answering("text/plain", text), "/", accepts);
  CHECK(whole.body == text);
  CHECK(whole.field("Content-Encoding") == "none");
  answered const pieces = ask_for(
      [](exchange& with) {
        with.code_with(coder);
        answer_stream out = with.begin_stream(200, "text/plain");
        static_cast<void>(out.write("plain"));
      },
      "/", accepts);
  CHECK(joined(pieces.body) == "plain");
  CHECK(pieces.field("Content-Encoding") == "none");
}
