// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/cache_bust.hpp>
//
#include <cstdlib>
#include <hyper/app/cached_queries.hpp>
#include <hyper/app/models.hpp>
#include <hyper/app/test_client.hpp>
#include <hyper/orm/query_cache.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/security/secret_keys.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

using site = application<models<>, routes<route<"GET /", [] { return "here"; }>>, cache_bust,
                         cached_queries<>>;
static_assert(site::find("POST", "/cache/bust").pattern == "/cache/bust");

constexpr char const* old_key = "test-secret-0123456789abcdef0123";
constexpr char const* new_key = "another-secret-0123456789abcdef0";

test_answer bust(test_client& client, std::string authorization) {
  client.fields = {{"Authorization", std::move(authorization)}};
  return client.post_form("/cache/bust", {});
}

task<void> read_one() {
  static constexpr std::string_view sql = "SELECT 1";
  static constexpr statement what{sql, statement_hash(sql), {}, true};
  auto running = database::current().run(what, {});
  co_await running;
}

}  // namespace

TEST_CASE("the token is made of the secret key", "[app]") {
  CHECK(cache_bust_token(old_key) == "20dc76e7edeb2adf4417e91276e5dbea");
}

TEST_CASE("who has the token empties the cache, and nobody else", "[app]") {
  std::vector<std::string> const before = secret_keys();
  set_secret_keys({new_key, old_key});
  event_loop loop;
  pool_settings with;
  with.url = std::getenv("HYPER_TEST_DATABASE_URL");
  database db(with, loop);
  query_cache cache;
  db.remember_by(&cache);
  test_client client = test_client::of<site>();
  auto const empties = [&](std::string authorization) {
    run(cached<"nowhere">(read_one(), 60));
    REQUIRE(cache.counts().bytes != 0);
    test_answer const answer = bust(client, std::move(authorization));
    CHECK(answer.status == (cache.counts().bytes == 0 ? 204 : 401));
    CHECK(answer.body.empty());
    return answer.status == 204;
  };
  CHECK(empties("Bearer " + cache_bust_token(new_key)));
  CHECK(empties("bearer " + cache_bust_token(old_key)));
  std::string const good = cache_bust_token(new_key);
  for (std::string const& wrong :
       {std::string(), std::string("Bearer"), std::string("Bearer "), good, "Basic " + good,
        "Bearer  " + good, "Bearer " + good + "0", "Bearer " + good.substr(1),
        "Bearer " + std::string(32, '0'), "Bearer " + std::string(new_key), "Bearer\t" + good})
    CHECK_FALSE(empties(wrong));
  CHECK(bust(client, "Bearer 0").header("WWW-Authenticate") == "Bearer error=\"invalid_token\"");
  client.fields.clear();
  test_answer const nothing = client.post_form("/cache/bust", {});
  CHECK(nothing.status == 401);
  CHECK(nothing.header("WWW-Authenticate") == "Bearer");
  CHECK(client.get("/cache/bust").status == 405);
  set_secret_keys(before);
}
