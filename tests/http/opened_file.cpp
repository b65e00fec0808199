// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/opened_file.hpp>
//
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <cerrno>
#include <cstring>
#include "http/folder.hpp"
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a regular file is opened and read", "[http]") {
  test_folder const folder;
  folder.write("a.txt", "hello");
  auto const file = opened_file::at(folder / "a.txt");
  REQUIRE(file);
  CHECK(file.identity().size == 5);
  CHECK(file.read(0, 5) == "hello");
  CHECK(file.read(3, 100) == "lo");
  CHECK(file.read(9, 1).empty());
  CHECK((::fcntl(file.descriptor(), F_GETFD) & FD_CLOEXEC) != 0);
}

TEST_CASE("nothing but regular files", "[http]") {
  test_folder const folder;
  CHECK(opened_file::at(folder.path()).error() == EISDIR);
  CHECK(opened_file::at(folder / "none").error() == ENOENT);
  CHECK(opened_file::at("/dev/null").error() == EINVAL);
  CHECK(opened_file::at("/dev/zero").error() == EINVAL);
  std::string const with_nul("/etc/hostname\0.txt", 18);
  CHECK(opened_file::at(with_nul).error() == EINVAL);
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK(opened_file::at(folder / "pipe").error() == EINVAL);  // and does not wait for a writer
  CHECK(opened_file::beneath(folder.path(), "pipe").error() == EINVAL);
}

TEST_CASE("the tag changes with the file", "[http]") {
  test_folder const folder;
  folder.write("a", "1");
  folder.write("b", "1");
  auto const tag = [&](char const* name) {
    return opened_file::at(folder / name).identity().tag();
  };
  std::string const first = tag("a");
  CHECK(tag("a") == first);
  CHECK(tag("b") != first);
  folder.age("a");
  CHECK(tag("a") != first);
  folder.write("a", "12");
  folder.age("a");
  CHECK(tag("a") != tag("b"));
  for (char const c : first) CHECK(std::strchr("0123456789abcdef-", c) != nullptr);
}

TEST_CASE("a file that was just written is not settled", "[http]") {
  test_folder const folder;
  folder.write("a", "1");
  std::int64_t const now = ::time(nullptr);
  CHECK_FALSE(opened_file::at(folder / "a").identity().settled(now));
  folder.age("a");
  CHECK(opened_file::at(folder / "a").identity().settled(now));
  folder.age("a", -5);  // before 1970
  CHECK(opened_file::at(folder / "a").identity().modified_seconds() == -5);
}

namespace {

/// The ways out of a folder that hold whatever opens the file.
void check_walls(test_folder const& folder, int (*open)(int folder, std::string const& path)) {
  std::filesystem::create_symlink("/etc/hostname", folder / "inside/absolute");
  std::filesystem::create_symlink("../secret", folder / "inside/outward");
  std::filesystem::create_symlink("/", folder / "inside/root");
  std::filesystem::create_symlink("/proc/self/root/etc", folder / "inside/magic");
  int const root = ::open((folder / "inside").c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
  REQUIRE(root >= 0);
  auto const opens = [&](char const* path) {
    int const opened = open(root, path);
    if (opened >= 0) ::close(opened);
    return opened >= 0;
  };
  CHECK(opens("a.txt"));
  CHECK(opens("deep/b.txt"));
  for (char const* path :
       {"../secret", "deep/../../secret", "/etc/hostname", "absolute", "outward",
        "root/etc/hostname", "magic/hostname", "deep/../outward", "", "none", "a.txt/x"})
    CHECK_FALSE(opens(path));
  ::close(root);
}

}  // namespace

TEST_CASE("class 13: no way leads out of a folder", "[http]") {
  test_folder const folder;
  folder.write("secret", "secret");
  folder.write("inside/a.txt", "a");
  folder.write("inside/deep/b.txt", "b");
  SECTION("asking the kernel") {
    check_walls(folder, [](int at, std::string const& path) {
      return detail::open_beneath(at, path.c_str(), symbolic_links::refused);
    });
  }
  SECTION("asking the kernel, with links") {
    check_walls(folder, [](int at, std::string const& path) {
      return detail::open_beneath(at, path.c_str(), symbolic_links::within);
    });
  }
  SECTION("step by step") {
    check_walls(folder, [](int at, std::string const& path) {
      return detail::open_step_by_step(at, path);
    });
  }
}

TEST_CASE("links within a folder are followed only where that is said", "[http]") {
  test_folder const folder;
  folder.write("deep/b.txt", "b");
  std::filesystem::create_symlink("deep/b.txt", folder / "link.txt");
  std::filesystem::create_symlink("deep", folder / "alias");
  CHECK_FALSE(opened_file::beneath(folder.path(), "link.txt"));
  CHECK_FALSE(opened_file::beneath(folder.path(), "alias/b.txt"));
  CHECK(opened_file::beneath(folder.path(), "link.txt", symbolic_links::within));
  CHECK(opened_file::beneath(folder.path(), "alias/b.txt", symbolic_links::within));
  CHECK(opened_file::beneath(folder.path(), "deep/b.txt"));
  CHECK(opened_file::beneath(folder / "none", "x").error() == ENOENT);
}

TEST_CASE("no descriptor stays behind", "[http]") {
  test_folder const folder;
  folder.write("a", "1");
  int const before = ::dup(0);
  ::close(before);
  {
    auto first = opened_file::at(folder / "a");
    auto second = std::move(first);
    second = opened_file::beneath(folder.path(), "a");
    CHECK(opened_file::at(folder.path()).error() == EISDIR);
    CHECK_FALSE(opened_file::beneath(folder.path(), "x/y/z"));
  }
  int const after = ::dup(0);
  ::close(after);
  CHECK(after == before);
}
