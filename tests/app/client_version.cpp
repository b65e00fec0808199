// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/client_version.hpp>
//
#include <hyper/app/test_client.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

using site = application<routes<route<"GET /", [] { return "here"; }>>,
                         client_version<"2.4.0", version_action::reload>>;

static_assert(site::find("GET", "/version").pattern == "/version");
static_assert(detail::is_version_text("1.2.3-rc.1+b_7"));
static_assert(!detail::is_version_text("") && !detail::is_version_text("1\r\nX: y"));

}  // namespace

TEST_CASE("a client hears the application's version", "[app]") {
  test_client client = test_client::of<site>();
  test_answer const plain = client.get("/");
  CHECK(plain.header("X-App-Version") == "2.4.0");
  CHECK_FALSE(plain.header("X-App-Version-Action"));
  CHECK(client.get("/version").body == R"({"version":"2.4.0"})");
  CHECK(client.get("/nowhere").header("X-App-Version") == "2.4.0");
}

TEST_CASE("a client of another version is told what to do", "[app]") {
  test_client client = test_client::of<site>();
  client.fields = {{"X-Client-Version", "2.4.0"}};
  CHECK_FALSE(client.get("/").header("X-App-Version-Action"));
  client.fields = {{"X-Client-Version", "2.3.9"}};
  CHECK(client.get("/").header("X-App-Version-Action") == "reload");
}

TEST_CASE("the version of a client may be in a cookie", "[app]") {
  test_client client = test_client::of<site>();
  client.set_cookie("hyper_client_version", "2.3.9");
  CHECK(client.get("/").header("X-App-Version-Action") == "reload");
  client.set_cookie("hyper_client_version", "2.4.0");
  CHECK_FALSE(client.get("/").header("X-App-Version-Action"));
}
