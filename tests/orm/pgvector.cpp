// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/pgvector.hpp>
//
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <hyper/orm.hpp>
#include "orm/pinned_text.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {
struct picture {
  primary_key<> id{};
  pgvector<3> place{};
  std::optional<pgvector<1536>> more{};
  using meta = model<table<"pictures">, table_index<index_keys<"place">, index_method<"hnsw">,
                                                    index_operators<"vector_cosine_ops">>>;
};
static_assert(has_text(create_table<picture>(), R"("place" vector(3) NOT NULL)"));
static_assert(has_text(create_table<picture>(), R"("more" vector(1536),)"));
static_assert(has_text(create_table<picture>(), R"(USING hnsw ("place" vector_cosine_ops))"));
static_assert(detail::object_statement<picture, detail::object_action::insert>::sql ==
              R"(INSERT INTO "pictures" ("place", "more") VALUES ($1, $2) RETURNING "id")");
static_assert(detail::object_statement<picture, detail::object_action::insert>::types[0] == 705);

constexpr auto flaw_of(std::string_view condition) {
  return detail::read_condition(detail::model_of<picture>, condition).flaw;
}
static_assert(flaw_of("place__isnull") == detail::path_flaw::none);
static_assert(flaw_of("place") == detail::path_flaw::no_lookup);
static_assert(flaw_of("place__contains") == detail::path_flaw::no_lookup);
}  // namespace

TEST_CASE("pictures are sorted by distance, so that an index can serve it", "[orm]") {
  pgvector<3> const here({1, 2, 3});
  auto const near = objects<picture>.annotate<"far">(cosine_distance<"place">(here));
  CHECK(near.order_by<"far">().limit(5).sql() ==
        R"(SELECT p."id", p."place", p."more" FROM "pictures" p )"
        R"(ORDER BY CAST((p."place" <=> $1) AS double precision) LIMIT $2)");
  CHECK(objects<picture>.filter(l2_distance<"place">(here) < 0.5).sql<query_action::count>() ==
        R"(SELECT count(*) FROM "pictures" p )"
        R"(WHERE CAST((p."place" <-> $1) AS double precision) < $2)");
  CHECK(near.filter(negative_inner_product<"place">(here) < 0.0)
            .sql<query_action::exists>()
            .find("<#>") != std::string_view::npos);
}

TEST_CASE("in JSON a vector is a list of numbers", "[orm]") {
  CHECK(to_json(pgvector<2>({1.0F, 2.5F})) == "[1.0,2.5]");
  CHECK(read_json<pgvector<2>>("[1,2.5]").value() == pgvector<2>({1.0F, 2.5F}));
  CHECK(read_json<pgvector<2>>("[1]").problems()[0].sentence ==
        "a vector has 1 numbers instead of 2");
}
