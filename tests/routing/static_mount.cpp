// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/static_mount.hpp>
//
#include <hyper/routing/router.hpp>
#include <hyper/routing/static_files.hpp>
#include <hyper/routing/static_manifest.hpp>
#include <stdexcept>
#include "http/folder.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

using site = routes<static_files<"/static">,
                    static_files<"/other", served_from<"/tmp/hyper-no-such-folder">>>;

test_folder const& public_folder() {
  static test_folder const folder;
  return folder;
}

}  // namespace

// One case: the manifest is read once in a program.
TEST_CASE("addresses of static files", "[routing]") {
  test_folder const& folder = public_folder();
  folder.write("css/app.css", "plain");
  folder.write("css/app.3f2a.css", "hashed");
  folder.write("staticfiles.json", to_text({1, {{"css/app.css", "css/app.3f2a.css"}}}));
  set_static_folder(folder.path());
  CHECK(static_url("css/app.css") == "/static/css/app.3f2a.css");
  CHECK(static_url("css/o ther.css") == "/static/css/o%20ther.css");
  CHECK(static_url("a.css", "/other") == "/other/a.css");
  CHECK_THROWS_AS(static_url("a.css", "/none"), std::logic_error);
  for (char const* name : {"", "/a", "../a", "a//b", ".env", "a\r\nb"})
    CHECK_THROWS_AS(static_url(name), std::invalid_argument);

  auto const hashed = asking::get<site>(static_url("css/app.css"));
  CHECK(hashed.body == "hashed");
  CHECK(hashed.field("Cache-Control") == "public, max-age=31536000, immutable");
  auto const plain = asking::get<site>("/static/css/app.css");
  CHECK(plain.body == "plain");
  CHECK(plain.field("Cache-Control") == "public, max-age=3600");
  CHECK(asking::get<site>("/static/css/app.ffff.css").status == 404);
}
