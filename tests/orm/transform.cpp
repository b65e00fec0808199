// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/transform.hpp>
//
#include <hyper/postgres/time_of_day.hpp>
#include "filled_shop.hpp"

namespace {
using namespace shop;

struct working_shift {
  primary_key<> id{};
  time_of_day begins{};
  using meta = model<table<"working_shifts">>;
};

using detail::type_has_transform;
static_assert(detail::find_transform("year") == transform::year);
static_assert(detail::find_transform("as_boolean") == transform::as_boolean);
static_assert(detail::find_transform("json_key") == transform::none);
static_assert(type_has_transform(detail::plain_column<date>, transform::quarter));
static_assert(!type_has_transform(detail::plain_column<date>, transform::hour));
static_assert(!type_has_transform(detail::plain_column<int>, transform::lower));
static_assert(type_has_transform(detail::plain_column<time_of_day>, transform::minute));
static_assert(!type_has_transform(detail::plain_column<time_of_day>, transform::day));
static_assert(!type_has_transform(detail::plain_column<time_of_day>, transform::date));
}  // namespace

TEST_CASE("transforms stand between a column and its lookup", "[orm]") {
  filled_shop db;
  auto const& all = objects<product>;
  CHECK(db.titles(all.filter<"created__year">(2023)) == "ARR");
  CHECK(db.titles(all.filter<"created__date__lt">(*date::from_text("2023-11-14"))).empty());
  CHECK(db.titles(all.filter<"created__hour__range">(22, 23)) == "ARR");
  CHECK(db.titles(all.filter<"created__week_day">(2)) == "ARR");
  CHECK(db.titles(all.filter<"title__lower__startswith">("r")) == "RR");
  CHECK(db.titles(all.filter<"title__length__gt">(5)) == "R");
  CHECK(db.titles(all.filter<"words__size__gte">(2)) == "A");
  CHECK(db.titles(all.filter<"extent__width__as_integer__lt">(10)) == "RR");
  CHECK(db.titles(all.filter<"extent__height">("20")) == "A");
  CHECK(db.titles(all.order_by<"-title__length", "id">()) == "RAR");
}

TEST_CASE("a time of the day is compared, listed and taken apart", "[orm]") {
  stored<working_shift> db;
  for (char const* text : {"06:00", "14:00", "22:30"}) {
    working_shift one{{}, *time_of_day::from_text(text)};
    db.wait(save(one));
  }
  auto const& all = objects<working_shift>;
  auto const noon = *time_of_day::from_text("12:00");
  CHECK(db.wait(all.filter<"begins__gt">(noon).count()) == 2);
  CHECK(db.wait(all.filter<"begins__in">(std::vector{noon}).count()) == 0);
  CHECK(db.wait(all.filter<"begins__hour">(22).filter<"begins__minute__gte">(30).count()) == 1);
  CHECK(db.wait(all.order_by<"-begins">().first())->begins.text() == "22:30:00");
}
