// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_receiver.hpp>
//
#include <algorithm>
#include <string>
#include <string_view>
#include "support/catch.hpp"

using namespace hyper;
using detail::append_frame;
using detail::websocket_receiver;
using event = websocket_receiver::event;
using hyper::websocket_opcode::binary;
using hyper::websocket_opcode::continuation;
using hyper::websocket_opcode::ping;
using hyper::websocket_opcode::pong;
using hyper::websocket_opcode::text;

namespace {

detail::deflate_agreement compression() {
  detail::deflate_agreement agreed;
  agreed.active = true;
  return agreed;
}

std::string frame(websocket_opcode opcode, std::string_view payload, bool final = true,
                  bool compressed = false) {
  std::string out;
  append_frame(out, opcode, payload, final, compressed, 0x12345678);
  return out;
}

std::string deflated(std::string_view text) {
  detail::message_deflater deflater(15, 6, false);
  std::string out;
  deflater.deflate(text, out);
  return out;
}

/// "text:one ping:p closed:1000:bye", or what failed: "1007 after 13" bytes.
std::string receive(std::string bytes, std::size_t cut = SIZE_MAX, websocket_limits limits = {}) {
  websocket_receiver receiver(detail::websocket_side::server, limits, compression());
  websocket_message message;
  std::string out;
  for (std::span<char> rest(bytes); !rest.empty();) {
    std::span<char> input = rest.subspan(0, std::min(cut, rest.size()));
    rest = rest.subspan(input.size());
    for (event how; (how = receiver.next(input, message)) != event::more;) {
      if (!out.empty()) out += ' ';
      if (how == event::failed)
        return out + std::to_string(receiver.code()) + " after " +
               std::to_string(bytes.size() - rest.size());
      if (how == event::message) out += (message.is_text ? "text:" : "binary:") + message.data;
      if (how == event::ping) out += "ping:" + std::string(receiver.payload());
      if (how == event::pong) out += "pong:" + std::string(receiver.payload());
      if (how == event::closed)
        out += "closed:" + std::to_string(receiver.code()) + ":" + std::string(receiver.payload());
    }
  }
  return out;
}

std::string receive_anyhow(std::string const& bytes, websocket_limits limits = {}) {
  std::string const whole = receive(bytes, SIZE_MAX, limits);
  for (std::size_t const cut : {1u, 3u, 10u})
    CHECK(receive(bytes, cut, limits).substr(0, 4) == whole.substr(0, 4));
  return whole;
}

}  // namespace

TEST_CASE("messages of all kinds, whole and in fragments, plain and compressed", "[http]") {
  std::string const packed = deflated("a text that is long enough");
  std::string const bytes = frame(text, "one") + frame(binary, "tw", false) + frame(ping, "p") +
                            frame(continuation, "o\xFF") +
                            frame(text, packed.substr(0, 5), false, true) + frame(pong, "q") +
                            frame(continuation, packed.substr(5)) + frame(text, "", false) +
                            frame(continuation, "\xC3", false) + frame(continuation, "\xA4") +
                            frame(websocket_opcode::close, std::string("\x03\xE8") + "bye");
  std::string const expected =
      "text:one ping:p binary:two\xFF pong:q text:a text that is long enough "
      "text:\xC3\xA4 closed:1000:bye";
  for (std::size_t const cut : {1u, 2u, 3u, 5u, 100u, 1000u})
    CHECK(receive(bytes, cut) == expected);
}

TEST_CASE("class 19: a text that is not UTF-8 fails at the byte that shows it", "[http]") {
  CHECK(receive(frame(text, "good \xFF"), 1) == "1007 after 12");
  CHECK(receive(frame(text, "\xFF more to come"), 1) == "1007 after 7");
  CHECK(receive_anyhow(frame(text, "cut \xE2\x82")).starts_with("1007"));
  CHECK(receive_anyhow(frame(text, "\xE2\x82", false) + frame(continuation, "x"))
            .starts_with("1007"));
  CHECK(receive_anyhow(frame(text, deflated("bad \xC0\x80 text"), true, true)).starts_with("1007"));
  CHECK(receive_anyhow(frame(binary, "bad \xC0\x80 text")) == "binary:bad \xC0\x80 text");
}

TEST_CASE("class 19: limits hold for what is inflated", "[http]") {
  websocket_limits const limits{100, SIZE_MAX};
  CHECK(receive_anyhow(frame(text, deflated(std::string(100, 'x')), true, true), limits)
            .starts_with("text:xxx"));
  CHECK(receive_anyhow(frame(text, deflated(std::string(101, 'x')), true, true), limits)
            .starts_with("1009"));
  CHECK(receive_anyhow(frame(text, deflated(std::string(10'000'000, 'x')), true, true), limits)
            .starts_with("1009"));
  CHECK(receive_anyhow(frame(text, std::string(101, 'x')), limits).starts_with("1009"));
}

TEST_CASE("class 19: what is not deflated is 1007, what breaks the framing 1002", "[http]") {
  CHECK(receive_anyhow(frame(text, "\xFF\xFF\xFF", true, true)).starts_with("1007"));
  CHECK(receive_anyhow(frame(continuation, "x")).starts_with("1002"));
}

TEST_CASE("nothing is read after a failure or a closing frame", "[http]") {
  CHECK(receive(frame(websocket_opcode::close, "") + frame(text, "late")) == "closed:1005:");
  websocket_receiver receiver(detail::websocket_side::server, {}, {});
  websocket_message message;
  std::string bytes = frame(text, "\xFF") + frame(text, "late");
  std::span<char> input(bytes);
  CHECK(receiver.next(input, message) == event::failed);
  CHECK(receiver.next(input, message) == event::failed);
  CHECK(input.empty());
}
