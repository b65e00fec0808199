// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/loader.hpp>

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "support/catch.hpp"

namespace fs = std::filesystem;

TEST_CASE("names that would leave the folder are no names") {
  for (char const* name : {"", "/etc/passwd", "../x", "a/../x", "a//b", ".", "a/.", "a\\b", "a/"})
    CHECK_FALSE(hyper::detail::is_inner_name(name));
  CHECK_FALSE(hyper::detail::is_inner_name(std::string_view("a\0b", 3)));
  CHECK(hyper::detail::is_inner_name("a/b.html"));
}

TEST_CASE("a folder gives its files and nothing else") {
  fs::path const root = fs::temp_directory_path() / ("hyper-loader-" + std::to_string(getpid()));
  fs::create_directories(root / "inner" / "sub");
  std::ofstream(root / "inner" / "sub" / "a.html") << "hello";
  std::ofstream(root / "secret") << "secret";
  fs::create_symlink(root / "secret", root / "inner" / "link");
  hyper::folder_loader loader({(root / "absent").string(), (root / "inner").string()});
  REQUIRE(loader.load("sub/a.html"));
  CHECK(loader.load("sub/a.html")->text == "hello");
  CHECK(loader.version("sub/a.html") == loader.load("sub/a.html")->version);
  CHECK_FALSE(loader.load("link"));
  CHECK_FALSE(loader.load("../secret"));
  CHECK_FALSE(loader.load("sub"));
  CHECK_FALSE(loader.load("nope"));
  fs::remove_all(root);
}
