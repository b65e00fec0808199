// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to routing/ and app/: what a problem document says of each value that was refused.

#include <hyper/config.hpp>
#include <hyper/reflect/problem_list.hpp>
#include <string>

namespace hyper::detail {

/// `"errors":[…]` of a problem document (RFC 9457, section 3.2): place, rule and sentence of each.
/// The place is `"pointer":"/tags/2"` in a body, or `"query":"page"`, `"header":…`, `"cookie":…`.
/// Empty without problems.
std::string problem_members(problem_list const& problems);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/routing/problem_members.ipp>
#endif
