// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/value.hpp>
//
#include <array>
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;

template <class V>
constexpr bool takes(std::string_view path) {
  auto const meant = detail::read_path(detail::model_of<post>, path);
  return detail::lookup_takes<V>(meant.target(), meant.how);
}
static_assert(takes<int>("id") && takes<unsigned char>("id") && takes<primary_key<>>("id"));
static_assert(takes<bounded<int, 1, 5>>("id") && !takes<double>("id") && !takes<bool>("id"));
static_assert(!takes<std::optional<int>>("id") && !takes<char const*>("id"));
static_assert(takes<char const*>("title") && takes<std::string_view>("title"));
static_assert(takes<slug>("title") && takes<unique<email>>("title") && takes<char[4]>("title"));
static_assert(!takes<int>("title") && !takes<std::nullptr_t>("id"));
static_assert(takes<timestamp>("created") && takes<created_at>("created"));
static_assert(!takes<date>("created") && !takes<std::string>("created"));
static_assert(takes<author>("writer") && takes<std::int64_t>("writer"));
static_assert(takes<foreign_key<author>>("writer") && !takes<post>("writer"));
static_assert(takes<std::vector<int>>("id__in") && !takes<int>("id__in"));
static_assert(takes<std::array<std::string_view, 2>>("title__in") &&
              !takes<std::string>("title__in"));
static_assert(takes<std::vector<author>>("writer__in") && !takes<std::vector<post>>("writer__in"));
static_assert(takes<bool>("published__isnull") && !takes<int>("published__isnull"));

std::string pattern(lookup how, std::string_view text) {
  parameters to;
  detail::bind_pattern(to, how, text);
  return std::string(to.bytes().substr(4));
}
}  // namespace

TEST_CASE("in patterns every character stands for itself", "[orm]") {
  CHECK(pattern(lookup::contains, "100%_\\") == R"(%100\%\_\\%)");
  CHECK(pattern(lookup::startswith, "a") == "a%");
  CHECK(pattern(lookup::iendswith, "a") == "%a");
  CHECK(pattern(lookup::icontains, "") == "%%");
}

TEST_CASE("numbers that PostgreSQL has not are refused", "[orm]") {
  parameters to;
  CHECK_THROWS_AS(detail::bind_value<codec<std::int64_t>::oid>(to, UINT64_MAX), std::out_of_range);
  CHECK_NOTHROW(detail::bind_value<codec<std::int64_t>::oid>(to, std::uint64_t{5}));
}
