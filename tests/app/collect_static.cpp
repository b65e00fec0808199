// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/collect_static.hpp>
//
#include <fstream>
#include <hyper/app/setting.hpp>
#include <hyper/http/static_folder.hpp>
#include <hyper/routing/static_manifest.hpp>
#include <iterator>
#include "http/folder.hpp"
#include "http/gunzip.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

std::string content(std::string const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
bool exists(std::string const& path) { return std::filesystem::exists(path); }
static_manifest manifest_of(test_folder const& folder) {
  return parse_static_manifest(content(folder / "out/staticfiles.json"));
}
std::size_t entries(std::string const& path) {
  return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path),
                                                std::filesystem::directory_iterator()));
}

}  // namespace

TEST_CASE("files are collected under both names, compressed where it helps", "[app]") {
  test_folder const folder;
  std::string const script(5'000, 'j');
  folder.write("in/app.js", script);
  folder.write("in/img/a.png", std::string(5'000, 'p'));
  folder.write("in/tiny.css", "a{}");
  folder.write("in/LICENSE", "free");
  folder.write("in/.env", "secret");
  folder.write("in/.git/config", "secret");
  std::filesystem::create_symlink("/etc/hostname", folder / "in/link");
  collected_files const done = collect_static(folder / "in", folder / "out");
  CHECK(done.files == 4);
  CHECK(done.compressed == 1);
  CHECK(done.kept == 0);

  static_manifest const manifest = manifest_of(folder);
  REQUIRE(manifest.files.size() == 4);
  for (hashed_name const& each : manifest.files) {
    CHECK(manifest.has_copy(each.hashed));
    CHECK(content(folder / ("out/" + each.hashed)) == content(folder / ("in/" + each.name)));
    CHECK(content(folder / ("out/" + each.name)) == content(folder / ("in/" + each.name)));
  }
  std::string const hashed(manifest.hashed("app.js"));
  CHECK(hashed.size() == std::string("app.0123456789ab.js").size());
  CHECK(gunzip(content(folder / ("out/" + hashed + ".gz"))).text == script);
  CHECK(gunzip(content(folder / "out/app.js.gz")).text == script);
  CHECK_FALSE(exists(folder / "out/tiny.css.gz"));
  CHECK_FALSE(exists(folder / "out/img/a.png.gz"));
  CHECK_FALSE(exists(folder / "out/.env"));
  CHECK_FALSE(exists(folder / "out/link"));
  CHECK(std::string(manifest.hashed("img/a.png")).starts_with("img/a."));
}

TEST_CASE("the same content has the same name; what was new once stays once", "[app]") {
  test_folder const folder;
  folder.write("in/a.css", "first");
  folder.write("in/b.css", "same");
  collect_static(folder / "in", folder / "out");
  std::string const first(manifest_of(folder).hashed("a.css"));
  std::string const same(manifest_of(folder).hashed("b.css"));
  folder.write("in/a.css", "second");
  CHECK(collect_static(folder / "in", folder / "out").kept == 1);
  std::string const second(manifest_of(folder).hashed("a.css"));
  CHECK(second != first);
  CHECK(manifest_of(folder).hashed("b.css") == same);
  CHECK(content(folder / ("out/" + first)) == "first");
  CHECK(content(folder / ("out/" + second)) == "second");
  CHECK(content(folder / "out/a.css") == "second");
  folder.write("in/a.css", "third");
  collect_static(folder / "in", folder / "out");
  CHECK_FALSE(exists(folder / ("out/" + first)));
  CHECK(exists(folder / ("out/" + second)));
  CHECK(entries(folder.path()) == 2);  // nothing is left beside the folders
}

TEST_CASE("style sheets lead to the copies", "[app]") {
  test_folder const folder;
  folder.write("in/img/a.png", "png");
  folder.write("in/css/base.css", "p{background:url(../img/a.png)}");
  folder.write("in/css/app.css",
               "@import \"base.css\"; /* url(../img/a.png) */ a{b:url( '../img/a.png?v=1#x' )}"
               "c{d:url(https://x/a.png)e:url(data:img/a.png)f:url(/img/a.png)g:url(none.png)"
               "h:url(../../out.png)i:url(../img/a.png");
  folder.write("in/css/loop.css", "@import 'loop.css';");
  collect_static(folder / "in", folder / "out");
  static_manifest const manifest = manifest_of(folder);
  std::string const image = std::string(manifest.hashed("img/a.png")).substr(4);
  std::string const base = std::string(manifest.hashed("css/base.css")).substr(4);
  CHECK(content(folder / "out/css/base.css") == "p{background:url(../img/" + image + ")}");
  CHECK(content(folder / "out/css/app.css") ==
        "@import \"" + base + "\"; /* url(../img/a.png) */ a{b:url( '../img/" + image +
            "?v=1#x' )}c{d:url(https://x/a.png)e:url(data:img/a.png)f:url(/img/a.png)"
            "g:url(none.png)h:url(../../out.png)i:url(../img/a.png");
  CHECK(content(folder / "out/css/loop.css") == "@import 'loop.css';");

  // What a sheet leads to is part of its own hash.
  std::string const before(manifest.hashed("css/app.css"));
  folder.write("in/img/a.png", "other");
  collect_static(folder / "in", folder / "out");
  CHECK(manifest_of(folder).hashed("css/app.css") != before);
}

TEST_CASE("what cannot be collected is said in a sentence, and nothing changes", "[app]") {
  test_folder const folder;
  folder.write("in/a.css", "x");
  CHECK_THROWS_AS(collect_static(folder / "none", folder / "out"), cannot_start);
  CHECK_THROWS_AS(collect_static(folder / "in", folder / "in/out"), cannot_start);
  CHECK_THROWS_AS(collect_static(folder / "in", folder.path()), cannot_start);
  CHECK_THROWS_AS(collect_static(folder / "in", folder / "in"), cannot_start);
  CHECK_THROWS_AS(collect_static(folder / "in", ""), cannot_start);
  CHECK_THROWS_AS(collect_static(folder / "in", "/proc/none/out"), cannot_start);
  folder.write("file", "x");
  CHECK_THROWS_AS(collect_static(folder / "in", folder / "file/out"), cannot_start);
  CHECK(entries(folder.path()) == 2);
}

TEST_CASE("a server goes on serving while the folder is replaced", "[app]") {
  test_folder const folder;
  folder.write("in/a.css", "first");
  collect_static(folder / "in", folder / "out");
  file_cache cache(folder / "out", symbolic_links::refused, {});
  opened_file failure;
  REQUIRE(cache.find("a.css", 0, failure) != nullptr);
  folder.write("in/a.css", "second");
  collect_static(folder / "in", folder / "out");
  cached_file const* const now = cache.find("a.css", 5'000, failure);
  REQUIRE(now != nullptr);
  CHECK(now->content == "second");
}
