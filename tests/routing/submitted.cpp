// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/submitted.hpp>
//
#include <hyper/routing/router.hpp>
#include <hyper/validate/text.hpp>
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct entry {
  text<1, 5> title;
  int count = 0;
  std::optional<std::string> note;
};

std::string show(submitted<entry> in) {
  if (in.valid()) return in->title.value() + "*" + std::to_string(in->count);
  std::string said;
  for (auto const& [name, text] : in.texts()) said += name + "=" + text + ";";
  for (auto const& [name, sentence] : in.sentences()) said += name + " " + sentence + ";";
  return said;
}
task<std::string> later(submitted<entry> in) { co_return show(std::move(in)); }

using site = routes<route<"POST /entries", show>, route<"PUT /entries", later>>;

asking::answer send(std::string method, std::string body,
                    std::string type = "application/x-www-form-urlencoded") {
  return asking::ask<site>(
      {std::move(method), "/entries", std::move(body), {{"Content-Type", std::move(type)}}});
}

}  // namespace

TEST_CASE("a form without mistakes is a value", "[routing]") {
  CHECK(send("POST", "title=abc&count=3&csrf_token=x").body == "abc*3");
  CHECK(send("PUT", "title=abc&count=3").body == "abc*3");
}

TEST_CASE("the handler hears of mistakes and what was written", "[routing]") {
  auto const got = send("POST", "title=too+long&count=many&title=second");
  CHECK(got.status == 200);
  CHECK(got.body ==
        "count=many;title=too long;count must be a whole number;title must have at most 5 "
        "characters;");
  CHECK(send("PUT", "").body == "count is required;title is required;");
}

TEST_CASE("what is no form is refused all the same", "[routing]") {
  CHECK(send("POST", "{}", "application/json").status == 415);
  CHECK(send("POST", "title=%zz").status == 400);
}
