// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/gzip.hpp>
//
#include <memory>
#include <string>
#include <vector>
#include "http/gunzip.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string text_of(std::size_t size) {
  std::string text;
  for (unsigned i = 0; text.size() < size; ++i) text += std::to_string(i * 2654435761U) + ' ';
  text.resize(size);
  return text;
}
}  // namespace

TEST_CASE("a text goes there and back", "[http]") {
  for (std::size_t const size : {0U, 1U, 100U, 16'384U, 1'000'000U}) {
    std::string const text = text_of(size);
    for (int const level : {-5, 1, 6, 9, 100}) {
      auto const back = gunzip(gzip(text, level));
      CHECK(back.whole);
      CHECK(back.text == text);
    }
  }
  CHECK(gzip(std::string(100'000, 'a')).size() < 500);
}

TEST_CASE("what is flushed can be read at once", "[http]") {
  gzip_writer writer(6, gzip_writer::memory::small);
  REQUIRE(writer);
  std::string sent;
  std::string expected;
  for (int i = 0; i < 100; ++i) {
    std::string const line = "line " + std::to_string(i) + "\n";
    writer.write(line, sent);
    writer.flush(sent);
    expected += line;
    auto const back = gunzip(sent);
    CHECK(back.text == expected);
    CHECK_FALSE(back.whole);
  }
  writer.finish(sent);
  CHECK(gunzip(sent).whole);
}

TEST_CASE("the memory of a thread is used again, and limited", "[http]") {
  for (int i = 0; i < 1000; ++i) CHECK(gzip_writer(1));
  std::vector<std::unique_ptr<gzip_writer>> many;
  for (std::size_t i = 0; i < most_gzip_writers; ++i) {
    many.push_back(std::make_unique<gzip_writer>(1, gzip_writer::memory::small));
    REQUIRE(*many.back());
  }
  gzip_writer one_too_many;
  CHECK_FALSE(one_too_many);
  std::string to;
  CHECK_THROWS_AS(one_too_many.write("x", to), std::logic_error);
  CHECK_THROWS_AS(gzip("x"), std::bad_alloc);
  many.pop_back();
  CHECK(gunzip(gzip("x")).text == "x");
}

TEST_CASE("a writer that was left in the middle leaves nothing behind", "[http]") {
  {
    gzip_writer abandoned;
    std::string to;
    abandoned.write(text_of(50'000), to);
  }
  CHECK(gunzip(gzip("fresh")).text == "fresh");
}
