// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/node.hpp>

#include "support/catch.hpp"

namespace detail = hyper::detail;

static_assert(detail::locate("ab\ncd", 0).line == 1 && detail::locate("ab\ncd", 1).column == 2);
static_assert(detail::locate("ab\ncd", 4).line == 2 && detail::locate("ab\ncd", 4).column == 2);
static_assert(detail::template_node{}.a == detail::no_template_node);
