// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/app/program.hpp>
#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// What `collect_static` has done.
struct collected_files {
  std::size_t files = 0;
  std::size_t compressed = 0;  ///< have a .gz beside them
  std::size_t kept = 0;        ///< copies of the last time, for pages that are still open
};

/// Makes a folder that `static_files` serves best: each file of `source`, a copy whose name has a
/// hash of its content, `.gz` files beside both where that helps, and the manifest. References in
/// style sheets, `url(…)` and `@import`, are led to the copies. Hidden files and symbolic links are
/// left out.
///
/// `output` is replaced as a whole and at once, so that a server can go on serving it; it must be
/// on one file system with its parent folder. Copies that its manifest had, and that are new no
/// more, stay once. Throws cannot_start with a sentence.
collected_files collect_static(std::string const& source, std::string const& output);

namespace detail {
/// A style sheet with its references changed: `target(self, reference)` is what a relative one
/// becomes, or empty to leave it.
std::string rewrite_references(std::string_view sheet,
                               std::string (*target)(void* self, std::string_view reference),
                               void* self);

/// Collects, and says what it has done.
std::string collect_for_program(std::string const& source, std::string const& output);
/// The command `collectstatic` is there because this header is.
inline bool const collects_static = collect_static_with(&collect_for_program);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/collect_static.ipp>
#endif
