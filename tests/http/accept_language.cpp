// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/accept_language.hpp>
//
#include <string>
#include "http/asked.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

using tags = std::vector<std::string_view>;

std::string_view shown(std::optional<std::size_t> found, tags const& offered) {
  return found ? offered[*found] : "none";
}
std::string_view accepted(std::string_view field, tags const& offered) {
  made_request const asked = with_fields({{"Accept-Language", field}});
  return shown(accepted_language(asked, offered), offered);
}
std::string_view found(std::string_view range, tags const& offered) {
  return shown(find_language(range, offered), offered);
}

tags const site = {"en", "de", "pt-BR", "zh-Hans"};

}  // namespace

TEST_CASE("a language is looked up by what is left of its range", "[http]") {
  CHECK(found("de", site) == "de");
  CHECK(found("DE", site) == "de");
  CHECK(found("en-GB", site) == "en");
  CHECK(found("de-CH-1996", site) == "de");
  CHECK(found("zh-Hans-CN-x-private", site) == "zh-Hans");
  CHECK(found("en-x-twain", {"en-x", "en"}) == "en");  // no single letter stays at the end
  CHECK(found("en-GB", {"en", "en-GB"}) == "en-GB");
  CHECK(found("fr", site) == "none");
  CHECK(found("d", site) == "none");
}

TEST_CASE("a variant of the same language is better than another language", "[http]") {
  CHECK(found("pt", site) == "pt-BR");
  CHECK(found("pt-PT", site) == "pt-BR");
  CHECK(found("zh-CN", site) == "zh-Hans");
  CHECK(found("p", site) == "none");
}

TEST_CASE("languages are chosen by their quality", "[http]") {
  CHECK(accepted("de", site) == "de");
  CHECK(accepted("fr, de;q=0.7, en;q=0.9", site) == "en");
  CHECK(accepted("de;q=0.5, en;q=0.5", site) == "de");
  CHECK(accepted("en-GB,en;q=0.9,de;q=0.8", site) == "en");
  CHECK(accepted("da, de-AT ; Q=0.3", site) == "de");
  CHECK(accepted("fr;q=1, *;q=0.1", site) == "en");
  CHECK(accepted("fr", site) == "none");
  CHECK(accepted("", site) == "none");
  CHECK(accepted("de", {}) == "none");
  CHECK_FALSE(accepted_language(with_fields({}), site));
}

TEST_CASE("several fields are one list", "[http]") {
  made_request const asked =
      with_fields({{"accept-language", "fr;q=0.9"}, {"Accept-Language", "en;q=0.2, de;q=0.3"}});
  CHECK(accepted_language(asked, site) == 1);
}

TEST_CASE("what is excluded is not chosen", "[http]") {
  CHECK(accepted("en;q=0, *", site) == "de");
  CHECK(accepted("en;q=0, en-GB", site) == "none");
  CHECK(accepted("de;q=0, de-AT, en;q=0.1", site) == "en");
  CHECK(accepted("pt;q=0, pt-BR;q=0.5", site) == "pt-BR");  // the more precise one counts
  CHECK(accepted("pt;q=0, *;q=0.5", {"pt-BR", "en"}) == "en");
  CHECK(accepted("en;q=0.0", site) == "none");
}

TEST_CASE("what is malformed is not read", "[http]") {
  CHECK(accepted("de;q=2, en;q=0.1", site) == "en");
  CHECK(accepted("de;x=1, en;q=0.1", site) == "en");
  CHECK(accepted("de;, en;q=0.1", site) == "en");
  CHECK(accepted("de--AT, -de, de-, d e, \xff, en;q=0.1", site) == "en");
  CHECK(accepted("deutschland-AT, en;q=0.1", site) == "en");  // a part has eight letters
  CHECK(accepted(",, ;, de", site) == "de");
  CHECK(found("", site) == "none");
  CHECK(found("*", site) == "none");
  CHECK(found("de-" + std::string(80, 'a'), site) == "none");
}

TEST_CASE("a list without end is not read to its end", "[http]") {
  std::string list;
  for (int i = 0; i < 32; ++i) list += "fr,";
  CHECK(accepted(list + "de", site) == "none");
  CHECK(accepted("de," + list, site) == "de");
  std::string deep = "de";
  for (int i = 0; i < 10'000; ++i) deep += "-a";
  CHECK(accepted(deep + ", en;q=0.1", site) == "en");
}
