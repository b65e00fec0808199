// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/answer_coder.hpp>
//
#include <hyper/http/answer_stream.hpp>
#include <hyper/http/exchange.hpp>
#include <stdexcept>
#include "http/serving.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

int pieces_alive = 0;

struct shouted_pieces final : piece_coder {
  shouted_pieces() { ++pieces_alive; }
  ~shouted_pieces() override { --pieces_alive; }
  void code(std::string_view piece, std::string& to) override { to.append(piece).append("!"); }
  void finish(std::string& to) override { to += "?"; }
};

/// Doubles whole bodies, and shouts pieces.
struct doubling final : answer_coder {
  std::string_view code(request const&, int, std::string_view, std::string_view body,
                        std::string& lines, std::string& made) const override {
    lines += "X-Coded: yes\r\n";
    return made.append(body).append(body);
  }
  piece_coder* begin(request const&, int, std::string_view, std::string& lines) const override {
    lines += "X-Coded: yes\r\n";
    return new shouted_pieces;
  }
};
doubling const coder;

}  // namespace

TEST_CASE("a whole body is changed on its way", "[http]") {
  answered const got = ask_for(
      [](exchange& with) {
        with.code_with(coder);
        with.answer(200, "text/plain", "abc", "X: 1\r\n");
      },
      "/");
  CHECK(got.body == "abcabc");
  CHECK(got.field("Content-Length") == "6");
  CHECK(got.field("X-Coded") == "yes");
  CHECK(got.field("X") == "1");
}

TEST_CASE("a large body that was handed over is changed, too", "[http]") {
  std::string const large(100'000, 'x');
  answered const got = ask_for(
      [&](exchange& with) {
        with.code_with(coder);
        response made;
        made.body = large;
        with.answer(std::move(made));
      },
      "/");
  CHECK(got.body == large + large);
}

TEST_CASE("pieces are changed one by one, and end", "[http]") {
  answered const got = ask_for(
      [](exchange& with) {
        with.code_with(coder);
        answer_stream out = with.begin_stream(200, "text/plain", {}, 5);  // the length is no more
        static_cast<void>(out.write("ab"));
        static_cast<void>(out.write("c"));
      },
      "/");
  CHECK(got.field("Content-Length") == "none");
  CHECK(got.body == "3\r\nab!\r\n2\r\nc!\r\n1\r\n?\r\n0\r\n\r\n");
  CHECK(pieces_alive == 0);
}

TEST_CASE("class 26: HEAD and failures have no half of a coded body", "[http]") {
  auto const handle = [](exchange& with) {
    with.code_with(coder);
    answer_stream out = with.begin_stream(200, "text/plain");
    static_cast<void>(out.write("ab"));
    if (with.asked.path == "/broken") throw std::runtime_error("broken");
  };
  CHECK(ask_for(handle, "/", {}, http_method::head).body.empty());
  CHECK_FALSE(ask_for(handle, "/broken").body.ends_with("0\r\n\r\n"));
  answered const refused = ask_for(
      [](exchange& with) {
        with.code_with(coder);
        with.answer(200, "text/plain\r\nX-Evil: 1", "abc");
      },
      "/");
  CHECK(refused.status == 500);
  CHECK(refused.head.find("Evil") == refused.head.npos);
  CHECK(pieces_alive == 0);
}
