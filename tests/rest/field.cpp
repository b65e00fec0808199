// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/rest/field.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>

namespace {

using namespace hyper::detail;

struct city {
  std::string name;
};
struct author {
  long id;
  std::string name;
  std::optional<city> home;
};
struct post {
  std::string title;
  std::optional<author> writer;
  city place;
};

static_assert(split_field("a").count == 1 && split_field("a.b.c").count == 3);
static_assert(split_field("a.b.c").parts[1] == "b" && split_field("a..b").parts[1].empty());

static_assert(has_field<post, "title">() && has_field<post, "writer">());
static_assert(has_field<post, "writer.name">() && has_field<post, "writer.home.name">());
static_assert(has_field<post, "place.name">());
static_assert(!has_field<post, "titel">() && !has_field<post, "">());
static_assert(!has_field<post, "title.size">() && !has_field<post, "writer.title">());
static_assert(!has_field<post, "writer.">() && !has_field<post, ".title">());
static_assert(!has_field<post, "a.b.c.d.e.f">());

static_assert(nearest_field<post, "titel">() == "title");
static_assert(nearest_field<post, "writer.nam">() == "name");
static_assert(nearest_field<post, "wrtier.name">() == "writer");
static_assert(nearest_field<post, "completely">().empty());

TEST_CASE("a dotted name leads to a value", "[rest]") {
  post const row{"t", author{7, "Ada", city{"London"}}, {"Paris"}};
  CHECK(field_at<"title", 1>(row) == "t");
  CHECK(&field_at<"title", 1>(row) == &row.title);
  CHECK(field_at<"writer.id", 2>(row) == 7);
  CHECK(field_at<"writer.home.name", 3>(row) == "London");
  CHECK(field_at<"place.name", 2>(row) == "Paris");
}

}  // namespace
