// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/money.hpp>
//
#include <hyper/orm.hpp>
#include "pinned_text.hpp"
#include "stored.hpp"

using namespace hyper;

namespace {
using euros = money<"EUR">;
struct bill {
  primary_key<> id{};
  euros total{};
  std::optional<money<"JPY">> fee{};
  using meta = model<table<"bills">, ordered_by<"id">>;
};
static_assert(has_text(create_table<bill>(), R"("total" numeric(18,2) NOT NULL)"));
static_assert(has_text(create_table<bill>(), R"("fee" numeric(18,0),)"));
static_assert(objects<bill>.filter<"total__gte">().sql<query_action::count>() ==
              R"(SELECT count(*) FROM "bills" b WHERE b."total" >= $1)");

struct sums {
  std::optional<decimal> sum{};
};
}  // namespace

TEST_CASE("money is stored, compared and added exactly", "[orm]") {
  stored<bill> db;
  std::vector<bill> bills(3);
  bills[0].total = euros::from_units(1);
  bills[1].total = euros::from_units(-250);
  bills[2].total = euros::from_units(999999999999999999);
  bills[2].fee = money<"JPY">::from_units(7);
  db.wait(insert_all(bills));
  bill more;
  more.total = euros::from_units(12345);
  db.wait(save(more));
  std::vector<bill> rows(1);
  rows[0].total = euros::from_units(10);
  db.wait(copy_all(rows));
  auto const found = db.wait(objects<bill>.all());
  REQUIRE(found.size() == 5);
  CHECK(found[1].total.units() == -250);
  CHECK(found[2].total.units() == 999999999999999999);
  CHECK(found[2].fee->units() == 7);
  CHECK(found[4].total.units() == 10);
  CHECK(db.wait(objects<bill>.filter<"total__gt">(euros::from_units(1)).count()) == 3);
  CHECK(db.wait(objects<bill>.filter<"total">(euros::from_units(12345)).get()).id == more.id);
  db.wait(objects<bill>.filter<"id">(more.id).update<"total">(euros::from_units(100)));
  auto const sum =
      db.wait(objects<bill>.filter<"total__lt">(*decimal::from_text("1000")).annotate<"sum">(
          sum_of<"total">()).values<sums>());
  CHECK(sum[0].sum->text() == "-1.39");
}

TEST_CASE("what is no amount of the currency is not read as one", "[orm]") {
  stored<bill> db;
  db.wait(raw_command("ALTER TABLE bills ALTER total TYPE numeric"));
  db.wait(raw_command("INSERT INTO bills (total) VALUES (0.005)"));
  CHECK_THROWS_AS(db.wait(objects<bill>.all()), model_error);
}
