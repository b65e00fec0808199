// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Columns of vectors in a server that has the extension; tests/CMakeLists.txt leaves the file out
// where it is not installed, and says so in the test's name.
#include <hyper/orm/pgvector.hpp>
//
#include <algorithm>
#include <cmath>
#include <hyper/migrate/apply.hpp>
#include <hyper/migrate/drift.hpp>
#include <hyper/migrate/inspect_models.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/make_migrations.hpp>
#include <hyper/orm.hpp>
#include <hyper/orm/explain.hpp>
#include "migrate/committed_models.hpp"
#include "migrate/database_of_test.hpp"
#include "migrate/vector_kinds.hpp"
#include "migrate/vector_models.hpp"

using namespace hyper;

namespace {

struct place {
  primary_key<> id{};
  text<1, 40> name{};
  pgvector<3> at{};
  std::optional<pgvector<2>> more{};
  using meta = model<table<"places">, ordered_by<"id">,
                     table_index<index_keys<"at">, index_method<"hnsw">,
                                 index_operators<"vector_cosine_ops">, index_name<"by_angle">>,
                     table_index<index_keys<"at">, index_method<"hnsw">,
                                 index_operators<"vector_l1_ops">, index_name<"by_blocks">>,
                     table_index<index_keys<"at">, index_method<"hnsw">,
                                 index_operators<"vector_ip_ops">, index_name<"by_product">>,
                     table_index<index_body<"USING ivfflat (at vector_l2_ops) WITH (lists='2')">,
                                 index_name<"by_line">>>;
};

/// A database that a migration has made from the models.
struct with_places : database_of_test {
  with_places() : database_of_test("migrate_vectors") {
    auto const made = make_migrations({}, create_tables<place>());
    migration_folder folder;
    for (migration const& each : made.files)
      folder.migrations.push_back(parse_migration(each.name, migration_text(each)));
    run(apply_migrations(folder, {}));
  }
};

float part(int number, int of) { return static_cast<float>((number * of) % 11 - 5) / 4.0F; }

/// Places that are not alike from any side.
std::vector<place> some_places(int count) {
  std::vector<place> made;
  for (int i = 1; i <= count; ++i) {
    place one;
    one.name = "place " + std::to_string(i);
    one.at = pgvector<3>({part(i, 1), part(i, 3), 1.0F + static_cast<float>(i) / 64.0F});
    if (i % 3 == 0) one.more = pgvector<2>({part(i, 5), -1.5F});
    made.push_back(std::move(one));
  }
  return made;
}

using distance = double (*)(std::vector<float> const& a, std::vector<float> const& b);

double product(std::vector<float> const& a, std::vector<float> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += static_cast<double>(a[i]) * b[i];
  return sum;
}
double line(std::vector<float> const& a, std::vector<float> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::pow(static_cast<double>(a[i]) - b[i], 2);
  return std::sqrt(sum);
}
double blocks(std::vector<float> const& a, std::vector<float> const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(static_cast<double>(a[i]) - b[i]);
  return sum;
}
double angle(std::vector<float> const& a, std::vector<float> const& b) {
  return 1 - product(a, b) / std::sqrt(product(a, a) * product(b, b));
}
double negative(std::vector<float> const& a, std::vector<float> const& b) { return -product(a, b); }

/// The nearest ones' distances, found by looking at all.
std::vector<double> by_hand(std::vector<place> const& all, pgvector<3> const& from, distance how,
                            std::size_t count) {
  std::vector<double> made;
  for (place const& each : all) made.push_back(how(each.at.numbers(), from.numbers()));
  std::sort(made.begin(), made.end());
  made.resize(count);
  return made;
}

std::vector<double> distances(std::vector<place> const& found, pgvector<3> const& from,
                              distance how) {
  std::vector<double> made;
  for (place const& each : found) made.push_back(how(each.at.numbers(), from.numbers()));
  return made;
}

bool alike(std::vector<double> const& a, std::vector<double> const& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](double x, double y) { return std::abs(x - y) < 1e-5; });
}

}  // namespace

TEST_CASE("a server's tables of vectors become models that make the same tables", "[migrate]") {
  database_of_test on("migrate_vector_kinds");
  on.execute(vector_kinds_sql);
  schema const found = run(introspect());
  std::string const source = models_source(found);
  CHECK(source == committed_models("vector_models.hpp", source));
  schema const made = run(normalised(script_of(inspected::all{})));
  for (std::string const& each : drift(found, made)) FAIL_CHECK(each);
  for (std::string const& each : drift(made, found)) FAIL_CHECK(each);
}

TEST_CASE("the first migration brings the extension, and verifying finds nothing", "[migrate]") {
  with_places on;
  CHECK(on.ask("SELECT count(*)::text FROM pg_extension WHERE extname = 'vector'") == "1");
  CHECK(on.ask("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attname = 'at' AND "
               "attrelid = 'places'::regclass") == "vector(3)");
  std::string const script(create_tables<place>());
  for (std::string const& each : run(find_drift(script))) FAIL_CHECK(each);
  on.execute("DROP INDEX by_blocks");
  CHECK(run(find_drift(script)) ==
        std::vector<std::string>{"The database lacks table places, index by_blocks: USING hnsw (at "
                                 "vector_l1_ops)."});
}

TEST_CASE("vectors come back as they were saved", "[migrate]") {
  with_places on;
  auto all = some_places(30);
  run(save(all[0]));
  std::vector<place> rest(all.begin() + 1, all.begin() + 10);
  run(insert_all(rest));
  std::vector<place> copied(all.begin() + 10, all.end());
  CHECK(run(copy_all(copied)) == 20);
  auto const found = run(objects<place>.all());
  REQUIRE(found.size() == 30);
  for (std::size_t i = 0; i < found.size(); ++i) {
    CHECK(found[i].at == all[i].at);
    CHECK(found[i].more == all[i].more);
  }
  CHECK(on.ask("SELECT at::text FROM places WHERE id = 1") == "[-1,-0.5,1.015625]");
  CHECK(run(objects<place>.filter<"more__isnull">(true).count()) == 20);
  pgvector<3> const moved({1e-30F, -3.4e38F, 0.1F});
  CHECK(run(objects<place>.filter<"id">(1).update<"at">(moved)) == 1);
  CHECK(run(objects<place>.get<"id">(1)).at == moved);
}

TEST_CASE("what the column cannot hold is refused by a sentence", "[migrate]") {
  with_places on;
  place empty;
  empty.name = "nowhere";
  CHECK_THROWS_WITH(run(save(empty)),
                    Catch::Matchers::ContainsSubstring("vector must have at least 1 dimension"));
  std::vector<place> several{empty};
  CHECK_THROWS_AS(run(copy_all(several)), database_error);
  on.execute("ALTER TABLE places ALTER at TYPE vector(4) USING '[1,2,3,4]'");
  on.execute("INSERT INTO places (name, at) VALUES ('other', '[1,2,3,4]')");
  CHECK_THROWS_WITH(run(objects<place>.all()), "a vector from the database has another size");
  CHECK(run(objects<place>.count()) == 1);  // the connection is none the worse for it
}

TEST_CASE("the nearest neighbours are those that looking at all finds", "[migrate]") {
  with_places on;
  auto all = some_places(60);
  run(copy_all(all));
  pgvector<3> const here({0.3F, -0.4F, 1.7F});
  auto const check = [&](auto const& sorted, distance how) {
    auto const first = run(sorted.limit(7).all());
    CHECK(alike(distances(first, here, how), by_hand(all, here, how, 7)));
    auto const next = run(sorted.offset(2).limit(3).all());
    auto const wanted = by_hand(all, here, how, 5);
    CHECK(alike(distances(next, here, how), {wanted.begin() + 2, wanted.end()}));
  };
  // Without the indexes, which may miss some.
  on.execute("DROP INDEX by_angle, by_blocks, by_product, by_line");
  check(objects<place>.annotate<"far">(l2_distance<"at">(here)).order_by<"far">(), line);
  check(objects<place>.annotate<"far">(l1_distance<"at">(here)).order_by<"far">(), blocks);
  check(objects<place>.annotate<"far">(cosine_distance<"at">(here)).order_by<"far">(), angle);
  check(objects<place>.annotate<"far">(negative_inner_product<"at">(here)).order_by<"far">(),
        negative);
  auto const within = by_hand(all, here, line, 60);
  auto const less =
      std::count_if(within.begin(), within.end(), [](double far) { return far < 1.1; });
  CHECK(run(objects<place>.filter(l2_distance<"at">(here) < 1.1).count()) == less);
}

namespace {

struct nearness {
  double far{};
};

/// The plan of the ten nearest, when the planner may not read all rows.
template <class Distance>
task<std::string> plan_of(Distance const* to) {
  auto forbidding = database::current().run_script("SET LOCAL enable_seqscan = off");
  co_await forbidding;
  auto explaining =
      explain(objects<place>.template annotate<"far">(*to).template order_by<"far">().limit(10));
  std::string plan = co_await explaining;
  co_return plan;
}
template <class Distance>
std::string plan(Distance const& to) {
  return run(atomic([&to] { return plan_of(&to); }));
}

}  // namespace

TEST_CASE("an index of its operator class serves each distance", "[migrate]") {
  with_places on;
  auto all = some_places(60);
  run(copy_all(all));
  pgvector<3> const here({0.3F, -0.4F, 1.7F});
  using Catch::Matchers::ContainsSubstring;
  CHECK_THAT(plan(cosine_distance<"at">(here)), ContainsSubstring("Index Scan using by_angle"));
  CHECK_THAT(plan(l1_distance<"at">(here)), ContainsSubstring("Index Scan using by_blocks"));
  CHECK_THAT(plan(l2_distance<"at">(here)), ContainsSubstring("Index Scan using by_line"));
  CHECK_THAT(plan(negative_inner_product<"at">(here)),
             ContainsSubstring("Index Scan using by_product"));
}

TEST_CASE("a distance stands beside its object", "[migrate]") {
  with_places on;
  auto all = some_places(5);
  run(insert_all(all));
  on.execute("DROP INDEX by_line");  // which may miss one
  pgvector<3> const here({0, 0, 1});
  auto const found = run(objects<place>.annotate<"far">(l2_distance<"at">(here))
                             .order_by<"far">()
                             .limit(2)
                             .with_annotations<nearness>()
                             .all());
  REQUIRE(found.size() == 2);
  CHECK(alike({found[0].extra.far, found[1].extra.far}, by_hand(all, here, line, 2)));
}
