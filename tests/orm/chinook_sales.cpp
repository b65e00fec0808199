// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include "chinook.hpp"

// Reports about what was sold: groups, conditions on groups, sums over several tables.

using namespace chinook;

namespace {

struct by_country {
  std::string country{};
  std::int64_t invoices{};
  decimal sold{};
  decimal mean{};
};
struct by_year {
  std::int32_t invoice_date__year{};
  std::int64_t invoices{};
  decimal sold{};
};
struct by_month {
  timestamp month{};
  decimal sold{};
};
struct by_name {
  std::optional<std::string> name{};
  decimal sold{};
};
struct by_person {
  std::string last_name{};
  std::int64_t invoices{};
  decimal sold{};
};
struct share {
  std::optional<std::string> track__genre__name{};
  decimal percent{};
};
struct pivot {
  std::string country{};
  decimal in_2021{};
  decimal in_2022{};
  std::int64_t big{};
};
struct sold_track {
  std::int32_t track_id{};
  std::string name{};
  std::int64_t copies{};
};

constexpr auto amount = column<"unit_price"> * column<"quantity">;

}  // namespace

TEST_CASE("Chinook: invoices by place and time", "[orm]") {
  filled db;
  db.same<by_country>(
      "SELECT billing_country, count(*), sum(total), avg(total) FROM invoice "
      "GROUP BY billing_country ORDER BY sum(total) DESC, billing_country",
      objects<invoice>.annotate<"country">(column<"billing_country">)
          .annotate<"invoices">(count_rows())
          .annotate<"sold">(sum_of<"total">())
          .annotate<"mean">(average_of<"total">())
          .order_by<"-sold", "country">()
          .values<by_country>());
  db.same<by_year>(
      "SELECT extract(year FROM invoice_date)::int, count(*), sum(total) FROM invoice "
      "GROUP BY 1 ORDER BY 1",
      objects<invoice>.annotate<"invoices">(count_rows())
          .annotate<"sold">(sum_of<"total">())
          .order_by<"invoice_date__year">()
          .values<by_year>());
  db.same<by_month>(
      "SELECT date_trunc('month', invoice_date) AT TIME ZONE 'UTC', sum(total) FROM invoice "
      "WHERE invoice_date >= '2022-01-01' AND invoice_date < '2023-01-01' GROUP BY 1 ORDER BY 1",
      objects<invoice>.filter<"invoice_date__gte">(*timestamp::from_text("2022-01-01T00:00:00Z"))
          .filter<"invoice_date__lt">(*timestamp::from_text("2023-01-01T00:00:00Z"))
          .annotate<"sold">(sum_of<"total">())
          .annotate<"month">(column<"invoice_date__start_of_month">)
          .order_by<"month">()
          .values<by_month>());
  db.same<pivot>(
      "SELECT billing_country, coalesce(sum(total) FILTER (WHERE extract(year FROM invoice_date) = "
      "2021), 0), coalesce(sum(total) FILTER (WHERE extract(year FROM invoice_date) = 2022), 0), "
      "count(*) FILTER (WHERE total > 10) FROM invoice GROUP BY 1 HAVING count(*) > 7 ORDER BY 1",
      objects<invoice>.annotate<"country">(column<"billing_country">)
          .annotate<"in_2021">(
              coalesce(sum_of<"total">().filter(where<"invoice_date__year">(2021)), 0))
          .annotate<"in_2022">(
              coalesce(sum_of<"total">().filter(where<"invoice_date__year">(2022)), 0))
          .annotate<"big">(count_rows().filter(where<"total__gt">(10)))
          .filter(count_rows() > 7)
          .order_by<"country">()
          .values<pivot>());
}

TEST_CASE("Chinook: who bought and who sold", "[orm]") {
  filled db;
  db.same<by_person>(
      "SELECT c.last_name, count(i.invoice_id), sum(i.total) FROM customer c JOIN invoice i ON "
      "i.customer_id = c.customer_id GROUP BY c.last_name HAVING sum(i.total) > 40 "
      "ORDER BY 3 DESC, 1",
      objects<customer>.annotate<"invoices">(count_of<"invoices">())
          .annotate<"sold">(sum_of<"invoices__total">())
          .filter<"sold__gt">(40)
          .order_by<"-sold", "last_name">()
          .values<by_person>());
  db.same<by_person>(
      "SELECT e.last_name, count(i.invoice_id), coalesce(sum(i.total), 0) FROM employee e LEFT JOIN "
      "customer c ON c.support_rep_id = e.employee_id LEFT JOIN invoice i ON i.customer_id = "
      "c.customer_id GROUP BY e.last_name ORDER BY 3 DESC, 1",
      objects<employee>.annotate<"invoices">(count_of<"customers__invoices">())
          .annotate<"sold">(coalesce(sum_of<"customers__invoices__total">(), 0))
          .order_by<"-sold", "last_name">()
          .values<by_person>());
  db.same<by_person>(
      "SELECT c.last_name, count(i.invoice_id), sum(i.total) FROM customer c JOIN invoice i ON "
      "i.customer_id = c.customer_id GROUP BY c.last_name ORDER BY 3 DESC, 1 LIMIT 5 OFFSET 2",
      objects<customer>.annotate<"invoices">(count_of<"invoices">())
          .annotate<"sold">(sum_of<"invoices__total">())
          .order_by<"-sold", "last_name">()
          .limit(5)
          .offset(2)
          .values<by_person>());
}

TEST_CASE("Chinook: what was sold", "[orm]") {
  filled db;
  db.same<by_name>(
      "SELECT g.name, sum(l.unit_price * l.quantity) FROM invoice_line l JOIN track t ON t.track_id "
      "= l.track_id LEFT JOIN genre g ON g.genre_id = t.genre_id GROUP BY 1 ORDER BY 2 DESC, 1",
      objects<invoice_line>.annotate<"name">(column<"track__genre__name">)
          .annotate<"sold">(sum_of(amount))
          .order_by<"-sold", "name">()
          .values<by_name>());
  db.same<by_name>(
      "SELECT a.name, sum(l.unit_price * l.quantity) FROM invoice_line l JOIN track t USING "
      "(track_id) JOIN album b USING (album_id) JOIN artist a USING (artist_id) GROUP BY 1 "
      "ORDER BY 2 DESC, 1 LIMIT 10",
      objects<invoice_line>.annotate<"name">(column<"track__album__artist__name">)
          .annotate<"sold">(sum_of(amount))
          .order_by<"-sold", "name">()
          .limit(10)
          .values<by_name>());
  db.same<sold_track>(
      "SELECT t.track_id, t.name, sum(l.quantity) FROM track t JOIN invoice_line l USING (track_id) "
      "GROUP BY 1, 2 HAVING sum(l.quantity) > 1 ORDER BY 3 DESC, 1 LIMIT 20",
      objects<track>.annotate<"copies">(sum_of<"lines__quantity">())
          .filter<"copies__gt">(1)
          .order_by<"-copies", "track_id">()
          .limit(20)
          .values<sold_track>());
  db.same<share>(
      "SELECT g.name, round(100 * sum(l.unit_price * l.quantity) / sum(sum(l.unit_price * "
      "l.quantity)) OVER (), 2) FROM invoice_line l JOIN track t USING (track_id) LEFT JOIN genre g "
      "USING (genre_id) GROUP BY 1 ORDER BY 2 DESC, 1",
      objects<invoice_line>.annotate<"percent">(
                               rounded<2>(sum_of(amount) * 100 / over<>(sum_of(sum_of(amount)))))
          .order_by<"-percent", "track__genre__name">()
          .values<share>());
}
