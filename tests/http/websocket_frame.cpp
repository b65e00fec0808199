// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_frame.hpp>
//
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;
using detail::append_frame;
using detail::websocket_reader;
using detail::websocket_side;
using event = websocket_reader::event;

namespace {

constexpr std::uint32_t some_mask = 0x9A3C5E71;

/// What a reader made of some bytes, as one line: "text(hello) ping(x) close(1000,bye)".
struct judged {
  std::string line;
  std::uint16_t code = 0;  // when it failed
};

std::string_view name_of(websocket_opcode opcode) {
  switch (opcode) {
    case websocket_opcode::text:
      return "text";
    case websocket_opcode::binary:
      return "binary";
    case websocket_opcode::close:
      return "close";
    case websocket_opcode::ping:
      return "ping";
    case websocket_opcode::pong:
      return "pong";
    default:
      return "?";
  }
}

judged read_all(std::string bytes, std::size_t cut, websocket_limits limits = {},
                websocket_side side = websocket_side::server, bool compression = false) {
  websocket_reader reader(side, limits, compression);
  judged out;
  std::string message;
  std::span<char> rest(bytes);
  while (true) {
    std::span<char> input = rest.subspan(0, std::min(cut, rest.size()));
    rest = rest.subspan(input.size());
    event how;
    while ((how = reader.next(input)) != event::more) {
      if (how == event::failed) {
        CHECK_FALSE(reader.why().empty());
        out.code = reader.code();
        return out;
      }
      if (how == event::piece) {
        if (reader.first()) message.clear();
        message += reader.payload();
        if (!reader.last()) continue;
      }
      out.line += std::string(out.line.empty() ? "" : " ") + std::string(name_of(reader.opcode()));
      out.line += reader.opcode() == websocket_opcode::close
                      ? "(" + std::to_string(reader.code()) + ","
                      : "(";
      out.line += how == event::piece ? message : std::string(reader.payload());
      out.line += reader.compressed() && how == event::piece ? ")z" : ")";
    }
    CHECK(input.empty());
    if (rest.empty()) return out;
  }
}

/// The same, in pieces of each size: cuts must not matter.
judged read_in_any_pieces(std::string const& bytes, websocket_limits limits = {},
                          websocket_side side = websocket_side::server, bool compression = false) {
  judged const whole = read_all(bytes, bytes.size() + 1, limits, side, compression);
  for (std::size_t const cut : {1u, 2u, 3u, 7u, 13u}) {
    judged const same = read_all(bytes, cut, limits, side, compression);
    CHECK(same.line == whole.line);
    CHECK(same.code == whole.code);
  }
  return whole;
}

std::string masked(websocket_opcode opcode, std::string_view payload, bool final = true) {
  std::string out;
  append_frame(out, opcode, payload, final, false, some_mask);
  return out;
}

/// A masked frame with its first byte as it is, and a mask of zeros.
std::string raw(unsigned first, std::string_view payload) {
  std::string out{static_cast<char>(first), static_cast<char>(0x80 | payload.size())};
  return out.append(4, '\0').append(payload);
}
std::uint16_t refusal(std::string const& bytes, websocket_limits limits = {}) {
  return read_in_any_pieces(bytes, limits).code;
}
std::string closing(unsigned code, std::string_view reason = {}) {
  std::string payload{static_cast<char>(code >> 8), static_cast<char>(code)};
  return masked(websocket_opcode::close, payload.append(reason));
}

}  // namespace

TEST_CASE("the example of RFC 6455, section 5.7", "[http]") {
  CHECK(read_all("\x81\x85\x37\xfa\x21\x3d\x7f\x9f\x4d\x51\x58", 99).line == "text(Hello)");
  std::string out;
  append_frame(out, websocket_opcode::text, "Hello");
  CHECK(out == "\x81\x05Hello");
  CHECK(read_all(out, 99, {}, websocket_side::client).line == "text(Hello)");
}

TEST_CASE("a mask is applied alike in blocks and byte by byte", "[http]") {
  std::string mask(4, ' ');
  std::memcpy(mask.data(), &some_mask, 4);
  for (std::size_t size = 0; size < 100; ++size)
    for (std::uint64_t offset = 0; offset < 9; ++offset) {
      std::string text(size, 'x'), plain = text;
      for (std::size_t i = 0; i < size; ++i)
        plain[i] = static_cast<char>(plain[i] ^ mask[(i + offset) % 4]);
      detail::apply_mask(text.data(), size, some_mask, offset);
      if (text != plain) FAIL("size " << size << ", offset " << offset);
    }
}

TEST_CASE("messages come whole, in fragments, with control frames between", "[http]") {
  using enum websocket_opcode;
  std::string bytes = masked(text, "one") + masked(binary, "t", false) + masked(ping, "p") +
                      masked(continuation, "w", false) + masked(pong, "") +
                      masked(continuation, "", false) + masked(continuation, "o") +
                      masked(text, "") + closing(1000, "bye") + "whatever comes then";
  CHECK(read_in_any_pieces(bytes).line ==
        "text(one) ping(p) pong() binary(two) text() close(1000,bye)");
  CHECK(read_in_any_pieces(masked(close, "")).line == "close(1005,)");
}

TEST_CASE("lengths of every form", "[http]") {
  for (std::size_t const size : {0u, 1u, 125u, 126u, 127u, 65535u, 65536u, 70000u}) {
    std::string const payload(size, 'q');
    std::string const bytes = masked(websocket_opcode::binary, payload);
    CHECK(bytes.size() == size + (size < 126 ? 6 : size < 65536 ? 8 : 14));
    CHECK(read_all(bytes, 5000).line == "binary(" + payload + ")");
  }
}

TEST_CASE("class 19: what no peer may send is 1002", "[http]") {
  CHECK(refusal(raw(0xC1, "reserved 1")) == 1002);
  CHECK(refusal(raw(0xA1, "reserved 2")) == 1002);
  CHECK(refusal(raw(0x91, "reserved 3")) == 1002);
  for (unsigned const opcode : {3u, 4u, 5u, 6u, 7u, 11u, 12u, 13u, 14u, 15u})
    CHECK(refusal(raw(0x80 | opcode, "x")) == 1002);
  CHECK(refusal(raw(0x80, "continues nothing")) == 1002);
  CHECK(refusal(masked(websocket_opcode::text, "a", false) + masked(websocket_opcode::text, "b")) ==
        1002);
  for (unsigned const opcode : {8u, 9u, 10u}) {
    CHECK(refusal(raw(opcode, "")) == 1002);                                        // fragmented
    CHECK(refusal(std::string{static_cast<char>(0x80 | opcode), '\xFE'}) == 1002);  // too long
  }
  std::string unmasked;
  append_frame(unmasked, websocket_opcode::text, "Hello");
  CHECK(refusal(unmasked) == 1002);
  CHECK(read_in_any_pieces(masked(websocket_opcode::text, "x"), {}, websocket_side::client).code ==
        1002);
}

TEST_CASE("class 19: lengths must be shortest and below 63 bits", "[http]") {
  std::string const mask(4, '\0');
  CHECK(refusal(std::string("\x82\xFE\x00\x7D", 4) + mask) == 1002);
  CHECK(refusal(std::string("\x82\xFF\x00\x00\x00\x00\x00\x00\xFF\xFF", 10) + mask) == 1002);
  CHECK(refusal(std::string("\x82\xFF\x80\x00\x00\x00\x00\x00\x00\x00", 10) + mask) == 1002);
  CHECK(refusal(std::string("\x82\xFF\x7F\xFF\xFF\xFF\xFF\xFF\xFF\xFF", 10) + mask) == 1009);
}

TEST_CASE("class 19: limits are judged by the head, before a byte of the payload", "[http]") {
  using enum websocket_opcode;
  websocket_limits const limits{10, 6};
  CHECK(refusal(masked(text, "123456"), limits) == 0);
  CHECK(refusal(masked(text, "1234567").substr(0, 6), limits) == 1009);
  CHECK(refusal(masked(text, "123456", false) + masked(continuation, "1234"), limits) == 0);
  CHECK(refusal(masked(text, "123456", false) + masked(continuation, "12345").substr(0, 6),
                limits) == 1009);
  // The next message starts from nothing.
  CHECK(refusal(masked(text, "123456") + masked(text, "123456"), limits) == 0);
  CHECK(refusal(masked(ping, "longer than limits"), limits) == 0);
}

TEST_CASE("class 19: closing frames have no code, or a lawful one, and a reason in UTF-8",
          "[http]") {
  CHECK(refusal(masked(websocket_opcode::close, "x")) == 1002);
  for (unsigned const code :
       {0u, 999u, 1004u, 1005u, 1006u, 1015u, 1016u, 1100u, 2000u, 2999u, 5000u, 65535u})
    CHECK(refusal(closing(code)) == 1002);
  for (unsigned const code : {1000u, 1001u, 1002u, 1003u, 1007u, 1011u, 1014u, 3000u, 4999u})
    CHECK(read_in_any_pieces(closing(code, "r")).line == "close(" + std::to_string(code) + ",r)");
  CHECK(refusal(closing(1000, "\xFF")) == 1007);
  CHECK(refusal(closing(1000, "\xE2\x82")) == 1007);
}

TEST_CASE("the bit of RFC 7692 stands on the first frame of a message only", "[http]") {
  auto const read = [](std::string const& bytes) {
    return read_in_any_pieces(bytes, {}, websocket_side::server, true);
  };
  CHECK(read(raw(0xC1, "z")).line == "text(z)z");
  CHECK(read(raw(0x42, "z") + raw(0x80, "y") + raw(0x81, "n")).line == "binary(zy)z text(n)");
  CHECK(read(raw(0x42, "z") + raw(0xC0, "y")).code == 1002);
  CHECK(read(raw(0xC9, "ping")).code == 1002);
}

TEST_CASE("a closing payload is cut between characters", "[http]") {
  CHECK(detail::close_payload(1000, "bye") == std::string("\x03\xE8") + "bye");
  CHECK(detail::close_payload(websocket_code::no_status, "bye").empty());
  std::string const long_reason = std::string(122, 'x') + "\xC3\xA4";
  CHECK(detail::close_payload(1000, long_reason).size() == 124);
  CHECK(detail::close_payload(1000, std::string(200, 'x')).size() == 125);
  CHECK(detail::close_payload(1000, "\xFF").size() == 2);
}
