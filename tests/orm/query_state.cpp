// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/query_state.hpp>
//
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;
static_assert(detail::binds_values<post, "title", char[3]>());
static_assert(!detail::binds_values<post, "published__isnull", bool>());
static_assert(!detail::binds_values<post, "title", std::nullopt_t>());

/// What a request's extractor looks like to a query.
struct extracted {
  std::optional<std::string> found;
  std::optional<std::string> const& operator*() const { return found; }
};
struct extracted_slug {
  slug found;
  slug const& operator*() const { return found; }
};
}  // namespace

TEST_CASE("values are taken out of what holds them", "[orm]") {
  CHECK(objects<post>.filter_if<"title">(extracted{"x"}).sql().find("$1") !=
        std::string_view::npos);
  CHECK(objects<post>.filter_if<"title">(extracted{}).sql().find("$1") == std::string_view::npos);
  CHECK(objects<post>.filter<"address">(extracted_slug{"x"}).sql().find("$1") !=
        std::string_view::npos);
}
