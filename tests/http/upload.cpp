// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/upload.hpp>
//
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <hyper/http/problem.hpp>
#include <iterator>
#include <stdexcept>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct folder {
  std::string path = (std::filesystem::temp_directory_path() / "hyper-upload-test-XXXXXX").string();
  folder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~folder() { std::filesystem::remove_all(path); }
  std::size_t count() const {
    using std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(directory_iterator(path), directory_iterator()));
  }
  std::string content(std::string const& name) const {
    std::ifstream in(path + '/' + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
};

upload made(std::string name, std::string_view bytes, std::size_t in_memory = 1000,
            std::string const& where = "/tmp") {
  upload one(std::move(name), "text/plain");
  one.append(bytes, in_memory, where);
  return one;
}

int status_of(void (*act)(std::string const&), std::string const& where) {
  try {
    act(where);
  } catch (http_error const& error) {
    return error.status();
  }
  return 0;
}

}  // namespace

TEST_CASE("class 13: names of clients become plain names", "[http]") {
  CHECK(safe_stored_name("report.pdf") == "report.pdf");
  CHECK(safe_stored_name("../../etc/passwd") == "passwd");
  CHECK(safe_stored_name("C:\\Windows\\system32\\x.dll") == "x.dll");
  CHECK(safe_stored_name("a b\tc.txt") == "a_b_c.txt");
  CHECK(safe_stored_name(".htaccess") == "file.htaccess");
  CHECK(safe_stored_name("na\xc3\xafve.txt") == "na_ve.txt");
  CHECK(safe_stored_name("\xe2\x82\xac.txt") == "file.txt");
  for (std::string_view const nothing :
       {"", ".", "..", "...", "/", "a/", "a/..", "\\", "\r\n", "--", "~"})
    CHECK(safe_stored_name(nothing) == "file");
  for (std::string_view const device : {"con", "NUL.txt", "Com1", "lpt9.tar.gz", "aux."})
    CHECK(safe_stored_name(device).starts_with("file-"));
  std::string const longer = safe_stored_name(std::string(5000, 'a') + ".tar");
  CHECK(longer.size() == 100);
  CHECK(longer.ends_with("a.tar"));
  for (int byte = 0; byte < 256; ++byte) {
    std::string const name = safe_stored_name(std::string("a") + static_cast<char>(byte) + "b");
    CHECK(name.find_first_not_of(
              "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") == name.npos);
    CHECK(!name.empty());
  }
}

TEST_CASE("small uploads stay in memory, others in a file without a name", "[http]") {
  folder where;
  upload small("a", "b");
  small.append("12345", 10, where.path);
  CHECK(small.in_memory());
  small.append("67890", 10, where.path);
  CHECK(small.in_memory());
  small.append("x", 10, where.path);
  CHECK_FALSE(small.in_memory());
  CHECK(where.count() == 0);
  upload moved = std::move(small);
  moved.append("yz", 10, where.path);
  CHECK(moved.size() == 13);
  CHECK(moved.read() == "1234567890xyz");
  CHECK(moved.read(9, 3) == "0xy");
  CHECK(moved.read(12, 100) == "z");
  CHECK(moved.read(13, 1).empty());
  CHECK(moved.filename() == "a");
  CHECK(moved.content_type() == "b");
  CHECK(made("a", "hello").read(1, 3) == "ell");
  CHECK(made("a", "hello").read(5, 3).empty());
}

TEST_CASE("class 12 and 13: saving neither overwrites nor leaves the folder", "[http]") {
  folder where;
  folder outside;
  CHECK(made("../x.tar.gz", "one").save_into(where.path) == "x.tar.gz");
  CHECK(made("x.tar.gz", "two", 1).save_into(where.path) == "x-1.tar.gz");
  CHECK(made("x.tar.gz", "").save_into(where.path) == "x-2.tar.gz");
  CHECK(where.content("x.tar.gz") == "one");
  CHECK(where.content("x-1.tar.gz") == "two");
  REQUIRE(::symlink((outside.path + "/target").c_str(), (where.path + "/link").c_str()) == 0);
  CHECK(made("link", "three").save_into(where.path) == "link-1");
  CHECK(outside.count() == 0);
  made("a", "named").save_as(where.path, "plain.txt");
  CHECK(where.content("plain.txt") == "named");
  for (std::string const& bad : {std::string(), std::string("."), std::string(".."),
                                 std::string("a/b"), std::string("a\\b"), std::string("a\0b", 3)})
    CHECK_THROWS_AS(made("a", "b").save_as(where.path, bad), std::invalid_argument);
  auto const again = [](std::string const& to) { made("a", "b").save_as(to, "plain.txt"); };
  CHECK(status_of(again, where.path) == 409);
  auto const nowhere = [](std::string const& to) { made("a", "b").save_into(to + "/absent"); };
  CHECK(status_of(nowhere, where.path) == 503);
}

TEST_CASE("a full disk is said, and nothing is left", "[http]") {
  folder where;
  // No file of this process may grow beyond this: the same error paths as on a full disk.
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  auto const old_handler = ::signal(SIGXFSZ, SIG_IGN);
  rlimit const small{4096, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  auto const save = [](std::string const& to) {
    made("a", std::string(10'000, 'x'), 100'000).save_into(to);
  };
  auto const keep = [](std::string const& to) { made("a", std::string(10'000, 'x'), 10, to); };
  int const saved = status_of(save, where.path);
  int const kept = status_of(keep, where.path);
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, old_handler);
  CHECK(saved == 507);
  CHECK(kept == 507);
  CHECK(where.count() == 0);
  CHECK(status_of([](std::string const& to) { made("a", "b", 0, to + "/absent"); }, where.path) ==
        503);
}
