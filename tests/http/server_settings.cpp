// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/server_settings.hpp>
//
#include "support/catch.hpp"

TEST_CASE("what the documentation promises as defaults", "[http]") {
  hyper::server_settings const settings;
  CHECK(settings.host == "127.0.0.1");
  CHECK(settings.port == 8000);
  CHECK(settings.unix_socket_mode == 0660);
  CHECK(settings.backlog == 4096);
  CHECK(settings.limits.request_line == 8192);
  CHECK(settings.limits.header_block == 16384);
  CHECK(settings.limits.fields == 100);
  CHECK(settings.limits.body == 10 * 1024 * 1024);
  CHECK(settings.timeouts.header == 10'000);
  CHECK(settings.timeouts.idle == 30'000);
}
