// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/application.hpp>
//
#include <hyper/app/health.hpp>
#include <hyper/app/models.hpp>
#include <hyper/orm/objects.hpp>
#include <hyper/routing/compressed.hpp>
#include <hyper/routing/static_files.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct author {
  primary_key<> id;
  text<1, 80> name;
  using meta = model<table<"authors">>;
};
struct post {
  primary_key<> id;
  foreign_key<author> writer;
  using meta = model<table<"posts">>;
};

task<void> seed() { co_return; }

// Parts in any order, lists of routes and models in several pieces.
using blog = application<
    command<"seed", seed>, routes<route<"GET /", [] { return "home"; }>>, models<author>,
    preset<"threads", "3">,
    routes<route<"GET /posts/{id:int}", [](path<"id", int> id) { return std::to_string(*id); }>,
           health>,
    models<post>>;

static_assert(blog::find("GET", "/").pattern == "/");
static_assert(blog::find("GET", "/posts/7").pattern == "/posts/{id:int}");
static_assert(blog::find("HEAD", "/ready").pattern == "/ready");
static_assert(!blog::find("GET", "/nothing"));

using nothing = application<>;
static_assert(!nothing::find("GET", "/"));

}  // namespace

TEST_CASE("an application is data for those who run it", "[app]") {
  detail::application_plan const& plan = blog::plan();
  CHECK(plan.routes.size() == 4);
  CHECK(plan.routes[1].text == "GET /posts/{id:int}");
  REQUIRE(plan.models.size() == 2);
  CHECK(plan.models[0]->table == "authors");
  REQUIRE(plan.commands.size() == 1);
  CHECK(plan.commands[0].name == "seed");
  REQUIRE(plan.presets.size() == 1);
  CHECK(plan.presets[0].value == "3");
  std::string const sql(plan.schema());
  CHECK(sql.find("\"authors\"") < sql.find("\"posts\""));
  CHECK(nothing::plan().routes.empty());
}

TEST_CASE("an application answers", "[app]") {
  http_service const service{nullptr, blog::plan().handle};
  std::string output;
  exchange with(service, output);
  with.asked.method_name = "GET";
  with.asked.path = with.asked.target = "/posts/12";
  CHECK(with.serve([](void*) {}, nullptr));
  CHECK(output.ends_with("\r\n\r\n12"));
}

namespace {
using shop = application<static_files<"/static">, compressed<100>,
                         routes<route<"GET /", [] { return std::string(5'000, 'x'); }>>>;
static_assert(shop::find("GET", "/static/css/app.css").pattern == "/static/{rest:path}");
}  // namespace

TEST_CASE("a part of an application compresses all its answers", "[app]") {
  http_service const service{nullptr, shop::plan().handle};
  std::string output;
  exchange with(service, output);
  header_field const fields[] = {{"Accept-Encoding", "gzip"}};
  with.asked.fields = fields;
  with.asked.path = with.asked.target = "/";
  CHECK(with.serve([](void*) {}, nullptr));
  CHECK(output.find("Content-Encoding: gzip\r\n") != output.npos);
  CHECK(output.size() < 1'000);
}
