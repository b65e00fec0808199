// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/error_pages.hpp>
//
#include <hyper/app/test_client.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/routing/extract.hpp>
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

namespace {

html show_error(shown_problem const& what) {
  if (what.status == 418) throw std::runtime_error("the template is broken");
  return {"<h1>" + std::to_string(what.status) + " " + std::string(what.title) + "</h1>" +
          std::string(what.detail)};
}

std::string fail(query<"with", int> with) {
  if (*with == 500) throw std::logic_error("internals");
  throw http_error(*with, "Said by the handler.");
}

using site = application<routes<route<"GET /fail", fail>>, error_pages<show_error>>;
using plain = application<routes<route<"GET /fail", fail>>>;

test_answer ask(std::string target, std::string accept) {
  return test_client::of<site>().send({"GET", target, {}, {{"Accept", std::move(accept)}}});
}
char const* const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

}  // namespace

TEST_CASE("problems are pages for browsers and documents for programs", "[app]") {
  auto const page = ask("/nothing", browser);
  CHECK(page.status == 404);
  CHECK(page.header("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.header("Vary") == "Accept");
  CHECK(page.body == "<h1>404 Not Found</h1>There is nothing at this address.");
  auto const document = ask("/nothing", "*/*");
  CHECK(document.status == 404);
  CHECK(document.header("Content-Type") == "application/problem+json");
  CHECK(document.header("Vary") == "Accept");
}

TEST_CASE("whoever finds the problem", "[app]") {
  CHECK(ask("/fail", browser).body ==
        "<h1>422 Unprocessable Content</h1>Some values cannot be accepted.");
  CHECK(ask("/fail?with=403", browser).body == "<h1>403 Forbidden</h1>Said by the handler.");
  CHECK(ask("/fail?with=500", browser).status == 500);
  auto const post = test_client::of<site>().send({"POST", "/fail", {}, {{"Accept", browser}}});
  CHECK(post.status == 405);
  CHECK(post.header("Allow") == "GET, HEAD, OPTIONS");
  CHECK(post.header("Content-Type") == "text/html; charset=utf-8");
}

TEST_CASE("a page that cannot be made is a document", "[app]") {
  auto const got = ask("/fail?with=418", browser);
  CHECK(got.status == 418);
  CHECK(got.header("Content-Type") == "application/problem+json");
}

TEST_CASE("an application without the part has documents only", "[app]") {
  auto const got = test_client::of<plain>().send({"GET", "/nothing", {}, {{"Accept", browser}}});
  CHECK(got.header("Content-Type") == "application/problem+json");
  CHECK_FALSE(got.header("Vary"));
}
