// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/static_root.hpp>
//
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE std::string& common_static_folder() {
  static std::string folder = "static";
  return folder;
}

HYPER_INLINE std::string const& static_root() { return common_static_folder(); }

}  // namespace detail

HYPER_INLINE void set_static_folder(std::string folder) {
  detail::common_static_folder() = std::move(folder);
}

}  // namespace hyper
