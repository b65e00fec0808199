// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Servers that a test starts beside the one that the test command has started: clusters of
// PostgreSQL, their replicas, and poolers. What is started ends with the object.

#include <stdlib.h>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <utility>
#include "support/catch.hpp"

/// What a command writes, without the last line's end; fails the test when the command does.
inline std::string said_by(std::string const& command) {
  FILE* const pipe = popen((command + " 2>&1").c_str(), "r");
  REQUIRE(pipe != nullptr);
  std::string text;
  char piece[512];
  while (std::fgets(piece, sizeof piece, pipe) != nullptr) text += piece;
  int const status = pclose(pipe);
  INFO(command << ": " << text);
  REQUIRE(status == 0);
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

inline std::string short_folder() {
  char folder[] = "/tmp/hyper-sv.XXXXXX";
  REQUIRE(mkdtemp(folder) != nullptr);
  return folder;
}

/// One server in a folder of its own, by one of the programs of tests/support.
class test_server {
 public:
  explicit test_server(std::string program)
      : program_(std::move(program)), folder_(short_folder()) {}
  test_server(test_server const&) = delete;
  test_server& operator=(test_server const&) = delete;
  ~test_server() {
    static_cast<void>(!std::system((program_ + " remove " + folder_ + " >/dev/null 2>&1").c_str()));
  }
  std::string run(std::string const& verb, std::string const& words = {}) const {
    return said_by(program_ + " " + verb + " " + folder_ + (words.empty() ? "" : " " + words));
  }
  std::string const& folder() const { return folder_; }

 private:
  std::string program_;
  std::string folder_;
};

inline std::string postgres_control() {
  char const* const control = std::getenv("HYPER_TEST_POSTGRES_CONTROL");
  REQUIRE(control != nullptr);
  return control;
}

/// The folder of the cluster that the test command has started.
inline std::string test_cluster() {
  char const* const folder = std::getenv("HYPER_TEST_POSTGRES_DIR");
  REQUIRE(folder != nullptr);
  return folder;
}

inline bool has_pgbouncer() {
  return std::system("PATH=$PATH:/usr/sbin command -v pgbouncer >/dev/null 2>&1") == 0;
}
inline std::string pgbouncer_control() {
  std::string const beside = postgres_control();
  return beside.substr(0, beside.rfind('/')) + "/pgbouncer";
}
