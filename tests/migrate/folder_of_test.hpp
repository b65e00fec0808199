// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

/// A folder of the test's own, removed at the end.
struct folder_of_test {
  explicit folder_of_test(std::string const& name)
      : path("/tmp/hyper-" + name + "-" + std::to_string(::getpid())) {
    std::filesystem::remove_all(path);
  }
  ~folder_of_test() { std::filesystem::remove_all(path); }
  folder_of_test(folder_of_test const&) = delete;
  folder_of_test& operator=(folder_of_test const&) = delete;

  void write(std::string const& file, std::string const& text) const {
    std::filesystem::create_directories(path);
    std::ofstream(path + "/" + file) << text;
  }
  std::string read(std::string const& file) const {
    std::ostringstream text;
    text << std::ifstream(path + "/" + file).rdbuf();
    return text.str();
  }
  std::string path;
};
