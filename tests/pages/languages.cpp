// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/pages/languages.hpp>
//
#include <filesystem>
#include <fstream>
#include <hyper/pages/page.hpp>
#include <hyper/routing/router.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"
#include "templates/made_catalogue.hpp"

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

namespace {

translations in_language(std::string hello) {
  return translations(
      catalogue({{"", "Content-Type: text/plain; charset=UTF-8\n"}, {"Hello", std::move(hello)}}));
}
site_languages make_languages(language_options options) {
  site_languages made("en", std::move(options));
  made.add("de", in_language("Hallo"));
  made.add("pt-BR", in_language("Olá"));
  return made;
}
site_languages const& languages() {
  static site_languages const all = make_languages({.in_path = true, .cookie = "spoken"});
  return all;
}
site_languages const& plain_languages() {
  static site_languages const all = make_languages({.in_path = false, .cookie = ""});
  return all;
}

struct templates {
  static constexpr embedded_template all[] = {
      {"hello.html", "<p lang='{{ language }}'>{% trans %}Hello{% endtrans %}</p>"}};
};
struct hello_page {
  std::string_view language;
};
html hello(visitor_language<languages> language) {
  auto const speaking = language.speak();
  return page<"hello.html", templates>(hello_page{language.tag()});
}
html hello_plainly(visitor_language<plain_languages> language) {
  auto const speaking = language.speak();
  return page<"hello.html", templates>(hello_page{language.tag()});
}
redirect choose(visitor_language<languages> language, path<"tag"> tag) {
  return redirect(language.remember(*tag) ? "/hello" : "/unknown", 303);
}
redirect choose_plainly(visitor_language<plain_languages> language) {
  return redirect(language.remember("de") ? "/hello" : "/unknown", 303);
}

using site = routes<route<"GET /hello", hello>, route<"GET /de/hello", hello>,
                    route<"GET /DE", hello>, route<"GET /de-AT/hello", hello>,
                    route<"GET /plain", hello_plainly>, route<"GET /de/plain", hello_plainly>,
                    route<"POST /language/{tag}", choose>, route<"POST /plainly", choose_plainly>>;

asking::answer get(std::string target, std::string accepted, std::string cookie = {}) {
  asking::question what{"GET", std::move(target), {}, {}};
  if (!accepted.empty()) what.fields.emplace_back("Accept-Language", std::move(accepted));
  if (!cookie.empty()) what.fields.emplace_back("Cookie", std::move(cookie));
  return asking::ask<site>(what);
}

/// A folder for one test.
struct own_folder {
  std::filesystem::path const path =
      std::filesystem::temp_directory_path() / ("languages_" + std::to_string(::getpid()));
  own_folder() { std::filesystem::create_directory(path); }
  ~own_folder() { std::filesystem::remove_all(path); }
  void write(std::string const& name, std::string const& bytes) const {
    std::ofstream(path / name, std::ios::binary) << bytes;
  }
};

}  // namespace

TEST_CASE("a page is written in the language that the request accepts", "[pages]") {
  auto const german = get("/hello", "fr, de-AT;q=0.8, en;q=0.5");
  CHECK(german.body == "<p lang='de'>Hallo</p>");
  CHECK(german.field("Content-Language") == "de");
  CHECK(german.field("Vary") == "Accept-Language, Cookie");
  CHECK(german.field("Set-Cookie") == "none");
  CHECK(get("/hello", "pt").body == "<p lang='pt-BR'>Olá</p>");
  CHECK(get("/hello", "en-GB, de").body == "<p lang='en'>Hello</p>");
}

TEST_CASE("what no catalogue is for gets the language of the templates", "[pages]") {
  CHECK(get("/hello", "fr").field("Content-Language") == "en");
  CHECK(get("/hello", "").body == "<p lang='en'>Hello</p>");
  CHECK(get("/hello", "", "spoken=%00").field("Content-Language") == "en");
}

TEST_CASE("the path is asked before the cookie, and the cookie before the header", "[pages]") {
  CHECK(get("/hello", "pt", "spoken=de").field("Content-Language") == "de");
  CHECK(get("/hello", "pt", "spoken=fr").field("Content-Language") == "pt-BR");
  auto const by_path = get("/de/hello", "pt", "spoken=en");
  CHECK(by_path.field("Content-Language") == "de");
  CHECK(by_path.field("Vary") == "none");  // another address is another page
  CHECK(get("/DE", "").field("Content-Language") == "de");
  CHECK(get("/de-AT/hello", "pt").field("Content-Language") == "pt-BR");  // no tag of the site
}

TEST_CASE("an application may ask the header alone", "[pages]") {
  auto const got = get("/plain", "de", "language=pt-BR; spoken=pt-BR");
  CHECK(got.body == "<p lang='de'>Hallo</p>");
  CHECK(got.field("Vary") == "Accept-Language");
  CHECK(get("/de/plain", "pt").field("Content-Language") == "pt-BR");
}

TEST_CASE("a visitor's choice is remembered", "[pages]") {
  auto const chosen = asking::ask<site>({"POST", "/language/de-CH", {}, {}});
  CHECK(chosen.field("Location") == "/hello");
  CHECK_THAT(chosen.field("Set-Cookie"), ContainsSubstring("spoken=de; Path=/; SameSite=Lax; "));
  CHECK_THAT(chosen.field("Set-Cookie"), ContainsSubstring("Max-Age=31536000"));
  auto const unknown = asking::ask<site>({"POST", "/language/fr", {}, {}});
  CHECK(unknown.field("Location") == "/unknown");
  CHECK(unknown.field("Set-Cookie") == "none");
  CHECK(asking::ask<site>({"POST", "/plainly", {}, {}}).field("Location") == "/unknown");
}

TEST_CASE("catalogues are read from a folder", "[pages]") {
  own_folder const folder;
  std::string const german =
      catalogue({{"", "Content-Type: text/plain; charset=UTF-8\n"}, {"Hello", "Hallo"}});
  folder.write("pt_BR.mo", german);
  folder.write("de.mo", german);
  folder.write("de.po", "text");
  site_languages const read("en", folder.path.string());
  REQUIRE(read.tags().size() == 3);
  CHECK(read.tags()[1] == "de");
  CHECK(read.tags()[2] == "pt-BR");
  CHECK(read.catalogue(1).gettext("Hello") == "Hallo");
  CHECK(read.catalogue(0).gettext("Hello") == "Hello");
  folder.write("fr.mo", "damaged");
  CHECK_THROWS_AS(site_languages("en", folder.path.string()), bad_catalogue);
  folder.write("fr.mo", german);
  folder.write("not a tag.mo", german);
  CHECK_THROWS_AS(site_languages("en", folder.path.string()), std::invalid_argument);
  CHECK_THROWS_AS(site_languages("en", "/nowhere/at/all"), bad_catalogue);
  CHECK_THROWS_AS(site_languages(""), std::invalid_argument);
}

TEST_CASE("a catalogue may be replaced, that of the own language too", "[pages]") {
  site_languages made("en");
  made.add("EN", in_language("Hi"));
  CHECK(made.tags().size() == 1);
  CHECK(made.catalogue(0).gettext("Hello") == "Hi");
}
