// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/select.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;

#define COLUMNS \
  R"(SELECT p."id", p."address", p."title", p."body", p."writer_id", p."published", p."created")"
#define FROM COLUMNS R"( FROM "posts" p)"
#define JOIN R"( JOIN "authors" w ON w."id" = p."writer_id")"
#define USUAL R"( ORDER BY p."created" DESC)"

constexpr auto const& posts = objects<post>;

static_assert(posts.sql() == FROM USUAL);
static_assert(posts.filter<"title">().sql() == FROM R"( WHERE p."title" = $1)" USUAL);
static_assert(posts.filter<"title__iexact">().sql() == FROM
              R"( WHERE UPPER(p."title") = UPPER($1))" USUAL);
static_assert(posts.filter<"title__contains">().sql() == FROM R"( WHERE p."title" LIKE $1)" USUAL);
static_assert(posts.filter<"title__iendswith">().sql() == FROM
              R"( WHERE p."title" ILIKE $1)" USUAL);
static_assert(posts.filter<"created__gt">().filter<"created__lte">().sql() == FROM
              R"( WHERE p."created" > $1 AND p."created" <= $2)" USUAL);
static_assert(posts.filter<"created__gte">().filter<"created__lt">().sql() == FROM
              R"( WHERE p."created" >= $1 AND p."created" < $2)" USUAL);
static_assert(posts.filter<"id__in">().filter<"title__in">().sql() == FROM
              R"( WHERE p."id" = ANY($1) AND p."title" = ANY($2))" USUAL);
static_assert(posts.filter<"created__range">().filter<"id">().sql() == FROM
              R"( WHERE p."created" BETWEEN $1 AND $2 AND p."id" = $3)" USUAL);
static_assert(posts.filter<"published__isnull">().sql() == FROM
              R"( WHERE p."published" IS NULL)" USUAL);
static_assert(posts.filter<"published__isnull">(false).sql() == FROM
              R"( WHERE p."published" IS NOT NULL)" USUAL);
static_assert(posts.exclude<"published__isnull">(true).sql() == FROM
              R"( WHERE NOT (p."published" IS NULL))" USUAL);
static_assert(posts.exclude<"title">().sql() == FROM R"( WHERE NOT (p."title" = $1))" USUAL);
static_assert(posts.exclude<"published__lt">().sql() == FROM
              R"( WHERE (p."published" < $1) IS NOT TRUE)" USUAL);
static_assert(posts.filter_if<"title">().filter<"id">().sql() == FROM
              R"( WHERE p."title" = $1 AND p."id" = $2)" USUAL);
static_assert(posts.filter_if<"title">(std::nullopt).filter<"id">().sql() == FROM
              R"( WHERE p."id" = $1)" USUAL);
static_assert(posts.filter_if<"published__isnull">(std::optional(false)).sql() == FROM
              R"( WHERE p."published" IS NOT NULL)" USUAL);

static_assert(posts.order_by<"-title", "writer__name">().sql() == FROM JOIN
              R"( ORDER BY p."title" DESC, w."name")");
static_assert(posts.order_by<>().sql() == FROM);
static_assert(posts.order_by<"id">().limit(5).offset(10).sql() == FROM
              R"( ORDER BY p."id" LIMIT $1 OFFSET $2)");
static_assert(posts.order_by<"id">().offset(10).filter<"id__gt">().sql() == FROM
              R"( WHERE p."id" > $1 ORDER BY p."id" OFFSET $2)");

static_assert(posts.filter<"writer">().sql() == FROM R"( WHERE p."writer_id" = $1)" USUAL);
static_assert(posts.filter<"writer__id">().sql() == posts.filter<"writer_id">().sql());
static_assert(posts.filter<"writer__name">().filter<"writer__contact">().sql() == FROM JOIN
              R"( WHERE w."name" = $1 AND w."contact" = $2)" USUAL);
static_assert(posts.select_related<"writer">().sql() == COLUMNS
              R"(, w."id", w."name", w."contact" FROM "posts" p)" JOIN USUAL);

// A letter that is taken gets a number; a row that may be missing is joined from the left.
struct parcel {
  primary_key<> id{};
  foreign_key<post> post_in{};
  foreign_key<parcel, set_null> part_of{};
  using meta = model<table<"parcels">>;
};
static_assert(objects<parcel>.filter<"post_in__writer__name">().filter<"part_of__id__gt">()
                  .filter<"part_of__part_of__id">().filter<"part_of__post_in__title">().sql() ==
              R"(SELECT p."id", p."post_in_id", p."part_of_id" FROM "parcels" p)"
              R"( JOIN "posts" p2 ON p2."id" = p."post_in_id")"
              R"( JOIN "authors" w ON w."id" = p2."writer_id")"
              R"( LEFT JOIN "parcels" p4 ON p4."id" = p."part_of_id")"
              R"( LEFT JOIN "posts" p5 ON p5."id" = p4."post_in_id")"
              R"( WHERE w."name" = $1 AND p."part_of_id" > $2 AND p4."part_of_id" = $3 AND p5."title" = $4)");

// The other ends.
template <query_action Action, class Query>
constexpr std::string_view sql(Query const& query) {
  return query.template sql<Action>();
}
static_assert(sql<query_action::first>(posts) == FROM USUAL " LIMIT 1");
static_assert(sql<query_action::first>(posts.order_by<>()) == FROM R"( ORDER BY p."id" LIMIT 1)");
// A second row is looked for where there may be one.
static_assert(sql<query_action::get>(posts.filter<"address">()) == FROM
              R"( WHERE p."address" = $1)");
static_assert(sql<query_action::get>(posts.filter<"title">().filter<"id">()) == FROM
              R"( WHERE p."title" = $1 AND p."id" = $2)");
static_assert(sql<query_action::get>(posts.filter<"title">()) == FROM
              R"( WHERE p."title" = $1 LIMIT 2)");
static_assert(sql<query_action::get>(posts.exclude<"id">()).ends_with(" LIMIT 2"));
static_assert(sql<query_action::get>(posts.filter<"id__gt">()).ends_with(" LIMIT 2"));
static_assert(sql<query_action::get>(posts.filter<"address__lower">()).ends_with(" LIMIT 2"));
static_assert(sql<query_action::get>(posts.filter<"writer__contact">()).ends_with(" LIMIT 2"));
static_assert(sql<query_action::count>(posts.select_related<"writer">()) ==
              R"(SELECT count(*) FROM "posts" p)");
static_assert(sql<query_action::count>(posts.filter<"writer__name">().limit(3)) ==
              R"(SELECT count(*) FROM (SELECT 1 FROM "posts" p)" JOIN
              R"( WHERE w."name" = $1 LIMIT $2) q)");
static_assert(sql<query_action::exists>(posts.filter<"title">()) ==
              R"(SELECT EXISTS (SELECT 1 FROM "posts" p WHERE p."title" = $1))");
static_assert(sql<query_action::erase>(posts.filter<"title">()) ==
              R"(DELETE FROM "posts" p WHERE p."title" = $1)");
static_assert(sql<query_action::erase>(posts.filter<"writer__name">()) ==
              R"(DELETE FROM "posts" p WHERE p."id" IN (SELECT p."id" FROM "posts" p)" JOIN
              R"( WHERE w."name" = $1))");
static_assert(sql<query_action::erase>(posts.limit(1)) ==
              R"(DELETE FROM "posts" p WHERE p."id" IN (SELECT p."id" FROM "posts" p)" USUAL
              " LIMIT $1)");
static_assert(
    detail::query_statements<post, query_action::update, clause<clause_kind::filter, "id__in">,
                             clause<clause_kind::update, "title", "writer">>::sql(0) ==
    R"(UPDATE "posts" p SET "title" = $2, "writer_id" = $3 WHERE p."id" = ANY($1))");
}  // namespace
