// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/static_manifest.hpp>
//
#include <algorithm>
#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>

namespace hyper {

HYPER_INLINE std::string_view static_manifest::hashed(std::string_view name) const {
  auto const found = std::lower_bound(
      files.begin(), files.end(), name,
      [](hashed_name const& each, std::string_view wanted) { return each.name < wanted; });
  return found != files.end() && found->name == name ? std::string_view(found->hashed) : name;
}

/// The copy's name is the file's with ".hash" before its extension: that leads to the file.
HYPER_INLINE bool static_manifest::has_copy(std::string_view wanted) const {
  std::size_t const slash = wanted.rfind('/') + 1;
  std::size_t const dot = wanted.rfind('.');
  if (dot == std::string_view::npos || dot < slash) return false;
  std::size_t const first = wanted.rfind('.', dot == 0 ? 0 : dot - 1);
  auto const leads = [&](std::string const& name) { return hashed(name) == wanted; };
  std::string const without_extension(wanted.substr(0, dot));
  if (leads(without_extension)) return true;  // a file without an extension
  if (first == std::string_view::npos || first < slash || first == dot) return false;
  return leads(std::string(wanted.substr(0, first)).append(wanted.substr(dot)));
}

HYPER_INLINE static_manifest parse_static_manifest(std::string_view json) {
  auto read = read_json<static_manifest>(json);
  if (!read || read->version != 1) return {};
  static_manifest found = std::move(read).value();
  std::sort(found.files.begin(), found.files.end(),
            [](hashed_name const& a, hashed_name const& b) { return a.name < b.name; });
  return found;
}

HYPER_INLINE std::string to_text(static_manifest const& what) { return to_json(what) += '\n'; }

}  // namespace hyper
