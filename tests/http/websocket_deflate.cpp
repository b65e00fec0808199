// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_deflate.hpp>
//
#include <string>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;
using detail::inflate_outcome;
using detail::message_deflater;
using detail::message_inflater;

namespace {

detail::deflate_answer answer_to(std::vector<header_field> const& fields,
                                 websocket_compression const& wanted = {}) {
  return detail::negotiate_deflate(fields, wanted);
}
detail::deflate_answer answer_to(std::string_view offer, websocket_compression const& wanted = {}) {
  return answer_to(std::vector<header_field>{{"Host", "x"}, {"sec-websocket-extensions", offer}},
                   wanted);
}
std::string extension(std::string_view offer, bool keeps_context = true, int bits = 15) {
  websocket_compression wanted;
  wanted.keeps_context = keeps_context;
  wanted.window_bits = static_cast<std::uint8_t>(bits);
  auto const answer = answer_to(offer, wanted);
  CHECK_FALSE(answer.malformed);
  CHECK(answer.agreed.active == !answer.extension.empty());
  return answer.extension;
}

std::string deflated(message_deflater& with, std::string_view message) {
  std::string out;
  with.deflate(message, out);
  return out;
}
/// The message, or "corrupt", "too big".
std::string inflated(message_inflater& with, std::string_view bytes, std::size_t limit = 1u << 20,
                     std::size_t cut = SIZE_MAX) {
  std::string out;
  inflate_outcome how = inflate_outcome::good;
  while (!bytes.empty() && how == inflate_outcome::good) {
    how = with.add(bytes.substr(0, cut), out, limit);
    bytes.remove_prefix(std::min(cut, bytes.size()));
  }
  if (how == inflate_outcome::good) how = with.finish(out, limit);
  CHECK(out.size() <= limit);
  if (how == inflate_outcome::corrupt) return "corrupt";
  return how == inflate_outcome::too_big ? "too big" : out;
}

std::string const lines = [] {
  std::string text;
  for (int i = 0; i < 4000; ++i) text += "line " + std::to_string(i * 7919 % 1000) + "\n";
  return text;
}();

}  // namespace

TEST_CASE("an offer is answered by what both sides can", "[http]") {
  CHECK(extension("permessage-deflate") == "permessage-deflate");
  CHECK(extension("permessage-deflate", false) ==
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
  CHECK(extension("permessage-deflate; client_no_context_takeover; server_no_context_takeover") ==
        "permessage-deflate; server_no_context_takeover; client_no_context_takeover");
  CHECK(extension("permessage-deflate; server_max_window_bits=10") ==
        "permessage-deflate; server_max_window_bits=10");
  CHECK(extension("permessage-deflate; server_max_window_bits=\"12\"", true, 11) ==
        "permessage-deflate; server_max_window_bits=11");
  CHECK(extension("permessage-deflate; client_max_window_bits", true, 11) ==
        "permessage-deflate; server_max_window_bits=11; client_max_window_bits=11");
  CHECK(extension("permessage-deflate; client_max_window_bits=9", true, 15) ==
        "permessage-deflate; client_max_window_bits=9");
  CHECK(extension("permessage-deflate; client_max_window_bits=8") == "permessage-deflate");
  CHECK(extension("other; x=1 , permessage-deflate") == "permessage-deflate");
  CHECK(extension("x-webkit-deflate-frame").empty());
  CHECK(answer_to(std::vector<header_field>{}).extension.empty());
}

TEST_CASE("an offer that cannot be accepted gives way to the next", "[http]") {
  for (std::string const bad :
       {"; unknown", "; server_no_context_takeover=1", "; client_no_context_takeover=1",
        "; server_max_window_bits", "; server_max_window_bits=7", "; server_max_window_bits=16",
        "; server_max_window_bits=08", "; server_max_window_bits=1x", "; client_max_window_bits=0",
        "; client_max_window_bits=16", "; server_max_window_bits=9; server_max_window_bits=9",
        "; client_max_window_bits; client_max_window_bits",
        "; server_no_context_takeover; server_no_context_takeover"}) {
    CHECK(extension("permessage-deflate" + bad).empty());
    CHECK(extension("permessage-deflate" + bad + ", permessage-deflate") == "permessage-deflate");
  }
}

TEST_CASE("class 19: a window of 256 bytes is not offered to a library that cannot make it",
          "[http]") {
  CHECK(extension("permessage-deflate; server_max_window_bits=8").empty());
}

TEST_CASE("an offer that breaks the grammar is malformed", "[http]") {
  for (std::string_view const bad :
       {"", ",", "permessage-deflate;", "permessage-deflate; a=", "permessage-deflate; a=\"",
        "permessage-deflate; a=\"b c\"", "permessage-deflate; =1", "permessage-deflate extra",
        "perm@essage", "a;b=c d", ";"})
    CHECK(answer_to(bad).malformed);
  CHECK_FALSE(answer_to("a;b=c;d=\"e\"\t,  f").malformed);
}

TEST_CASE("compression may be off", "[http]") {
  websocket_compression wanted;
  wanted.enabled = false;
  CHECK_FALSE(answer_to("permessage-deflate", wanted).agreed.active);
}

TEST_CASE("the example of RFC 7692, section 7.2.3", "[http]") {
  message_inflater inflater(15, true);
  CHECK(inflated(inflater, std::string_view("\xf2\x48\xcd\xc9\xc9\x07\x00", 7)) == "Hello");
}

TEST_CASE("messages come back, whatever the window, the level and the cuts", "[http]") {
  for (int const bits : {9, 10, 12, 15})
    for (bool const keeps : {false, true}) {
      message_deflater deflater(bits, 6, keeps);
      message_inflater inflater(bits, keeps);
      for (std::size_t const cut : {std::size_t{1}, std::size_t{100}, SIZE_MAX})
        for (std::string_view const message :
             {std::string_view(), std::string_view("x"), std::string_view(lines)}) {
          std::string const bytes = deflated(deflater, message);
          if (inflated(inflater, bytes, 1u << 20, cut) != message)
            FAIL("bits " << bits << ", cut " << cut << ", size " << message.size());
        }
    }
}

TEST_CASE("a context makes later messages smaller, and is what costs memory", "[http]") {
  std::string const text = "the same words again, more or less the same words";
  message_deflater keeping(15, 6, true), forgetting(15, 6, false);
  std::size_t const first = deflated(keeping, text).size();
  CHECK(deflated(keeping, text).size() < first / 2);
  CHECK(deflated(forgetting, text) == deflated(forgetting, text));
  CHECK(keeping.holds_memory());
  CHECK_FALSE(forgetting.holds_memory());
  message_inflater inflater(15, false);
  std::string out;
  CHECK_FALSE(inflater.holds_memory());
  CHECK(inflater.add(deflated(forgetting, text), out, 1000) == inflate_outcome::good);
  CHECK(inflater.holds_memory());
  CHECK(inflater.finish(out, 1000) == inflate_outcome::good);
  CHECK_FALSE(inflater.holds_memory());
}

TEST_CASE("class 19: a bomb is stopped at the limit while it is inflated", "[http]") {
  message_deflater deflater(15, 9, false);
  std::string const bomb = deflated(deflater, std::string(50'000'000, '\0'));
  CHECK(bomb.size() < 60'000);
  message_inflater inflater(15, true);
  CHECK(inflated(inflater, bomb, 100'000) == "too big");
  message_inflater fresh(15, false);
  CHECK(inflated(fresh, deflated(deflater, std::string(1000, 'x')), 1000).size() == 1000);
  CHECK(inflated(fresh, deflated(deflater, std::string(1001, 'x')), 1000) == "too big");
}

TEST_CASE("class 19: what is not deflated is corrupt", "[http]") {
  for (std::string_view const bytes : {std::string_view("\xff\xff\xff"), std::string_view("\x07"),
                                       std::string_view("plain text"), std::string_view("\x02"),
                                       std::string_view("\x00\x10\x00\xef\xff"
                                                        "abc",
                                                        8)}) {
    message_inflater inflater(15, false);
    std::string const result = inflated(inflater, bytes);
    CHECK(result == "corrupt");
  }
}

TEST_CASE("a block that is marked as the last one ends nothing but itself", "[http]") {
  message_inflater inflater(15, true);
  std::string const last("\xf3\x48\xcd\xc9\xc9\x07\x00\x00", 8);  // RFC 7692 §7.2.3.4
  CHECK(inflated(inflater, last) == "Hello");
  CHECK(inflated(inflater, last) == "Hello");
  // A later message may point back behind it.
  CHECK(inflated(inflater, std::string_view("\xf2\x00\x11\x00\x00", 5)) == "Hello");
}
