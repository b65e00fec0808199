// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A folder of files for one test.

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

class test_folder {
 public:
  test_folder() {
    char name[] = "/tmp/hyper-files.XXXXXX";
    if (::mkdtemp(name) == nullptr) throw std::runtime_error("no folder for the test");
    path_ = name;
  }
  ~test_folder() { std::filesystem::remove_all(path_); }
  test_folder(test_folder const&) = delete;
  test_folder& operator=(test_folder const&) = delete;

  std::string const& path() const { return path_; }
  std::string operator/(std::string const& name) const { return path_ + "/" + name; }
  void write(std::string const& name, std::string const& content) const {
    std::filesystem::path const at = path_ + "/" + name;
    std::filesystem::create_directories(at.parent_path());
    std::ofstream(at, std::ios::binary) << content;
  }
  /// As if it had been written long ago.
  void age(std::string const& name, long seconds = 1'000'000'000) const {
    timespec const times[2] = {{seconds, 0}, {seconds, 0}};
    ::utimensat(AT_FDCWD, (path_ + "/" + name).c_str(), times, 0);
  }

 private:
  std::string path_;
};

/// As long as it lives no file can be opened.
class no_descriptors {
 public:
  no_descriptors() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit const none{0, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &none);
  }
  ~no_descriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};
