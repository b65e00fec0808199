// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Models that inspectdb has written, kept beside the tests so that each build compiles them.

#include <cstdlib>
#include <fstream>
#include <hyper/app/models.hpp>
#include <hyper/orm.hpp>
#include <sstream>
#include <string>

inline std::string read_file(std::string const& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// The models that stand in a file of this folder, without the lines that the tests of the project
/// want at its head. After a change of what is written, HYPER_WRITE_MODELS=1 writes it anew.
inline std::string committed_models(std::string const& file, std::string const& now) {
  std::string const here = __FILE__;
  std::string const path = here.substr(0, here.rfind('/') + 1) + file;
  if (std::getenv("HYPER_WRITE_MODELS") != nullptr)
    std::ofstream(path) << "// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors\n"
                           "// SPDX-License-Identifier: MIT\n// clang-format off\n"
                        << now;
  std::string text = read_file(path);
  while (text.starts_with("// SPDX") || text.starts_with("// clang-format"))
    text.erase(0, text.find('\n') + 1);
  return text;
}

/// The SQL that makes the tables of an application's models.
template <class... Models>
std::string script_of(hyper::models<Models...>) {
  return std::string(hyper::create_tables<Models...>());
}
