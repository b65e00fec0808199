// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/static_folder.hpp>
//
#include <sys/stat.h>
#include "http/folder.hpp"
#include "http/gunzip.hpp"
#include "http/serving.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// Serves a folder below /s/.
struct served {
  static_folder files;
  std::int64_t now = 0;

  served(std::string const& folder, static_options const& options = {}) : files(folder, options) {}
  answered get(std::string const& path, std::vector<header_field> fields = {},
               http_method method = http_method::get) {
    auto const handle = [this](exchange& with) {
      files.answer(with, with.asked.path.substr(3), now);
    };
    return ask_for(handle, "/s/" + path, std::move(fields), method);
  }
};

}  // namespace

TEST_CASE("files of a folder", "[http]") {
  test_folder const folder;
  folder.write("app.css", "body{}");
  folder.write("deep/er/a b.html", "<p>");
  folder.write("photo.jpg", std::string(100'000, 'j'));
  served site(folder.path());
  answered const css = site.get("app.css");
  CHECK(css.status == 200);
  CHECK(css.body == "body{}");
  CHECK(css.field("Content-Type") == "text/css; charset=utf-8");
  CHECK(css.field("X-Content-Type-Options") == "nosniff");
  CHECK(css.field("Cache-Control") == "public, max-age=3600");
  CHECK(css.field("Vary") == "none");
  CHECK(css.field("Content-Encoding") == "none");
  CHECK(site.get("deep/er/a%20b.html").body == "<p>");
  CHECK(site.get("photo.jpg").body.size() == 100'000);
  CHECK(site.get("photo.jpg").field("Content-Type") == "image/jpeg");
  CHECK(site.get("app.css", {{"If-None-Match", css.field("ETag")}}).status == 304);
  CHECK(site.get("app.css", {{"Range", "bytes=0-3"}}).body == "body");
  CHECK(site.get("photo.jpg", {{"Range", "bytes=-5"}}).body == "jjjjj");
  CHECK(site.get("app.css", {}, http_method::head).body.empty());
}

TEST_CASE("class 13: nothing but the folder's own files is served", "[http]") {
  test_folder const folder;
  folder.write("secret", "secret");
  folder.write("inside/a.txt", "a");
  folder.write("inside/.env", "secret");
  folder.write("inside/.git/config", "secret");
  folder.write("inside/deep/b.txt", "b");
  std::filesystem::create_symlink("../secret", folder / "inside/out");
  std::filesystem::create_symlink("/etc", folder / "inside/etc");
  std::filesystem::create_symlink("a.txt", folder / "inside/link");
  REQUIRE(::mkfifo((folder / "inside/pipe").c_str(), 0600) == 0);
  std::string const outside = folder.path().substr(1);
  for (auto const links : {symbolic_links::refused, symbolic_links::within}) {
    static_options options;
    options.links = links;
    served site(folder / "inside", options);
    CHECK(site.get("a.txt").body == "a");
    CHECK((site.get("link").status == 200) == (links == symbolic_links::within));
    for (std::string const& path : {std::string("../secret"),
                                    std::string("%2e%2e/secret"),
                                    std::string("%2e%2e%2fsecret"),
                                    std::string("..%2fsecret"),
                                    std::string("deep/../../secret"),
                                    std::string("deep/%2e%2e/%2e%2e/secret"),
                                    std::string("..\\secret"),
                                    std::string("..%5csecret"),
                                    std::string("%252e%252e/secret"),
                                    std::string("./a.txt"),
                                    std::string("//a.txt"),
                                    std::string("/etc/hostname"),
                                    std::string("%2fetc/hostname"),
                                    "/" + outside + "/secret",
                                    std::string(".env"),
                                    std::string("%2eenv"),
                                    std::string(".git/config"),
                                    std::string("deep/./b.txt"),
                                    std::string("deep//b.txt"),
                                    std::string("a.txt/"),
                                    std::string("a.txt%00"),
                                    std::string("a.txt%00.css"),
                                    std::string("out"),
                                    std::string("etc/hostname"),
                                    std::string("pipe"),
                                    std::string("deep"),
                                    std::string("deep/"),
                                    std::string(""),
                                    std::string("%"),
                                    std::string("a.txt%0d%0aX-Evil:1"),
                                    std::string(5'000, 'a'),
                                    std::string("a.txt::$DATA"),
                                    std::string("con"),
                                    std::string("a.txt.")}) {
      INFO(path);
      answered const got = site.get(path);
      CHECK(got.status == 404);
      CHECK(got.head.find("Evil") == got.head.npos);
      CHECK(got.body.find("secret") == got.body.npos);
    }
  }
}

TEST_CASE("compressed siblings go to who accepts them", "[http]") {
  test_folder const folder;
  folder.write("app.js", "plain");
  folder.write("app.js.gz", "gzipped");
  folder.write("app.js.br", "brotli");
  folder.write("only.css", "plain");
  folder.write("only.css.gz", "gzipped");
  folder.write("photo.png", "plain");
  folder.write("photo.png.gz", "never");
  served site(folder.path());
  auto const coded = [&](std::string const& name, std::string_view accepted) {
    return site.get(name, {{"Accept-Encoding", accepted}});
  };
  CHECK(coded("app.js", "gzip, br").body == "brotli");
  CHECK(coded("app.js", "gzip").body == "gzipped");
  CHECK(coded("app.js", "br;q=0.1, gzip").body == "gzipped");
  CHECK(coded("app.js", "gzip;q=0").body == "plain");
  CHECK(coded("only.css", "br, gzip").body == "gzipped");
  CHECK(coded("only.css", "br").body == "plain");
  CHECK(coded("photo.png", "gzip").body == "plain");
  CHECK(site.get("app.js").body == "plain");

  answered const gzipped = coded("app.js", "gzip");
  answered const plain = site.get("app.js");
  CHECK(gzipped.field("Content-Encoding") == "gzip");
  CHECK(gzipped.field("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(gzipped.field("Vary") == "Accept-Encoding");
  CHECK(plain.field("Vary") == "Accept-Encoding");
  CHECK(plain.field("Content-Encoding") == "none");
  CHECK(gzipped.field("ETag") != plain.field("ETag"));
  std::string const tag = gzipped.field("ETag");
  answered const same = site.get("app.js", {{"Accept-Encoding", "gzip"}, {"If-None-Match", tag}});
  CHECK(same.status == 304);
  CHECK(same.field("Vary") == "Accept-Encoding");
  CHECK(site.get("app.js", {{"If-None-Match", tag}}).status == 200);
  CHECK(site.get("photo.png").field("Vary") == "none");
  CHECK(site.get("app.js.gz").field("Content-Type") == "application/gzip");

  std::filesystem::remove(folder / "app.js.gz");
  site.now += 10'000;
  CHECK(coded("app.js", "gzip").body == "plain");
  folder.write("app.js.gz", "again");
  site.now += 10'000;
  CHECK(coded("app.js", "gzip").body == "again");
}

TEST_CASE("a folder is its index page only where that is said", "[http]") {
  test_folder const folder;
  folder.write("index.html", "top");
  folder.write("docs/index.html", "docs");
  folder.write("empty/x", "x");
  served closed(folder.path());
  CHECK(closed.get("").status == 404);
  CHECK(closed.get("docs/").status == 404);
  CHECK(closed.get("docs").status == 404);
  static_options options;
  options.index_pages = true;
  served open(folder.path(), options);
  CHECK(open.get("").body == "top");
  CHECK(open.get("docs/").body == "docs");
  CHECK(open.get("docs").status == 308);
  CHECK(open.get("docs").field("Location") == "/s/docs/");
  CHECK(open.get("empty").status == 404);
  CHECK(open.get("empty/").status == 404);
  CHECK(open.get("../").status == 404);
  CHECK(open.get("docs//").status == 404);
}

TEST_CASE("files with a hash in their names may be kept for ever", "[http]") {
  test_folder const folder;
  folder.write("app.3f2a.css", "x");
  folder.write("app.css", "x");
  static_options options;
  options.max_age = 60;
  options.is_immutable = [](void const*, std::string_view name) { return name == "app.3f2a.css"; };
  served site(folder.path(), options);
  CHECK(site.get("app.3f2a.css").field("Cache-Control") == "public, max-age=31536000, immutable");
  CHECK(site.get("app.css").field("Cache-Control") == "public, max-age=60");
}

TEST_CASE("a folder that is not there has no files, until it is", "[http]") {
  test_folder const folder;
  served site(folder / "later");
  CHECK(site.get("a").status == 404);
  folder.write("later/a", "here");
  CHECK(site.get("a").body == "here");
}

TEST_CASE("without descriptors the answer is 503, not 404", "[http]") {
  test_folder const folder;
  folder.write("a", "here");
  served site(folder.path());
  no_descriptors const none_left;
  answered const got = site.get("a");
  CHECK(got.status == 503);
  CHECK(got.field("Retry-After") == "1");
}
