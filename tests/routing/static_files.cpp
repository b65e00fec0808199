// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/static_files.hpp>
//
#include <hyper/routing/router.hpp>
#include "http/folder.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;
using asking::get;

namespace {

using site = routes<
    route<"GET /", [] { return std::string("home"); }>,
    static_files<"/files", served_from<"/tmp/hyper-static-files-test">, cached_for<60>, index_pages,
                 follow_links>,
    route_group<"/deep", static_files<"/plain", served_from<"/tmp/hyper-static-files-test">>>,
    route<"GET /files/own", [] { return std::string("a route wins"); }>>;

static_assert(site::find("GET", "/files/a/b.css").pattern == "/files/{rest:path}");
static_assert(site::find("GET", "/deep/plain/a").pattern == "/deep/plain/{rest:path}");
static_assert(!site::find("POST", "/files/a"));

/// The folder has a fixed name, because names of folders are template arguments.
struct fixed_folder {
  fixed_folder() {
    std::filesystem::remove_all(path);
    std::filesystem::create_directories(path + "/docs");
    std::ofstream(path + "/a.css") << "css";
    std::ofstream(path + "/docs/index.html") << "docs";
    std::ofstream(path + "/own") << "hidden by a route";
    std::filesystem::create_symlink("a.css", path + "/link.css");
  }
  ~fixed_folder() { std::filesystem::remove_all(path); }
  std::string const path = "/tmp/hyper-static-files-test";
};

}  // namespace

TEST_CASE("a folder among routes", "[routing]") {
  fixed_folder const folder;
  auto const css = get<site>("/files/a.css");
  CHECK(css.status == 200);
  CHECK(css.body == "css");
  CHECK(css.field("Cache-Control") == "public, max-age=60");
  CHECK(get<site>("/files/docs/").body == "docs");
  CHECK(get<site>("/files/docs").status == 308);
  CHECK(get<site>("/files/link.css").body == "css");
  CHECK(get<site>("/files/none").status == 404);
  CHECK(get<site>("/files/").status == 404);
  CHECK(get<site>("/files/own").body == "a route wins");
  CHECK(get<site>("/").body == "home");

  auto const plain = get<site>("/deep/plain/a.css");
  CHECK(plain.body == "css");
  CHECK(plain.field("Cache-Control") == "public, max-age=3600");
  CHECK(get<site>("/deep/plain/docs/").status == 404);
  CHECK(get<site>("/deep/plain/link.css").status == 404);
}

TEST_CASE("only GET and HEAD", "[routing]") {
  fixed_folder const folder;
  auto const head = asking::ask<site>({"HEAD", "/files/a.css"});
  CHECK(head.status == 200);
  CHECK(head.body.empty());
  CHECK(head.field("Content-Length") == "3");
  auto const post = asking::ask<site>({"POST", "/files/a.css"});
  CHECK(post.status == 405);
  CHECK(post.field("Allow") == "GET, HEAD, OPTIONS");
}

TEST_CASE("class 13: no way out of the folder through the routes", "[routing]") {
  fixed_folder const folder;
  for (char const* path :
       {"/files/../hyper-static-files-test/a.css", "/files/%2e%2e/a.css", "/files//a.css",
        "/files/..%2fa.css", "/files/.", "/files/..", "/files/%2fetc/hostname",
        "/files/docs/../a.css", "/files/a.css%00", "/files//etc/hostname", "/files/a.css/"})
    CHECK(get<site>(path).status == 404);
}
