// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/translations.hpp>
//
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <hyper/templates/environment.hpp>
#include <hyper/templates/render.hpp>
#include "support/catch.hpp"
#include "templates/made_catalogue.hpp"

using namespace hyper;
using namespace std::string_literals;
using Catch::Matchers::ContainsSubstring;

namespace {

catalogue_texts const german = {
    {"", "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"},
    {"Hello", "Hallo"},
    {"Hello %(name)s", "Hallo, %(name)s"},
    {"one file\0%(count)s files"s, "eine Datei\0%(count)s Dateien"s},
    {"month\4May"s, "Mai"},
    {"verb\4May"s, "Darf"},
    {"empty", ""},
};

struct templates {
  static constexpr embedded_template all[] = {
      {"hello.html",
       "{% trans %}Hello{% endtrans %} {% trans name=who %}Hello {{ name }}{% endtrans %}"},
      {"files.html", "{% trans count=n %}one file{% pluralize %}{{ count }} files{% endtrans %}"},
      {"functions.html", "{{ _('Hello') }} {{ gettext('Hello') }} {{ gettext('Bye') }}"},
      {"context.html",
       "{% trans 'month' %}May{% endtrans %} {% trans 'verb' %}May{% endtrans %} "
       "{% trans 'none' %}May{% endtrans %}"},
  };
};
struct context {
  std::string who;
  int n = 0;
};

template <fixed_string Name>
std::string both(context const& shown) {
  std::string const made = render<Name, templates>(shown);
  auto loader = std::make_shared<memory_loader>();
  for (auto const& each : templates::all)
    loader->add(std::string(each.name), std::string(each.source));
  template_environment environment({}, loader);
  CHECK(environment.render(Name.view(), template_view(shown)) == made);
  return made;
}

}  // namespace

TEST_CASE("a catalogue is read in both byte orders", "[templates]") {
  for (bool const big : {false, true}) {
    translations const read(catalogue(german, big));
    CHECK(read.size() == 7);
    CHECK(read.gettext("Hello") == "Hallo");
    CHECK(read.gettext("Bye") == "Bye");
    CHECK(read.gettext("empty") == "empty");
    CHECK(read.gettext("one file") == "eine Datei");
    CHECK(read.pgettext("month", "May") == "Mai");
    CHECK(read.pgettext("verb", "May") == "Darf");
    CHECK(read.pgettext("other", "May") == "May");
    CHECK(read.ngettext("one file", "%(count)s files", 1) == "eine Datei");
    CHECK(read.ngettext("one file", "%(count)s files", 3) == "%(count)s Dateien");
    CHECK(read.ngettext("one", "many", 1) == "one");
    CHECK(read.ngettext("one", "many", -2) == "many");
  }
  CHECK(translations().gettext("Hello") == "Hello");
}

TEST_CASE("names need not be sorted, and a form may be missing", "[templates]") {
  translations const read(catalogue({{"z", "Z"},
                                     {"", "Plural-Forms: nplurals=3; plural=n;\n"},
                                     {"a", "A"},
                                     {"one\0many"s, "eins\0viele"s}}));
  CHECK(read.gettext("a") == "A");
  CHECK(read.gettext("z") == "Z");
  CHECK(read.ngettext("one", "many", 1) == "viele");
  CHECK(read.ngettext("one", "many", 2) == "many");
}

TEST_CASE("a damaged catalogue is refused with a sentence", "[templates]") {
  auto const why = [](std::string bytes) {
    try {
      translations const read(std::move(bytes));
      return std::string("taken");
    } catch (bad_catalogue const& refused) {
      return std::string(refused.what());
    }
  };
  CHECK(why("") == "the catalogue is too short");
  CHECK(why(std::string(100, 'x')) == "this is no catalogue");
  CHECK_THAT(why(catalogue({{"", "Content-Type: text/plain; charset=ISO-8859-1\n"}})),
             ContainsSubstring("not in UTF-8"));
  CHECK_THAT(why(catalogue({{"", "Plural-Forms: nplurals=2; plural=n&;\n"}})),
             ContainsSubstring("rule for plurals"));
  std::string const sound = catalogue(german);
  std::string version = sound;
  version[6] = 2;
  CHECK_THAT(why(version), ContainsSubstring("later version"));
  std::string many = sound;
  many.replace(8, 4, "\xff\xff\xff\xff");
  CHECK_THAT(why(many), ContainsSubstring("table"));
  std::string far = sound;
  far.replace(12, 4, "\xf0\xff\xff\xff");
  CHECK_THAT(why(far), ContainsSubstring("table"));
  std::string wide = sound;
  wide.replace(28, 4, "\xff\xff\xff\xff");
  CHECK_THAT(why(wide), ContainsSubstring("outside"));
  CHECK(why(std::string((16u << 20) + 1, '\0')) == "the catalogue is too large");
}

TEST_CASE("whatever stands in a catalogue, nothing is read beyond it", "[templates]") {
  std::string const sound = catalogue(german);
  for (std::size_t size = 0; size < sound.size(); ++size)
    CHECK_THROWS_AS(translations(sound.substr(0, size)), bad_catalogue);
  for (std::size_t at = 0; at < sound.size(); ++at)
    for (int const value : {0, 1, 127, 255}) {
      std::string changed = sound;
      changed[at] = static_cast<char>(value);
      try {
        translations const read(std::move(changed));
        static_cast<void>(read.ngettext("one file", "x", 7));
        static_cast<void>(read.gettext("Hello"));
      } catch (bad_catalogue const&) {
      }
    }
}

TEST_CASE("templates speak the language of their scope, in both renderers", "[templates]") {
  translations const read(catalogue(german));
  context const shown{"<Ada>", 3};
  CHECK(both<"hello.html">(shown) == "Hello Hello &lt;Ada&gt;");
  {
    translation_scope const speaking(read);
    CHECK(both<"hello.html">(shown) == "Hallo Hallo, &lt;Ada&gt;");
    CHECK(both<"files.html">(shown) == "3 Dateien");
    CHECK(both<"files.html">({"", 1}) == "eine Datei");
    CHECK(both<"functions.html">(shown) == "Hallo Hallo Bye");
    CHECK(both<"context.html">(shown) == "Mai Darf May");
    translations const none;
    translation_scope const inner(none);
    CHECK(both<"files.html">(shown) == "3 files");
  }
  CHECK(both<"files.html">(shown) == "3 files");
  CHECK(both<"context.html">(shown) == "May May May");
}

TEST_CASE("an environment's own functions win", "[templates]") {
  translations const read(catalogue(german));
  translation_scope const speaking(read);
  template_environment environment;
  environment.add_global("gettext", [](std::string text) { return "own " + text; });
  CHECK(environment.render_source("{% trans %}Hello{% endtrans %}", template_value::dict()) ==
        "own Hello");
}

TEST_CASE("a catalogue of msgfmt", "[templates]") {
  if (std::system("msgfmt --version >/dev/null 2>&1") != 0) {
    WARN("left out: msgfmt is not installed");
    return;
  }
  char folder[] = "/tmp/hyper-mo-XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  std::string const po = std::string(folder) + "/pl.po";
  std::string const mo = std::string(folder) + "/pl.mo";
  std::FILE* const file = std::fopen(po.c_str(), "w");
  REQUIRE(file != nullptr);
  std::fputs(
      "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || "
      "n%100>=20) ? 1 : 2);\\n\"\n"
      "msgctxt \"menu\"\nmsgid \"File\"\nmsgstr \"Plik\"\n"
      "msgid \"file\"\nmsgid_plural \"files\"\nmsgstr[0] \"plik\"\nmsgstr[1] \"pliki\"\nmsgstr[2] "
      "\"plików\"\n",
      file);
  std::fclose(file);
  for (char const* const option : {"", "--endianness=big ", "--no-hash "}) {
    REQUIRE(std::system(("msgfmt " + (option + ("-o " + mo + " " + po))).c_str()) == 0);
    translations const read = translations::from_file(mo);
    CHECK(read.pgettext("menu", "File") == "Plik");
    CHECK(read.ngettext("file", "files", 1) == "plik");
    CHECK(read.ngettext("file", "files", 22) == "pliki");
    CHECK(read.ngettext("file", "files", 12) == "plików");
  }
  CHECK_THROWS_WITH(translations::from_file(po), ContainsSubstring("pl.po: this is no catalogue"));
  CHECK_THROWS_WITH(translations::from_file("/nowhere.mo"), ContainsSubstring("cannot be opened"));
  std::remove(po.c_str());
  std::remove(mo.c_str());
  ::rmdir(folder);
}
