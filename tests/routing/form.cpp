// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/form.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <hyper/routing/router.hpp>
#include <hyper/validate/text.hpp>

namespace {

using namespace hyper;
using Catch::Matchers::ContainsSubstring;

struct application_form {
  text<1, 20> name;
  std::optional<int> age;
  std::vector<std::string> skills;
  bool agreed;
};

struct picture_form {
  std::string title;
  upload picture;
  std::optional<upload> thumbnail;
  std::vector<upload> more;
};

std::string apply(form<application_form> in) {
  return in->name.value() + " " + std::to_string(in->age.value_or(-1)) + " " +
         std::to_string(in->skills.size()) + (in->agreed ? " agreed" : "");
}
std::string show(form<picture_form> in) {
  return in->title + " " + in->picture.filename() + "=" + in->picture.read() + " " +
         (in->thumbnail ? "thumbnail" : "none") + " " + std::to_string(in->more.size());
}
std::string count(form_data in) {
  return std::to_string(in.fields.size()) + " " + std::to_string(in.files.size());
}
task<std::string> later(form<picture_form> in) { co_return in->picture.read(); }

using site = routes<route<"POST /apply", apply>, route<"POST /pictures", show>,
                    route<"POST /count", count>, route<"PUT /later", later>>;

asking::answer post(std::string target, std::string body) {
  return asking::ask<site>({"POST",
                            std::move(target),
                            std::move(body),
                            {{"Content-Type", "application/x-www-form-urlencoded"}}});
}

std::string part(std::string const& parameters, std::string const& data) {
  return "--B\r\nContent-Disposition: form-data; " + parameters + "\r\n\r\n" + data + "\r\n";
}
asking::answer post_parts(std::string method, std::string target, std::string parts) {
  return asking::ask<site>({std::move(method),
                            std::move(target),
                            parts + "--B--\r\n",
                            {{"Content-Type", "multipart/form-data; boundary=B"}}});
}

TEST_CASE("a form fills a struct", "[routing]") {
  CHECK(post("/apply", "name=Ada+L&age=36&skills=a&skills=b&agreed=on&ignored=1").body ==
        "Ada L 36 2 agreed");
  CHECK(post("/apply", "name=Ada&age=&agreed=false").body == "Ada -1 0");
  CHECK(post("/count", "a=1&b=2").body == "2 0");
}

TEST_CASE("every bad field is named", "[routing]") {
  auto const answer = post("/apply", "age=x&skills=%ff&agreed=maybe");
  CHECK(answer.status == 422);
  for (char const* pointer : {"/name", "/age", "/skills", "/agreed"})
    CHECK_THAT(answer.body, ContainsSubstring(std::string("\"pointer\":\"") + pointer + "\""));
  CHECK_THAT(answer.body, ContainsSubstring("is required"));
}

TEST_CASE("files are taken by their fields' names", "[routing]") {
  std::string const title = part("name=title", "My");
  std::string const picture = part("name=picture; filename=\"a.png\"", "PNG");
  CHECK(post_parts("POST", "/pictures", title + picture).body == "My a.png=PNG none 0");
  std::string const more = part("name=more; filename=b", "1") + part("name=more; filename=c", "2") +
                           part("name=thumbnail; filename=d", "");
  CHECK(post_parts("POST", "/pictures", title + picture + more).body == "My a.png=PNG thumbnail 2");
  CHECK(post_parts("PUT", "/later", title + picture).body == "PNG");
  // A field that was left empty on the page is no file.
  auto const empty =
      post_parts("POST", "/pictures", title + part("name=picture; filename=\"\"", ""));
  CHECK(empty.status == 422);
  CHECK_THAT(empty.body, ContainsSubstring("\"pointer\":\"/picture\""));
  CHECK(post_parts("POST", "/count", title + picture).body == "1 1");
}

TEST_CASE("what is no form is refused as a whole", "[routing]") {
  auto const json = asking::ask<site>(asking::json("POST", "/apply", "{}"));
  CHECK(json.status == 415);
  CHECK(json.field("Accept") == "application/x-www-form-urlencoded, multipart/form-data");
  CHECK(post("/apply", "name=%zz").status == 400);
  CHECK(post_parts("POST", "/pictures", "nothing\r\n--B\r\nX: y\r\n\r\n").status == 400);
  std::string many;
  for (int i = 0; i < 1001; ++i) many += "a=1&";
  CHECK(post("/apply", many).status == 413);
}

}  // namespace
