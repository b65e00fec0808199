// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/compressed.hpp>
//
#include <hyper/http/problem.hpp>
#include <hyper/routing/file.hpp>
#include <hyper/routing/router.hpp>
#include "http/folder.hpp"
#include "http/gunzip.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct entry {
  std::string text;
};
std::vector<entry> list() { return std::vector<entry>(500, entry{"again and again"}); }
task<std::string> later() { co_return std::string(5'000, 'l'); }
std::string missing() { throw http_error(404, std::string(3'000, 'm')); }

using site = routes<route<"GET /list", list, compressed<>>, route<"GET /plain", list>,
                    route<"GET /later", later, compressed<2048, 9>>,
                    route<"GET /missing", missing, compressed<>>>;

asking::answer zipped(std::string target) {
  return asking::ask<site>({"GET", std::move(target), "", {{"Accept-Encoding", "gzip"}}});
}

}  // namespace

TEST_CASE("routes compress where that is said", "[routing]") {
  auto const plain = asking::get<site>("/list");
  auto const coded = zipped("/list");
  CHECK(coded.field("Content-Encoding") == "gzip");
  CHECK(coded.body.size() < plain.body.size() / 10);
  CHECK(gunzip(coded.body).text == plain.body);
  CHECK(plain.field("Vary") == "Accept-Encoding");
  CHECK(zipped("/plain").field("Content-Encoding") == "none");
  CHECK(asking::get<site>("/plain").field("Vary") == "none");
  CHECK(gunzip(zipped("/later").body).text == std::string(5'000, 'l'));
  CHECK(zipped("/missing").status == 404);
  CHECK(zipped("/missing").field("Content-Encoding") == "gzip");
}
