// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/websocket_handshake.hpp>
//
#include <array>
#include <string>
#include <string_view>
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr std::array<std::string_view, 2> protocols{"chat.v2", "chat.v1"};
constexpr std::array<std::string_view, 1> origins{"https://app.example"};

/// The request of RFC 6455 §1.2, with what a test changes.
struct asked_for {
  std::vector<header_field> fields{{"Host", "server.example.com"},
                                   {"Upgrade", "websocket"},
                                   {"Connection", "keep-alive, Upgrade"},
                                   {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
                                   {"Sec-WebSocket-Version", "13"}};
  websocket_settings settings;
  request asked;

  asked_for() { asked.method_name = "GET"; }
  asked_for& with(std::string_view name, std::string_view value) {
    for (header_field& field : fields)
      if (field.name == name) return field.value = value, *this;
    return and_also(name, value);
  }
  asked_for& and_also(std::string_view name, std::string_view value) {
    fields.push_back({name, value});
    return *this;
  }
  asked_for& without(std::string_view name) {
    std::erase_if(fields, [&](header_field const& field) { return field.name == name; });
    return *this;
  }
  detail::websocket_handshake judged() {
    asked.fields = fields;
    return detail::judge_handshake(asked, settings);
  }
  int status() {
    auto const made = judged();
    CHECK((made.status == 101) == made.why.empty());
    return made.status;
  }
};

int status_from(std::string_view origin, std::string_view host = "example.org") {
  asked_for one;
  one.settings.origins = origins;
  return one.with("Host", host).with("Origin", origin).status();
}

}  // namespace

TEST_CASE("the example of RFC 6455, section 1.3", "[http]") {
  CHECK(detail::accept_value("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  CHECK(asked_for().judged().lines == "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n");
}

TEST_CASE("tokens are found in lists, over several lines, in any casing", "[http]") {
  CHECK(asked_for().with("Upgrade", "h2c, WebSocket").status() == 101);
  CHECK(asked_for().with("Connection", "UPGRADE").status() == 101);
  CHECK(asked_for().with("Connection", "close").and_also("connection", "upgrade").status() == 101);
}

TEST_CASE("what is no opening handshake is refused", "[http]") {
  CHECK(asked_for().without("Upgrade").status() == 426);
  CHECK(asked_for().with("Upgrade", "websockets").status() == 426);
  CHECK(asked_for().without("Connection").status() == 426);
  CHECK(asked_for().with("Connection", "keep-alive").status() == 426);
  asked_for post, old, full;
  post.asked.method = http_method::post;
  CHECK(post.status() == 405);
  CHECK(post.judged().lines == "Allow: GET\r\n");
  old.asked.minor_version = 0;
  CHECK(old.status() == 400);
  full.asked.body = "x";
  CHECK(full.status() == 400);
}

TEST_CASE("another version is told which one would do", "[http]") {
  CHECK(asked_for().without("Sec-WebSocket-Version").status() == 426);
  CHECK(asked_for().and_also("Sec-WebSocket-Version", "13").status() == 426);
  auto const made = asked_for().with("Sec-WebSocket-Version", "8").judged();
  CHECK(made.status == 426);
  CHECK(made.lines == "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");
}

TEST_CASE("the key is 16 bytes in base 64, once", "[http]") {
  CHECK(asked_for().without("Sec-WebSocket-Key").status() == 400);
  CHECK(asked_for().and_also("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").status() == 400);
  for (std::string_view const bad :
       {"", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZQ==x",
        "dGhlIHNhbXBsZSBub25jZQQ=", "dGhlIHNhbXBsZSBub25j!Q==", "dGhlIHNhbXBsZSBub25jZTEy"})
    CHECK(asked_for().with("Sec-WebSocket-Key", bad).status() == 400);
}

TEST_CASE("a page of another origin may not connect unless it is named", "[http]") {
  CHECK(asked_for().status() == 101);  // no page
  CHECK(status_from("http://example.org") == 101);
  CHECK(status_from("https://EXAMPLE.org", "example.org:443") == 101);
  CHECK(status_from("http://example.org:80") == 101);
  CHECK(status_from("http://example.org:8000", "example.org:8000") == 101);
  CHECK(status_from("https://app.example") == 101);
  for (std::string_view const foreign :
       {"https://evil.example", "null", "", "https://", "https://example.org.evil.example",
        "https://app.example.evil", "https://app.example:8443", "http://example.org:8000",
        "https://example.org:80", "ftp://example.org", "example.org", "http://app.example"})
    CHECK(status_from(foreign) == 403);
  asked_for two;
  CHECK(two.with("Origin", "http://server.example.com")
            .and_also("Origin", "http://server.example.com")
            .status() == 403);
  asked_for any;
  any.settings.any_origin = true;
  CHECK(any.with("Origin", "https://evil.example").status() == 101);
}

TEST_CASE("the server's best protocol among those offered is chosen", "[http]") {
  auto const chosen = [](std::string_view offered) {
    asked_for one;
    one.settings.protocols = protocols;
    auto const made = one.with("Sec-WebSocket-Protocol", offered).judged();
    CHECK(made.protocol.empty() ==
          (made.lines.find("Sec-WebSocket-Protocol") == std::string::npos));
    return made.status == 101 ? std::string(made.protocol) : std::to_string(made.status);
  };
  CHECK(chosen("chat.v1") == "chat.v1");
  CHECK(chosen("other, chat.v1 ,chat.v2") == "chat.v2");
  CHECK(chosen("other").empty());
  CHECK(chosen("") == "400");
  CHECK(chosen("a,,b") == "400");
  CHECK(chosen("not a token") == "400");
  asked_for none;
  CHECK(none.with("Sec-WebSocket-Protocol", "chat.v1").judged().protocol.empty());
}

TEST_CASE("compression is agreed on, or its offer is malformed", "[http]") {
  asked_for one;
  auto const made = one.with("Sec-WebSocket-Extensions", "permessage-deflate").judged();
  CHECK(made.deflate.active);
  CHECK(
      made.lines.ends_with("Sec-WebSocket-Extensions: permessage-deflate; "
                           "server_no_context_takeover; client_no_context_takeover\r\n"));
  CHECK(asked_for().with("Sec-WebSocket-Extensions", "permessage-deflate;").status() == 400);
}
