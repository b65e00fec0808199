// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/kind.hpp>

#include "support/catch.hpp"

#include <deque>
#include <list>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <vector>

namespace {

using hyper::detail::json_kind;
using hyper::detail::json_kind_of;

struct plain {
  int a;
};
enum class colour { red };

static_assert(json_kind_of<bool> == json_kind::boolean);
static_assert(json_kind_of<signed char> == json_kind::int8);
static_assert(json_kind_of<long> == json_kind_of<long long>);
static_assert(json_kind_of<unsigned short> == json_kind::uint16);
static_assert(json_kind_of<char> == json_kind::none);
static_assert(json_kind_of<char8_t> == json_kind::none);
static_assert(json_kind_of<long double> == json_kind::none);
static_assert(json_kind_of<int*> == json_kind::none);
static_assert(json_kind_of<std::byte> == json_kind::none);
static_assert(json_kind_of<float> == json_kind::float32);
static_assert(json_kind_of<colour> == json_kind::enumeration);
static_assert(json_kind_of<std::string> == json_kind::string);
static_assert(json_kind_of<char const*> == json_kind::view);
static_assert(json_kind_of<hyper::raw_json> == json_kind::raw);
static_assert(json_kind_of<std::optional<int>> == json_kind::optional);
static_assert(json_kind_of<std::array<int, 2>> == json_kind::array);
static_assert(json_kind_of<std::vector<int>> == json_kind::sequence);
static_assert(json_kind_of<std::vector<bool>> == json_kind::collection);
static_assert(json_kind_of<std::deque<int>> == json_kind::collection);
static_assert(json_kind_of<std::set<int>> == json_kind::collection);
static_assert(json_kind_of<std::list<int>> == json_kind::collection);
static_assert(json_kind_of<std::span<int const>> == json_kind::span);
static_assert(json_kind_of<std::map<std::string, int>> == json_kind::map);
static_assert(json_kind_of<std::unordered_map<std::string, int>> == json_kind::map);
static_assert(json_kind_of<plain> == json_kind::structure);

static_assert(hyper::json_writable<std::vector<plain> const&>);
static_assert(!hyper::json_writable<std::vector<int*>>);
static_assert(hyper::json_readable<std::optional<std::vector<plain>>>);
static_assert(!hyper::json_readable<std::optional<std::string_view>>);

}  // namespace

TEST_CASE("a type knows what is inside it", "[json]") {
  using hyper::detail::json_inside;
  static_assert(std::is_same_v<json_inside<std::map<std::string, plain>>, plain>);
  static_assert(std::is_same_v<json_inside<std::optional<int>>, int>);
  static_assert(std::is_same_v<json_inside<std::span<int const>>, int>);
  CHECK(hyper::detail::json_kind_holds_another(json_kind::sequence));
  CHECK_FALSE(hyper::detail::json_kind_holds_another(json_kind::structure));
}
