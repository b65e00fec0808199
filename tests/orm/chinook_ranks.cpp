// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include "chinook.hpp"

// Reports with windows, the first row of each, rows joined to rows of their own table.

using namespace chinook;

namespace {

struct running {
  timestamp month{};
  decimal sold{};
  decimal so_far{};
  decimal lately{};
};
struct ranked {
  std::optional<std::string> country{};
  std::string last_name{};
  decimal sold{};
  std::int64_t place{};
};
struct interval_row {
  std::int32_t invoice_id{};
  std::int32_t customer{};
  std::optional<std::int32_t> before{};
  std::int64_t which{};
};
struct quarter {
  std::int32_t track_id{};
  std::int32_t part{};
};
struct first_invoice {
  std::optional<std::string> billing_country{};
  std::int32_t invoice_id{};
  decimal total{};
};
struct loyalty {
  std::string last_name{};
  timestamp first{};
  timestamp last{};
  std::int32_t days{};
};
struct pair {
  std::string track__name{};
  std::string invoice__lines__track__name{};
  std::int64_t times{};
};
struct managed {
  std::string last_name{};
  std::optional<std::string> title{};
  std::optional<std::string> reports_to__last_name{};
};
struct staff_row {
  std::string last_name{};
  std::int64_t customers{};
  std::int64_t staff{};
};
struct person {
  std::string first_name{};
  std::string last_name{};
};
struct mismatch {
  std::int32_t invoice_id{};
  decimal total{};
  std::int64_t lines{};
};
struct median_row {
  std::optional<std::string> billing_country{};
  decimal middle{};
  decimal deviation{};
};

}  // namespace

TEST_CASE("Chinook: windows", "[orm]") {
  filled db;
  db.same<running>(
      "SELECT date_trunc('month', invoice_date) AT TIME ZONE 'UTC', sum(total), sum(sum(total)) OVER "
      "(ORDER BY date_trunc('month', invoice_date)), sum(sum(total)) OVER (ORDER BY "
      "date_trunc('month', invoice_date) ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM invoice "
      "GROUP BY date_trunc('month', invoice_date) ORDER BY 1",
      objects<invoice>.annotate<"month">(column<"invoice_date__start_of_month">)
          .annotate<"sold">(sum_of<"total">())
          .annotate<"so_far">(over<sorted_by<"month">>(sum_of(column<"sold">)))
          .annotate<"lately">(over<sorted_by<"month">, rows_between<-2, 0>>(sum_of(column<"sold">)))
          .order_by<"month">()
          .values<running>());
  db.same<ranked>(
      "SELECT c.country, c.last_name, sum(i.total), rank() OVER (PARTITION BY c.country ORDER BY "
      "sum(i.total) DESC) FROM customer c LEFT JOIN invoice i USING (customer_id) WHERE c.country IN "
      "('USA', 'Canada', 'France') GROUP BY 1, 2 ORDER BY 1, 4, 2",
      objects<customer>.filter<"country__in">(std::vector{"USA", "Canada", "France"})
          .annotate<"sold">(sum_of<"invoices__total">())
          .annotate<"place">(over<partition_by<"country">, sorted_by<"-sold">>(rank()))
          .order_by<"country", "place", "last_name">()
          .values<ranked>());
  db.same<interval_row>(
      "SELECT invoice_id, customer_id, lag(invoice_id) OVER (PARTITION BY customer_id ORDER BY "
      "invoice_id), row_number() OVER (PARTITION BY customer_id ORDER BY invoice_id) FROM invoice "
      "WHERE customer_id < 12 ORDER BY customer_id, invoice_id",
      objects<invoice>.filter<"customer__lt">(12)
          .annotate<"before">(
              over<partition_by<"customer">, sorted_by<"invoice_id">>(value_before<"invoice_id">()))
          .annotate<"which">(over<partition_by<"customer">, sorted_by<"invoice_id">>(row_number()))
          .order_by<"customer", "invoice_id">()
          .values<interval_row>());
  db.same<quarter>(
      "SELECT track_id, ntile(4) OVER (ORDER BY milliseconds DESC, track_id) FROM track WHERE "
      "genre_id = 2 ORDER BY 1",
      objects<track>.filter<"genre">(2)
          .annotate<"part">(over<sorted_by<"-milliseconds", "track_id">>(parts<4>()))
          .order_by<"track_id">()
          .values<quarter>());
  db.same<first_invoice>(
      "SELECT DISTINCT ON (billing_country) billing_country, invoice_id, total FROM invoice ORDER BY "
      "billing_country, total DESC, invoice_id",
      objects<invoice>.distinct<"billing_country">()
          .order_by<"billing_country", "-total", "invoice_id">()
          .values<first_invoice>());
  db.same<median_row>(
      "SELECT billing_country, round(percentile_cont(0.5) WITHIN GROUP (ORDER BY total)::numeric, 2), "
      "round(stddev_samp(total), 2) FROM invoice GROUP BY 1 ORDER BY 1",
      objects<invoice>.annotate<"middle">(rounded<2>(percentile_of<"total">(0.5)))
          .annotate<"deviation">(rounded<2>(sql_aggregate<"stddev_samp", double>(column<"total">)))
          .order_by<"billing_country">()
          .values<median_row>());
}

TEST_CASE("Chinook: customers and staff", "[orm]") {
  filled db;
  db.same<loyalty>(
      "SELECT c.last_name, min(i.invoice_date) AT TIME ZONE 'UTC', max(i.invoice_date) AT TIME ZONE "
      "'UTC', extract(day FROM max(i.invoice_date) - min(i.invoice_date))::int FROM customer c LEFT "
      "JOIN invoice i USING (customer_id) GROUP BY 1 ORDER BY 4 DESC, 1",
      objects<customer>.annotate<"first">(least_of<"invoices__invoice_date">())
          .annotate<"last">(greatest_of<"invoices__invoice_date">())
          .annotate<"days">(extracted<"day">(column<"last"> - column<"first">))
          .order_by<"-days", "last_name">()
          .values<loyalty>());
  db.same<managed>(
      "SELECT e.last_name, e.title, m.last_name FROM employee e LEFT JOIN employee m ON "
      "m.employee_id = e.reports_to ORDER BY m.last_name, e.last_name",
      objects<employee>.order_by<"reports_to__last_name", "last_name">().values<managed>());
  db.same<staff_row>(
      "SELECT e.last_name, count(DISTINCT c.customer_id), count(DISTINCT s.employee_id) FROM "
      "employee e LEFT JOIN customer c ON c.support_rep_id = e.employee_id LEFT JOIN employee s ON "
      "s.reports_to = e.employee_id GROUP BY 1 ORDER BY 1",
      objects<employee>.annotate<"customers">(count_of<"customers">().distinct())
          .annotate<"staff">(count_of<"staff">().distinct())
          .order_by<"last_name">()
          .values<staff_row>());
  db.same<person>(
      "SELECT c.first_name, c.last_name FROM customer c JOIN employee e ON e.employee_id = "
      "c.support_rep_id WHERE c.country <> e.country AND c.company IS NOT NULL ORDER BY 2, 1",
      objects<customer>.filter(column<"country"> != column<"support_rep__country">)
          .filter<"company__isnull">(false)
          .order_by<"last_name", "first_name">()
          .values<person>());
  db.same<person>(
      "SELECT first_name, last_name FROM customer c WHERE NOT EXISTS (SELECT 1 FROM invoice_line l "
      "JOIN invoice i USING (invoice_id) JOIN track t USING (track_id) JOIN genre g USING (genre_id) "
      "WHERE i.customer_id = c.customer_id AND g.name = 'Latin') ORDER BY 2, 1",
      objects<customer>.filter(~exists(objects<invoice_line>
                                           .filter<"invoice__customer">(outer_column<"customer_id">)
                                           .filter<"track__genre__name">("Latin")))
          .order_by<"last_name", "first_name">()
          .values<person>());
  db.same<person>(
      "SELECT c.first_name, c.last_name FROM customer c JOIN invoice i USING (customer_id) GROUP BY "
      "c.customer_id HAVING count(DISTINCT extract(year FROM i.invoice_date)) = 5 ORDER BY 2, 1",
      objects<customer>.filter(count_of<"invoices__invoice_date__year">().distinct() == 5)
          .order_by<"last_name", "first_name">()
          .values<person>());
}

TEST_CASE("Chinook: invoices and their lines", "[orm]") {
  filled db;
  db.same<pair>(
      "SELECT a.name, b.name, count(*) FROM invoice_line x JOIN invoice_line y ON y.invoice_id = "
      "x.invoice_id AND y.track_id > x.track_id JOIN track a ON a.track_id = x.track_id JOIN track b "
      "ON b.track_id = y.track_id GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 3 DESC, 1, 2 LIMIT 25",
      objects<invoice_line>
          .filter(column<"invoice__lines__track"> > column<"track">)
          .annotate<"times">(count_rows())
          .filter<"times__gt">(1)
          .order_by<"-times", "track__name", "invoice__lines__track__name">()
          .limit(25)
          .values<pair>());
  db.same<mismatch>(
      "SELECT i.invoice_id, i.total, count(*) FROM invoice i JOIN invoice_line l USING (invoice_id) "
      "GROUP BY 1, 2 HAVING sum(l.unit_price * l.quantity) = i.total AND i.total > 15 ORDER BY 1",
      objects<invoice>.filter<"total__gt">(15)
          .annotate<"lines">(count_of<"lines">())
          .filter(sum_of(column<"lines__unit_price"> * column<"lines__quantity">) ==
                  column<"total">)
          .order_by<"invoice_id">()
          .values<mismatch>());
}
