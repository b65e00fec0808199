// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/model.hpp>
//
#include "blog.hpp"
#include "support/catch.hpp"

namespace {
using namespace blog;

constexpr model_info const& posts = detail::model_of<post>;
static_assert(posts.name == "post" && posts.table == "posts" && posts.count == 7);
static_assert(posts.key == 0 && posts.option_count == 3);
static_assert(posts[5].member == "published" && posts[5]->nullable);
static_assert(posts[4]->target == &detail::model_of<author>);
static_assert(posts[1]->unique && posts[6]->source == column_source::on_insert);

/// A type that cannot have a member `meta`.
struct foreign {
  primary_key<> id{};
};
}  // namespace

template <>
struct hyper::model_traits<foreign> {
  using meta = model<table<"foreign_things">>;
};
static_assert(detail::model_of<foreign>.table == "foreign_things");

TEST_CASE("offsets are those of the members", "[orm]") {
  post one;
  auto const* offsets = posts.offsets(&one);
  auto const* base = reinterpret_cast<char const*>(&one);
  CHECK(base + offsets[0] == reinterpret_cast<char const*>(&one.id));
  CHECK(base + offsets[3] == reinterpret_cast<char const*>(&one.body));
  CHECK(base + offsets[6] == reinterpret_cast<char const*>(&one.created));
}
