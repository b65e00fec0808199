// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/page_globals.hpp>
//
#include <hyper/http/cookie.hpp>
#include <hyper/http/url.hpp>
#include <hyper/pages/csrf.hpp>
#include <hyper/pages/page.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/templates/environment.hpp>
#include <hyper/templates/view.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

namespace {

struct templates {
  static constexpr embedded_template all[] = {
      {"list.html", "{% for m in messages %}{{ m.level }}={{ m.text }};{% endfor %}"},
      {"form.html", "<{{ csrf_token }}|{{ csrf_token }}>"},
      {"plain.html", "plain"},
  };
};
struct nothing {};

html list(page_globals globals) { return page<"list.html", templates>(globals, nothing{}); }
html form(page_globals globals) { return page<"form.html", templates>(globals, nothing{}); }
html plain(page_globals globals) { return page<"plain.html", templates>(globals, nothing{}); }
html live(page_globals globals) {
  template_environment environment;
  return {environment.render_source(templates::all[0].source, template_view(globals)) +
          environment.render_source(templates::all[1].source, template_view(globals))};
}
task<redirect> leave(page_globals globals) {
  globals.messages.success("It is <done>.");
  globals.messages.warning("Twice.");
  co_return redirect("/list", 303);
}
html both(page_globals globals) {
  globals.messages.info("Here.");
  return page<"list.html", templates>(globals, nothing{});
}

using site = routes<route<"GET /list", list>, route<"GET /form", form>, route<"GET /plain", plain>,
                    route<"GET /live", live>, route<"POST /leave", leave>, route<"GET /both", both>,
                    route<"POST /write", [] { return "written"; }, csrf_protected>>;

asking::answer ask(std::string method, std::string target, std::string cookie = {}) {
  asking::question what{std::move(method), std::move(target), {}, {}};
  if (!cookie.empty()) what.fields.emplace_back("Cookie", std::move(cookie));
  return asking::ask<site>(what);
}
/// The "name=value" of the cookie that an answer sets.
std::string cookie_of(asking::answer const& from) {
  std::string const line = from.field("Set-Cookie");
  return line.substr(0, line.find(';'));
}

}  // namespace

TEST_CASE("a message is shown once, by the next page", "[pages]") {
  auto const left = ask("POST", "/leave");
  CHECK(left.status == 303);
  CHECK_THAT(left.field("Set-Cookie"), ContainsSubstring("; HttpOnly"));
  CHECK_THAT(left.field("Set-Cookie"), ContainsSubstring("; SameSite=Lax"));
  std::string const cookie = cookie_of(left);
  CHECK(ask("GET", "/plain", cookie).field("Set-Cookie") == "none");  // shows none of them
  auto const shown = ask("GET", "/list", cookie);
  CHECK(shown.body == "success=It is &lt;done&gt;.;warning=Twice.;");
  CHECK_THAT(shown.field("Set-Cookie"), ContainsSubstring("messages=; "));
  CHECK_THAT(shown.field("Set-Cookie"), ContainsSubstring("Max-Age=0"));
  CHECK(shown.field("Vary") == "Cookie");
  auto const none = ask("GET", "/list");
  CHECK(none.body.empty());
  CHECK(none.field("Set-Cookie") == "none");
}

TEST_CASE("messages add up until a page shows them", "[pages]") {
  auto const twice = ask("POST", "/leave", cookie_of(ask("POST", "/leave")));
  CHECK(ask("GET", "/list", cookie_of(twice)).body ==
        "success=It is &lt;done&gt;.;warning=Twice.;success=It is &lt;done&gt;.;warning=Twice.;");
  auto const here = ask("GET", "/both");
  CHECK(here.body == "info=Here.;");
  CHECK(here.field("Set-Cookie") == "none");
}

TEST_CASE("messages that nobody has signed are taken away", "[pages]") {
  std::string cookie = cookie_of(ask("POST", "/leave"));
  cookie[cookie.size() / 2] ^= 1;
  auto const got = ask("GET", "/list", cookie);
  CHECK(got.body.empty());
  CHECK_THAT(got.field("Set-Cookie"), ContainsSubstring("Max-Age=0"));
}

TEST_CASE("a page that uses the token sets the cookie, once", "[pages]") {
  auto const first = ask("GET", "/form");
  CHECK_THAT(first.field("Set-Cookie"), ContainsSubstring("csrftoken="));
  CHECK_THAT(first.field("Set-Cookie"), ContainsSubstring("Max-Age=31449600"));
  CHECK(first.field("Vary") == "Cookie");
  std::string const token = first.body.substr(1, first.body.find('|') - 1);
  CHECK(first.body == "<" + token + "|" + token + ">");
  std::string const cookie = cookie_of(first);
  auto const second = ask("GET", "/form", cookie);
  CHECK(second.field("Set-Cookie") == "none");
  CHECK(second.body != first.body);
  auto const written = asking::ask<site>(
      {"POST",
       "/write",
       "csrf_token=" + token,
       {{"Content-Type", "application/x-www-form-urlencoded"}, {"Cookie", cookie}}});
  CHECK(written.body == "written");
  // A cookie of an old secret is replaced: nobody is locked out.
  CHECK_THAT(ask("GET", "/form", "csrftoken=old").field("Set-Cookie"),
             ContainsSubstring("csrftoken="));
}

TEST_CASE("a page of another session sets another cookie", "[pages]") {
  bind_csrf_tokens(
      [](exchange const& with) { return find_cookie(with.asked, "sessionid").value_or(""); });
  std::string const cookie = cookie_of(ask("GET", "/form", "sessionid=ada"));
  CHECK(ask("GET", "/form", cookie + "; sessionid=ada").field("Set-Cookie") == "none");
  auto const other = ask("GET", "/form", cookie + "; sessionid=eve");
  CHECK_THAT(other.field("Set-Cookie"), ContainsSubstring("csrftoken="));
  std::string const token = other.body.substr(1, other.body.find('|') - 1);
  auto const post = [&](std::string const& cookies) {
    return asking::ask<site>(
        {"POST", "/write", {}, {{"X-CSRF-Token", token}, {"Cookie", cookies}}});
  };
  CHECK(post(cookie_of(other) + "; sessionid=eve").body == "written");
  CHECK(post(cookie_of(other) + "; sessionid=ada").status == 403);
  bind_csrf_tokens(nullptr);
}

TEST_CASE("a page without them touches no cookies", "[pages]") {
  auto const got = ask("GET", "/plain", "csrftoken=x; messages=y");
  CHECK(got.body == "plain");
  CHECK(got.field("Set-Cookie") == "none");
  CHECK(got.field("Vary") == "none");
}

TEST_CASE("the live renderer sees the same", "[pages]") {
  auto const got = ask("GET", "/live", cookie_of(ask("POST", "/leave")));
  CHECK_THAT(got.body, ContainsSubstring("success=It is &lt;done&gt;.;warning=Twice.;<"));
  CHECK(got.body.back() == '>');
}
