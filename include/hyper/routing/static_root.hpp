// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>

namespace hyper {

/// The folder of `static_files` that name none themselves. To be set before anything is served.
void set_static_folder(std::string folder);

namespace detail {
std::string const& static_root();
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/static_root.ipp>
#endif
