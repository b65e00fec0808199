// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/column.hpp>
//
#include "blog.hpp"

namespace {
using namespace blog;

constexpr model_info const& posts = detail::model_of<post>;
static_assert(posts[0].is_called("id"));
static_assert(posts[4].is_called("writer") && posts[4].is_called("writer_id"));
static_assert(!posts[4].is_called("writer_") && !posts[4].is_called("_id"));
static_assert(!posts[1].is_called("address_id"));
static_assert(posts[4].name_size() == 9);
static_assert(posts.find("writer_id") == 4 && posts.find("id") == 0);
static_assert(posts.find("nothing") == no_column);
static_assert(posts.first(model_option::ordering).count == 1);
static_assert(posts.first(model_option::unique).count == 0);
static_assert(detail::split_direction("-created").name == "created");
static_assert(detail::split_direction("-created").descending);
static_assert(!detail::split_direction("created").descending);
static_assert(detail::type_id<author> != detail::type_id<post>);
}  // namespace
