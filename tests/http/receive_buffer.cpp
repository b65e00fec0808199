// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/receive_buffer.hpp>
//
#include <string>
#include "support/catch.hpp"

using hyper::detail::receive_buffer;

TEST_CASE("a buffer keeps its bytes while it moves and grows", "[http]") {
  receive_buffer buffer;
  CHECK(buffer.empty());
  CHECK(buffer.capacity() == 0);
  std::string model;
  for (int round = 0; round < 200; ++round) {
    buffer.make_room(1024);
    REQUIRE(buffer.free_size() >= 1024);
    std::string const piece(700, static_cast<char>('a' + round % 26));
    std::memcpy(buffer.free_space(), piece.data(), piece.size());
    buffer.received(piece.size());
    model += piece;
    std::size_t const used = round % 3 == 0 ? 1300 : 100;
    if (used <= model.size()) {
      buffer.consume(used);
      model.erase(0, used);
    }
    REQUIRE(std::string_view(buffer.data(), buffer.size()) == model);
  }
  // The padding behind the capacity can be read.
  CHECK(buffer.free_space()[buffer.free_size() + hyper::request::body_padding - 1] == 0);
}

TEST_CASE("memory follows what has arrived", "[http]") {
  receive_buffer buffer;
  buffer.make_room(1);
  CHECK(buffer.capacity() == receive_buffer::first_capacity);
  buffer.received(buffer.free_size());
  buffer.make_room(1);
  CHECK(buffer.capacity() == 2 * receive_buffer::first_capacity);
  buffer.set_size(10);
  buffer.consume(10);
  CHECK(buffer.empty());
}

TEST_CASE("what is appended stands behind, however much it is, and buffers change places",
          "[http]") {
  hyper::detail::receive_buffer one;
  hyper::detail::receive_buffer other;
  std::string const much(20'000, 'm');
  one.append("ab", 2);
  one.append(much.data(), much.size());
  one.append("", 0);
  CHECK(std::string_view(one.data(), one.size()) == "ab" + much);
  one.consume(2);
  one.swap(other);
  CHECK(one.empty());
  CHECK(one.capacity() == 0);
  CHECK(std::string_view(other.data(), other.size()) == much);
}

TEST_CASE("what was sent is dropped when it is worth it", "[http]") {
  std::string output(100'000, 'o');
  std::size_t sent = 10'000;
  hyper::detail::drop_sent(output, sent);
  CHECK(sent == 10'000);
  sent = 60'000;
  hyper::detail::drop_sent(output, sent);
  CHECK(sent == 0);
  CHECK(output.size() == 40'000);
}
