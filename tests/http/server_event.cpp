// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/server_event.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper;
using namespace std::string_literals;

namespace {
std::string written(server_event const& what) {
  std::string to;
  append_event(to, what);
  return to;
}
}  // namespace

TEST_CASE("an event as its lines", "[http]") {
  CHECK(written(server_event("hello")) == "data: hello\n\n");
  CHECK(written(server_event("")) == "data: \n\n");
  CHECK(written(server_event("a").of_type("tick").with_id(7).retry_after(1'500)) ==
        "retry: 1500\nid: 7\nevent: tick\ndata: a\n\n");
  CHECK(written(server_event().with_id("")) == "id: \n\n");  // the client forgets the last one
  CHECK(written(server_event()) == "\n");
}

TEST_CASE("data of several lines", "[http]") {
  CHECK(written(server_event("a\nb\r\nc\rd")) == "data: a\ndata: b\ndata: c\ndata: d\n\n");
  CHECK(written(server_event("\n")) == "data: \ndata: \n\n");
  CHECK(written(server_event("\r\n\r\n")) == "data: \ndata: \ndata: \n\n");
}

TEST_CASE("class 6: no text breaks out of its field of an event", "[http]") {
  CHECK(written(server_event("x\n\nevent: evil\ndata: y")) ==
        "data: x\ndata: \ndata: event: evil\ndata: data: y\n\n");
  CHECK(written(server_event("x").of_type("a\r\ndata: evil").with_id("1\n\ndata: evil")) ==
        "id: 1data: evil\nevent: adata: evil\ndata: x\n\n");
  CHECK(written(server_event().with_id("1\0002"s)) == "id: 12\n\n");
}

TEST_CASE("comments", "[http]") {
  std::string to;
  append_event_comment(to);
  CHECK(to == ": \n\n");
  to.clear();
  append_event_comment(to, "a\ndata: b");
  CHECK(to == ": a\n: data: b\n\n");
}
