// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/file_cache.hpp>
//
#include <cerrno>
#include "http/folder.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {
std::string content_of(cached_file const* file) {
  if (file == nullptr) return "nothing";
  return file->in_memory ? file->content : "open:" + file->file.read(0, 1000);
}
}  // namespace

TEST_CASE("small files are kept in memory, large ones open", "[http]") {
  test_folder const folder;
  folder.write("small", "1234");
  folder.write("large", "12345");
  file_cache_limits limits;
  limits.file_bytes = 4;
  file_cache cache(folder.path(), symbolic_links::refused, limits);
  opened_file failure;
  CHECK(content_of(cache.find("small", 0, failure)) == "1234");
  CHECK(content_of(cache.find("large", 0, failure)) == "open:12345");
  CHECK(cache.files() == 2);
  CHECK(cache.bytes() == 4);
  CHECK(cache.find("none", 0, failure) == nullptr);
  CHECK(failure.error() == ENOENT);
  CHECK(cache.files() == 2);  // nonsense fills nothing
}

TEST_CASE("what is kept is trusted for a while, and then looked at", "[http]") {
  test_folder const folder;
  folder.write("a", "first");
  folder.age("a");
  file_cache cache(folder.path(), symbolic_links::refused, {});
  opened_file failure;
  cached_file const* const known = cache.find("a", 0, failure);
  CHECK(content_of(known) == "first");
  CHECK(cache.find("a", 5'000, failure) == known);  // looked at, and the same
  folder.write("a", "second");
  CHECK(content_of(cache.find("a", 5'999, failure)) == "first");
  CHECK(content_of(cache.find("a", 6'000, failure)) == "second");
  std::filesystem::remove(folder / "a");
  CHECK(content_of(cache.find("a", 6'500, failure)) == "second");
  CHECK(cache.find("a", 7'000, failure) == nullptr);
  CHECK(cache.files() == 0);
  CHECK(cache.bytes() == 0);
}

TEST_CASE("a change that the times do not tell is seen in a file that is new", "[http]") {
  test_folder const folder;
  folder.write("a", "one");
  file_cache cache(folder.path(), symbolic_links::refused, {});
  opened_file failure;
  cached_file const* known = cache.find("a", 0, failure);
  REQUIRE(known != nullptr);
  CHECK_FALSE(known->settled);
  folder.write("a", "two");  // the same size, perhaps within a tick of the clock
  CHECK(content_of(cache.find("a", 1'000, failure)) == "two");
}

TEST_CASE("the cache is bounded by files and bytes; what was used last stays", "[http]") {
  test_folder const folder;
  file_cache_limits limits;
  limits.files = 3;
  limits.bytes = 100;
  for (char const name : {'a', 'b', 'c', 'd'}) folder.write(std::string(1, name), "0123456789");
  folder.write("wide", std::string(95, 'x'));
  folder.write("wider", std::string(200, 'x'));
  file_cache cache(folder.path(), symbolic_links::refused, limits);
  opened_file failure;
  for (char const* name : {"a", "b", "c", "a", "d"}) cache.find(name, 0, failure);
  CHECK(cache.files() == 3);
  std::filesystem::remove(folder / "a");
  std::filesystem::remove(folder / "b");
  CHECK(cache.find("a", 0, failure) != nullptr);  // kept
  CHECK(cache.find("b", 0, failure) == nullptr);  // gave way
  CHECK(cache.find("wide", 0, failure) != nullptr);
  CHECK(cache.bytes() == 95);
  CHECK(cache.files() == 1);
  CHECK(cache.find("wider", 0, failure) != nullptr);  // alone it may be more than the limit
  CHECK(cache.files() == 1);
  CHECK(cache.find("c", 0, failure) != nullptr);
  CHECK(cache.bytes() == 10);
}
