// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/count_members.hpp>

#include "support/catch.hpp"

#include <array>
#include <boost/pfr/core.hpp>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <variant>
#include <vector>

namespace {

using hyper::detail::count_aggregate;
using hyper::detail::has_base;

enum class colour { red };
struct nothing {};
struct one {
  int a;
};
struct nested {
  one first;
  nested* next;
  std::vector<nested> all;
};
struct defaulted {
  int id = 0;
  std::string name{"x"};
  std::optional<std::string> title;
  colour tint = colour::red;
};
struct containers {
  std::array<std::string, 3> fixed;
  std::map<std::string, std::vector<int>> counts;
  std::variant<int, std::string> either;
  std::tuple<int, double> pair;
  std::function<int(int)> call;
  std::chrono::sys_days day;
  std::string_view view;
};
struct moved_only {
  std::unique_ptr<int> owned;
  int number;
  std::vector<std::unique_ptr<int>> more;
};
struct without_default {
  explicit without_default(int) {}
  without_default(without_default const&) = default;
};
struct needs_values {
  without_default first;
  int second;
  without_default third;
};
struct needs_moved_values {
  without_default first;
  std::unique_ptr<int> second;
};
struct constants {
  int const a;
  std::string const b;
  one const c;
};
struct starts_with_aggregate {
  one first;
  one second;
  one third;
};
struct takes_everything {  // a member that any value converts to
  template <class T>
  takes_everything(T const&) {}
  takes_everything() = default;
};
struct greedy {
  takes_everything a;
  int b;
};
struct many {
  int m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
      m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39,
      m40, m41, m42, m43, m44, m45, m46, m47, m48, m49, m50, m51, m52, m53, m54, m55, m56, m57, m58;
};
struct empties {  // as many members as fit into its bytes, and more
  [[no_unique_address]] nothing a;
  char b;
  [[no_unique_address]] nothing c;
};

template <class... T>
constexpr bool counted_like_pfr = ((count_aggregate<T>() == boost::pfr::tuple_size_v<T>) && ...);
// Not for all: g++ 12 breaks down while PFR counts `containers`.
static_assert(counted_like_pfr<nothing, one, nested, defaulted, moved_only, needs_values, constants,
                               starts_with_aggregate, many>);
static_assert(count_aggregate<needs_moved_values>() == 2);
static_assert(count_aggregate<containers>() == 7);
static_assert(count_aggregate<greedy>() == 2);
static_assert(count_aggregate<empties>() == 3);
static_assert(count_aggregate<many>() == 59);

struct array_of_numbers {
  int a;
  char b[4];
};
struct array_of_texts {
  std::string a[2];
};
struct arrays_of_arrays {
  int a[2][2];
  bool b;
};
template <class... T>
constexpr bool with_arrays = (hyper::detail::has_array_member<T, count_aggregate<T>()>() && ...);
template <class... T>
constexpr bool without_arrays =
    (!hyper::detail::has_array_member<T, count_aggregate<T>()>() && ...);
static_assert(with_arrays<array_of_numbers, array_of_texts, arrays_of_arrays>);
static_assert(
    without_arrays<nothing, one, nested, defaulted, moved_only, needs_values, constants,
                   starts_with_aggregate, many, needs_moved_values, containers, greedy, empties>);

struct derived : one {
  int b;
};
struct derived_from_nothing : nothing {
  int b;
};
struct holds_derived {
  derived inside;
};
static_assert(has_base<derived>() && has_base<derived_from_nothing>());
static_assert(!has_base<one>() && !has_base<nested>() && !has_base<nothing>() &&
              !has_base<holds_derived>() && !has_base<starts_with_aggregate>());

}  // namespace

TEST_CASE("members of an aggregate are counted", "[reflect]") {
  CHECK(count_aggregate<containers>() == 7);
  CHECK(count_aggregate<needs_values>() == 3);
}
