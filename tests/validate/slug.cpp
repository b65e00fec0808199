// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/validate/slug.hpp>

#include "support/catch.hpp"

#include <string>

using hyper::slug;
using hyper::slugify;

static_assert(!slug::check("Hello-World_2"));

TEST_CASE("slugs", "[validate]") {
  CHECK(slug::check("käse")->rule == "slug");
  CHECK(slug::check(""));
  CHECK(slug::check("a/b"));
  CHECK(slug::check("a\n"));
  CHECK_FALSE(slug::check(std::string(255, 'a')));
  CHECK(slug::check(std::string(256, 'a')));
}

TEST_CASE("slugify makes slugs of titles", "[validate]") {
  CHECK(slugify("Hello, World!") == "hello-world");
  CHECK(slugify("  C++20 -- what's new?  ") == "c-20-whats-new");
  CHECK(slugify("Größe & Höhe") == "grosse-hohe");
  CHECK(slugify("Æsir þing Łódź Œuvre Straße ŽIŽKA ÿ") ==
        "aesir-thing-lodz-oeuvre-strasse-zizka-y");
  CHECK(slugify("日本") == "untitled");
  CHECK(slugify("") == "untitled");
  CHECK(slugify("\xFF\xFE ok \xC3") == "ok");
}

TEST_CASE("slugify cuts long titles at a word", "[validate]") {
  std::string const words =
      "a title that goes on until nobody knows any longer how it began, or why";
  CHECK(slugify(words + " incomprehensibility")->size() <= 80);
  CHECK(slugify(words + " incomprehensibility") ==
        "a-title-that-goes-on-until-nobody-knows-any-longer-how-it-began-or-why");
  CHECK(slugify(std::string(500, 'x'))->size() == 80);
}

TEST_CASE("slugify gives slugs for all bytes", "[validate]") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    CHECK_FALSE(slug::check(slugify(bytes)));
    CHECK_FALSE(slug::check(slugify(std::string_view(bytes).substr(bytes.size() - 1))));
  }
}
