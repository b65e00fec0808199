// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/expression_token.hpp>
//
namespace {
using namespace hyper;
constexpr auto joined = detail::join_tokens(detail::sql_token("("), detail::sql_token(")"));
static_assert(joined.size() == 2 && joined[1].text == ")");
static_assert(detail::token_list{}.empty());
}  // namespace
