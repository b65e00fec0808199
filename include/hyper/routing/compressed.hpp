// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/http/exchange.hpp>
#include <hyper/http/gzip_coder.hpp>

namespace hyper {

/// An option of a route, or a part of an application: answers of at least so many bytes are
/// compressed with gzip for clients that accept it, where their type gets smaller by it.
///
///   route<"GET /posts", list_posts, compressed<>>
///
/// Files are not: `collectstatic` has compressed those better. Leave it out where a page holds a
/// secret beside what the request says (BREACH; docs/reference/http.md).
template <std::size_t Least = 1024, int Level = 6>
  requires(Level >= 1 && Level <= 9)
struct compressed {
  static bool before(exchange& with) {
    static constinit gzip_coder const coder{compression_options{Least, Level}};
    with.code_with(coder);
    return true;
  }
};

}  // namespace hyper
