// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/accept.hpp>
//
#include <vector>
#include "support/catch.hpp"

using namespace hyper;

namespace {

int quality(std::vector<header_field> fields, std::string_view type) {
  request asked;
  asked.fields = fields;
  return accepted_quality(asked, type);
}
bool html(std::string_view accept) {
  header_field const field{"accept", accept};
  request asked;
  asked.fields = {&field, 1};
  return prefers_html(asked);
}

}  // namespace

TEST_CASE("the most precise range says how much a type is wanted", "[http]") {
  CHECK(quality({}, "text/html") == 1000);
  CHECK(quality({{"Accept", "text/*;q=0.3, text/html;q=0.7, */*;q=0.5"}}, "text/html") == 700);
  CHECK(quality({{"Accept", "text/*;q=0.3, text/html;q=0.7, */*;q=0.5"}}, "text/plain") == 300);
  CHECK(quality({{"Accept", "text/*;q=0.3, text/html;q=0.7, */*;q=0.5"}}, "image/png") == 500);
  CHECK(quality({{"Accept", "text/html"}}, "image/png") == 0);
  CHECK(quality({{"Accept", "a/b"}, {"ACCEPT", "image/PNG;q=0.25"}}, "image/png") == 250);
  CHECK(quality({{"Accept", "text/html ; level=1 ; Q=0.5"}}, "text/html") == 500);
  CHECK(quality({{"Accept", "text/html;q=2"}}, "text/html") == 0);
  CHECK(quality({{"Accept", ",,;q=1,/,*"}}, "text/html") == 0);
  CHECK(quality({{"Accept", ""}}, "text/html") == 0);
}

TEST_CASE("browsers get pages, programs JSON", "[http]") {
  CHECK(html("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"));
  CHECK(html("application/xhtml+xml"));
  CHECK_FALSE(html("*/*"));
  CHECK_FALSE(html(""));
  CHECK_FALSE(html("application/json"));
  CHECK_FALSE(html("application/json, text/html;q=0.9"));
  CHECK_FALSE(html("text/html;q=0, */*"));
  CHECK_FALSE(prefers_html(request{}));
}
