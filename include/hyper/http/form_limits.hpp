// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace hyper {

/// How much a form may hold. Sizes are bytes.
struct form_limits {
  std::uint32_t fields = 1000;            ///< pairs, or parts that are no files; beyond: 413
  std::uint32_t files = 100;              ///< beyond: 413
  std::size_t field = 1u << 20;           ///< the name and value of one that is no file: 413
  std::size_t file = 1u << 30;            ///< one file; beyond: 413
  std::uint32_t part_head = 8 * 1024;     ///< the field lines of one part; beyond: 431
  std::uint32_t part_fields = 16;         ///< how many there are; beyond: 431
  std::size_t in_memory = 256u << 10;     ///< of all files together; what is more goes to disk
  std::string temporary_folder = "/tmp";  ///< for files that do not stay in memory
};

}  // namespace hyper
