// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/test_conversation.hpp>
//
#include <hyper/routing/router.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {
using site = routes<route<"GET /", [] { return "hello"; }>>;
}  // namespace

TEST_CASE("a conversation is one request and its answer", "[app]") {
  http_service service;
  service.handle = [](void*, exchange& with) { site::handle(with); };
  detail::test_conversation talk(service, 1'000);
  talk.input = "GET / HTTP/1.1\r\nHost: test\r\n\r\n";
  talk.serve();
  talk.wait_for_head();
  CHECK(talk.got.status == 200);
  CHECK(talk.take_body() == "hello");
}
