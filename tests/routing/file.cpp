// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/file.hpp>
//
#include <hyper/routing/router.hpp>
#include "http/folder.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;
using asking::get;

namespace {

test_folder const& uploads() {
  static test_folder const folder;
  return folder;
}

file report() {
  return file{.path = uploads() / "report.pdf",
              .shown = disposition::attachment,
              .name = "Bericht für €.pdf",
              .cache_control = "private"};
}
file uploaded(path<"name", std::string> name) {
  return file{.path = *name, .folder = uploads().path(), .shown = disposition::inline_};
}
task<file> later() { co_return file{.path = uploads() / "report.pdf"}; }
std::optional<file> perhaps(query<"really", bool, false> really) {
  if (!*really) return std::nullopt;
  return file{.path = uploads() / "page.html", .content_type = "text/plain"};
}
file odd_type() {
  return file{.path = uploads() / "report.pdf", .content_type = "text/plain\r\nX-Evil: 1"};
}
file odd_caching() {
  return file{.path = uploads() / "report.pdf", .cache_control = "a\r\nX-Evil: 1"};
}

using site = routes<route<"GET /report", report>, route<"GET /uploads/{name}", uploaded>,
                    route<"GET /later", later>, route<"GET /perhaps", perhaps>,
                    route<"GET /odd", odd_type>, route<"GET /odd/caching", odd_caching>>;

void fill() {
  uploads().write("report.pdf", "%PDF");
  uploads().write("page.html", "<script>");
  uploads().write(".hidden", "x");
}

}  // namespace

TEST_CASE("a handler returns a file", "[routing]") {
  fill();
  auto const answer = get<site>("/report");
  CHECK(answer.status == 200);
  CHECK(answer.body == "%PDF");
  CHECK(answer.field("Content-Type") == "application/pdf");
  CHECK(answer.field("Content-Disposition") ==
        "attachment; filename=\"Bericht f_r _.pdf\"; "
        "filename*=UTF-8''Bericht%20f%C3%BCr%20%E2%82%AC.pdf");
  CHECK(answer.field("Cache-Control") == "private");
  CHECK(answer.field("X-Content-Type-Options") == "nosniff");
  CHECK(answer.field("ETag") != "none");
  CHECK(get<site>("/later").body == "%PDF");
  CHECK(get<site>("/later").field("Content-Disposition") == "none");
  CHECK(get<site>("/perhaps").status == 404);
  CHECK(get<site>("/perhaps?really=true").field("Content-Type") == "text/plain");
}

TEST_CASE("conditions and ranges of a file", "[routing]") {
  fill();
  std::string const tag = get<site>("/report").field("ETag");
  CHECK(asking::ask<site>({"GET", "/report", "", {{"If-None-Match", tag}}}).status == 304);
  CHECK(asking::ask<site>({"GET", "/report", "", {{"Range", "bytes=1-2"}}}).body == "PD");
  auto const head = asking::ask<site>({"HEAD", "/report"});
  CHECK(head.body.empty());
  CHECK(head.field("Content-Length") == "4");
}

TEST_CASE("class 13: a client's name leads nowhere but into the folder", "[routing]") {
  fill();
  CHECK(get<site>("/uploads/page.html").body == "<script>");
  CHECK(get<site>("/uploads/page.html").field("X-Content-Type-Options") == "nosniff");
  for (char const* name : {"..%2freport.pdf", "%2e%2e", ".hidden", "%2fetc%2fhostname", "none",
                           "page.html%00", "..", "a%5cb"})
    CHECK(get<site>("/uploads/" + std::string(name)).status == 404);
}

TEST_CASE("class 6: nothing of a file breaks the head", "[routing]") {
  fill();
  for (char const* path : {"/odd", "/odd/caching"}) {
    auto const answer = get<site>(path);
    CHECK(answer.status == 500);
    CHECK(answer.head.find("Evil") == answer.head.npos);
  }
}
