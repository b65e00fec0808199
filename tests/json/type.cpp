// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/type.hpp>

#include "support/catch.hpp"

#include <optional>
#include <string>
#include <vector>

namespace {

struct post {
  int id;
  std::string title;
  std::optional<int> stars;
};
struct node {
  std::vector<node> children;
};

using hyper::detail::json_kind;
using hyper::detail::json_type;
using hyper::detail::json_type_of;

constexpr json_type const& type = json_type_of<post>;
static_assert(type.kind == json_kind::structure);
static_assert(type.count == 3);
static_assert(type.size == sizeof(post));
static_assert(std::string_view(type.text, 23) == R"({"id":,"title":,"stars")");
static_assert(type.members[1].text_at == 6);
static_assert(type.members[1].text_size == 9);
static_assert(type.members[1].name_size == 5);
static_assert(type.members[1].type == &json_type_of<std::string>);
static_assert(type.members[2].type->nullable);
static_assert(type.members[2].type->element == &json_type_of<int>);

// A struct may hold itself.
static_assert(json_type_of<node>.members[0].type->element == &json_type_of<node>);

}  // namespace

TEST_CASE("the places of members are those of the compiler", "[json]") {
  post one{};
  auto const* offsets = type.offsets(&one);
  auto const* base = reinterpret_cast<char const*>(&one);
  CHECK(base + offsets[0] == reinterpret_cast<char const*>(&one.id));
  CHECK(base + offsets[1] == reinterpret_cast<char const*>(&one.title));
  CHECK(base + offsets[2] == reinterpret_cast<char const*>(&one.stars));
}
