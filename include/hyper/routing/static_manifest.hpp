// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A file and the copy of it whose name has a hash of its content.
struct hashed_name {
  std::string name;    ///< "css/app.css"
  std::string hashed;  ///< "css/app.3f2a71c09b5e.css"
};

/// Which files have such copies. `collectstatic` writes it, `static_files` reads it.
struct static_manifest {
  int version = 1;
  std::vector<hashed_name> files;  ///< in the order of their names

  /// The hashed name of a file, or the name itself.
  std::string_view hashed(std::string_view name) const;
  /// Whether this is the name of a hashed copy.
  bool has_copy(std::string_view hashed) const;

  static constexpr std::string_view file_name = "staticfiles.json";
};

/// Reads a manifest; one that is damaged, or of another version, is empty.
static_manifest parse_static_manifest(std::string_view json);
std::string to_text(static_manifest const& what);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/static_manifest.ipp>
#endif
