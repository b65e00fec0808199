// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/token.hpp>

#include "support/catch.hpp"

namespace detail = hyper::detail;

static_assert(detail::token_words(detail::token_kind::floordiv) == "//");
static_assert(detail::token_words(detail::token_kind::end) == "end of template");
static_assert(detail::is_space('\n') && !detail::is_space('x'));
static_assert(detail::is_name_part('\xC3'), "letters beyond ASCII are parts of names");

constexpr std::size_t grow() {
  detail::parsed_text text("ab");
  text += "cd";
  text.push_back('e');
  return (text + "fg").size();
}
static_assert(grow() == 7);
