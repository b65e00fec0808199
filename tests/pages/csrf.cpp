// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/csrf.hpp>
//
#include <hyper/http/cookie.hpp>
#include <hyper/http/url.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/security/secret_keys.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

namespace {

int written = 0;
void checked(exchange& with) { check_csrf(with); }
using site = routes<route<"GET /write", [] { return "form"; }, csrf_protected>,
                    route<"POST /checked", checked>,
                    route<"POST /write", [] { return std::to_string(++written); }, csrf_protected>>;

using fields = std::vector<std::pair<std::string, std::string>>;

std::string const secret = detail::make_csrf_secret();
std::string good_cookie() {
  return "csrftoken=" + encode_percent(detail::csrf_cookie_value(secret, {}));
}

asking::answer post(std::string body, fields more) {
  more.emplace_back("Content-Type", "application/x-www-form-urlencoded");
  return asking::ask<site>({"POST", "/write", std::move(body), std::move(more)});
}
asking::answer post_token(std::string const& token, fields more = {}) {
  more.emplace_back("Cookie", good_cookie());
  return post("title=x&csrf_token=" + encode_percent(token), std::move(more));
}

}  // namespace

TEST_CASE("a form with the page's token is taken", "[pages]") {
  written = 0;
  CHECK(post_token(detail::mask_csrf_secret(secret)).body == "1");
  CHECK(post("", {{"Cookie", good_cookie()}, {"X-CSRF-Token", detail::mask_csrf_secret(secret)}})
            .body == "2");
  // The cookie's own text does as well: that is what a program without a page has.
  CHECK(post_token(detail::csrf_cookie_value(secret, {})).body == "3");
  CHECK(asking::get<site>("/write").body == "form");
}

TEST_CASE("the mask is another one each time", "[pages]") {
  std::string const one = detail::mask_csrf_secret(secret);
  CHECK(one != detail::mask_csrf_secret(secret));
  CHECK(detail::unmask_csrf_secret(one) == secret);
  CHECK(secret.size() * 8 >= 128);
  CHECK_FALSE(detail::unmask_csrf_secret(one.substr(1)));
  CHECK_FALSE(detail::unmask_csrf_secret(""));
}

TEST_CASE("what does not come from a page of this site is refused", "[pages]") {
  written = 0;
  auto const refused = [](asking::answer const& got, char const* why) {
    CHECK(got.status == 403);
    CHECK_THAT(got.body, ContainsSubstring(why));
  };
  std::string const token = detail::mask_csrf_secret(secret);
  refused(post("title=x", {{"Cookie", good_cookie()}}), "CSRF token missing");
  refused(post("title=x&csrf_token=", {{"Cookie", good_cookie()}}), "CSRF token missing");
  refused(post("csrf_token=" + token, {}), "CSRF token missing");
  refused(post("csrf_token=%", {{"Cookie", good_cookie()}}), "CSRF token missing");
  refused(post_token(detail::mask_csrf_secret(detail::make_csrf_secret())), "CSRF token mismatch");
  refused(post_token("x"), "CSRF token mismatch");
  refused(post("csrf_token=" + token, {{"Cookie", "csrftoken=" + std::string(64, 'A')}}),
          "CSRF token invalid");
  refused(post_token(token, {{"Origin", "https://evil.example"}, {"Host", "site.example"}}),
          "CSRF origin mismatch");
  refused(post_token(token, {{"Sec-Fetch-Site", "cross-site"}}), "CSRF origin mismatch");
  CHECK(written == 0);
  CHECK(post_token(token, {{"Origin", "http://Site.example:80"}, {"Host", "site.example:80"}})
            .status == 200);
  CHECK(post_token(token, {{"Origin", "null"}}).status == 200);
}

TEST_CASE("a handler may do the check itself", "[pages]") {
  CHECK(asking::ask<site>({"POST", "/checked", {}, {}}).status == 403);
  fields const good{{"Cookie", good_cookie()}, {"X-CSRFToken", detail::mask_csrf_secret(secret)}};
  CHECK(asking::ask<site>({"POST", "/checked", {}, good}).status == 204);
}

TEST_CASE("a token is good as long as its secret is known", "[pages]") {
  std::string const old = good_cookie();
  std::string const token = detail::mask_csrf_secret(secret);
  auto const before = secret_keys();
  set_secret_keys({std::string(32, 'n'), before.front()});
  CHECK(post("csrf_token=" + token, {{"Cookie", old}}).status == 200);
  set_secret_keys({std::string(32, 'n')});
  CHECK_THAT(post("csrf_token=" + token, {{"Cookie", old}}).body,
             ContainsSubstring("CSRF token invalid"));
  set_secret_keys(before);
}

TEST_CASE("a token is bound to its session", "[pages]") {
  bind_csrf_tokens(
      [](exchange const& with) { return find_cookie(with.asked, "sessionid").value_or(""); });
  auto const post_within = [](std::string const& session, std::string const& made_for) {
    std::string cookies =
        "csrftoken=" + encode_percent(detail::csrf_cookie_value(secret, made_for));
    if (!session.empty()) cookies += "; sessionid=" + session;
    return post("", {{"Cookie", cookies}, {"X-CSRF-Token", detail::mask_csrf_secret(secret)}});
  };
  CHECK(post_within("ada", "ada").status == 200);
  CHECK(post_within("", "").status == 200);
  written = 0;
  // Whoever has a token of his own cannot make it that of another: neither before nor after login.
  for (auto const& [session, made_for] :
       {std::pair("ada", "eve"), std::pair("ada", ""), std::pair("", "ada"), std::pair("a", "da")})
    CHECK_THAT(post_within(session, made_for).body, ContainsSubstring("CSRF token invalid"));
  CHECK(written == 0);
  bind_csrf_tokens(nullptr);
  CHECK(post_within("ada", "").status == 200);
  CHECK(post_within("ada", "ada").status == 403);
}

TEST_CASE("over a secure connection the cookie is bound to its host", "[pages]") {
  request asked;
  CHECK(detail::csrf_cookie_name(asked) == "csrftoken");
  asked.scheme = "https";
  CHECK(detail::csrf_cookie_name(asked) == "__Host-csrftoken");
}
