// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/conditional.hpp>
//
#include <time.h>
#include <hyper/http/date.hpp>
#include "http/asked.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

constexpr std::int64_t noon = 784'111'777;  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr char const* at_noon = "Sun, 06 Nov 1994 08:49:37 GMT";
constexpr char const* before = "Sun, 06 Nov 1994 08:49:36 GMT";
constexpr char const* after = "Sun, 06 Nov 1994 08:49:38 GMT";
validators const known{entity_tag{"v1"}, noon};

precondition judged(std::vector<header_field> fields, http_method how = http_method::get,
                    validators const& of = known) {
  made_request const asked = with_fields(std::move(fields), how);
  return judge_preconditions(asked, of);
}

}  // namespace

TEST_CASE("If-None-Match compares weakly, and decides before the date", "[http]") {
  CHECK(judged({}) == precondition::passed);
  CHECK(judged({{"If-None-Match", "\"v1\""}}) == precondition::not_modified);
  CHECK(judged({{"if-none-match", "\"v0\", W/\"v1\""}}) == precondition::not_modified);
  CHECK(judged({{"If-None-Match", "\"v0\""}, {"If-None-Match", "\"v1\""}}) ==
        precondition::not_modified);
  CHECK(judged({{"If-None-Match", "*"}}) == precondition::not_modified);
  CHECK(judged({{"If-None-Match", "\"v2\""}}) == precondition::passed);
  CHECK(judged({{"If-None-Match", "\"v2\""}, {"If-Modified-Since", at_noon}}) ==
        precondition::passed);
  CHECK(judged({{"If-None-Match", "\"v1\""}}, http_method::head) == precondition::not_modified);
  CHECK(judged({{"If-None-Match", "\"v1\""}}, http_method::put) == precondition::failed);
}

TEST_CASE("If-Match compares strongly, and decides before If-None-Match", "[http]") {
  CHECK(judged({{"If-Match", "\"v1\""}}) == precondition::passed);
  CHECK(judged({{"If-Match", "\"v0\", \"v1\""}}) == precondition::passed);
  CHECK(judged({{"If-Match", "*"}}) == precondition::passed);
  CHECK(judged({{"If-Match", "W/\"v1\""}}) == precondition::failed);
  CHECK(judged({{"If-Match", "\"v2\""}}, http_method::put) == precondition::failed);
  CHECK(judged({{"If-Match", "\"v2\""}, {"If-None-Match", "\"v1\""}}) == precondition::failed);
  CHECK(judged({{"If-Match", "\"v1\""}, {"If-None-Match", "\"v1\""}}) ==
        precondition::not_modified);
  CHECK(judged({{"If-Match", "\"v1\""}, {"If-Unmodified-Since", before}}) == precondition::passed);
  CHECK(judged({{"If-Match", "\"v1\""}}, http_method::get, {}) == precondition::failed);
}

TEST_CASE("dates in conditions", "[http]") {
  CHECK(judged({{"If-Modified-Since", at_noon}}) == precondition::not_modified);
  CHECK(judged({{"If-Modified-Since", after}}) == precondition::not_modified);
  CHECK(judged({{"If-Modified-Since", before}}) == precondition::passed);
  CHECK(judged({{"If-Modified-Since", "yesterday"}}) == precondition::passed);
  CHECK(judged({{"If-Modified-Since", at_noon}}, http_method::post) == precondition::passed);
  CHECK(judged({{"If-Modified-Since", at_noon}}, http_method::get, {}) == precondition::passed);
  CHECK(judged({{"If-Unmodified-Since", at_noon}}) == precondition::passed);
  CHECK(judged({{"If-Unmodified-Since", before}}) == precondition::failed);
  CHECK(judged({{"If-Unmodified-Since", "0"}}) == precondition::passed);
}

TEST_CASE("If-Range lets only the very same bytes be continued", "[http]") {
  auto const wanted = [](char const* value, validators const& of = known) {
    made_request const asked = with_fields({{"If-Range", value}});
    return range_is_wanted(asked, of);
  };
  CHECK(range_is_wanted(with_fields({}), known));
  CHECK(wanted("\"v1\""));
  CHECK_FALSE(wanted("W/\"v1\""));
  CHECK_FALSE(wanted("\"v2\""));
  CHECK(wanted(at_noon));
  CHECK_FALSE(wanted(after));
  CHECK_FALSE(wanted("nonsense"));
  CHECK_FALSE(wanted("\"v1\"", validators{entity_tag{"v1", true}, noon}));
  // What changed this second may change again without a new date.
  std::int64_t const now = ::time(nullptr) + 1;
  http_date const date(now);
  std::string const text(date.view());
  CHECK_FALSE(wanted(text.c_str(), validators{{}, now}));
}
