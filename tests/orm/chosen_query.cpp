// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/chosen_query.hpp>
//
#include "filled_shop.hpp"

namespace {
using namespace shop;
using filters = filterable<"title__icontains", "maker__name", "stock__range", "id__in",
                           "price__gte", "maker__parent__isnull", "created__year", "visible">;
using orders = sortable<"title", "maker__name", "price">;

auto fresh() { return choose<filters, orders>(objects<product>.filter<"stock__gte">(0)); }
}  // namespace

TEST_CASE("a request chooses among what is allowed", "[orm]") {
  filled_shop db;
  auto asked = fresh();
  CHECK(asked.filter("title__icontains", "R") == std::nullopt);
  CHECK(asked.order_by("-price,title") == std::nullopt);
  CHECK(asked.sql() ==
        std::string(objects<product>
                        .filter<"stock__gte">()
                        .filter<"title__icontains">()
                        .order_by<"-price", "title">()
                        .sql()));
  CHECK(db.titles(asked) == "RR");
  CHECK(db.wait(asked.count()) == 2);
  CHECK(asked.filter("maker__name", "Zeta") == std::nullopt);
  CHECK(db.titles(asked.limit(1)) == "R");
  auto by_kind = fresh();
  CHECK(by_kind.filter("stock__range", "1,3") == std::nullopt);
  CHECK(by_kind.filter("id__in", "1,2,3") == std::nullopt);
  CHECK(by_kind.filter("price__gte", "1.5") == std::nullopt);
  CHECK(by_kind.filter("created__year", "2023") == std::nullopt);
  CHECK(by_kind.filter("visible", "true") == std::nullopt);
  CHECK(by_kind.filter("maker__parent__isnull", "true") == std::nullopt);
  CHECK(db.titles(by_kind) == "A");
}

TEST_CASE("nothing else can be chosen, and no value becomes SQL", "[orm]") {
  filled_shop db;
  auto asked = fresh();
  CHECK(asked.filter("stock", "1")->rule == "unknown_filter");
  CHECK(asked.filter("title__icontains\"; DROP TABLE products; --", "x")->rule == "unknown_filter");
  CHECK(asked.filter("stock__range", "1")->rule == "invalid_value");
  CHECK(asked.filter("price__gte", "1; DROP")->rule == "invalid_value");
  CHECK(asked.filter("visible", "yes")->rule == "invalid_value");
  CHECK(asked.filter("maker__parent__isnull", "")->rule == "invalid_value");
  CHECK(asked.filter("title__icontains", std::string_view("a\0b", 3))->rule == "invalid_value");
  CHECK(asked.order_by("stock")->rule == "unknown_order");
  CHECK(asked.order_by("title desc")->rule == "unknown_order");
  CHECK(asked.order_by("title,title,title,title,title,title,title,title,title")->rule ==
        "too_many_orders");
  for (auto const* hostile : {"'", "\"", "'; DROP TABLE products; --", "$1", "\\", "%' OR 1=1 --"})
    CHECK(asked.filter("maker__name", hostile) == std::nullopt);
  CHECK(db.wait(asked.count()) == 0);
  auto many = fresh();
  for (int i = 0; i < 11; ++i) static_cast<void>(many.filter("maker__name", "Acme"));
  CHECK(many.filter("maker__name", "Acme")->rule == "too_many_filters");
  CHECK(db.wait(many.count()) == 2);
  CHECK(db.wait(objects<product>.count()) == 3);
}

TEST_CASE("what a request chooses must have room in one query", "[orm]") {
  filled_shop db;
  constexpr std::string_view up = "maker__parent__parent__parent__parent__parent__parent__name";
  constexpr std::string_view around = "maker__products__maker__products__maker__products__title";
  using many = filterable<to_fixed_string<up.size()>(up), to_fixed_string<around.size()>(around)>;
  using sorts = sortable<to_fixed_string<up.size()>(up)>;
  auto asked = choose<many, sorts>(objects<product>);
  CHECK(asked.filter(around, "Rope") == std::nullopt);
  CHECK(asked.filter(up, "Acme")->rule == "too_many_filters");
  CHECK(asked.order_by(up)->rule == "too_many_orders");
  CHECK(db.wait(asked.count()) == 1);
}
