// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/bind_members.hpp>

#include "support/catch.hpp"

#include <array>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace {

using hyper::detail::bind_members;

struct nothing {};
struct owner {
  std::unique_ptr<int> owned;
  std::string name;
};

// Rows of numbers, for each count that has a line of its own and for two that PFR takes.
template <std::size_t Count>
struct row;
#define HYPER_TEST_ROW(count, ...) \
  template <>                      \
  struct row<count> {              \
    int __VA_ARGS__;               \
  };
HYPER_TEST_ROW(1, a)
HYPER_TEST_ROW(2, a, b)
HYPER_TEST_ROW(3, a, b, c)
HYPER_TEST_ROW(4, a, b, c, d)
HYPER_TEST_ROW(5, a, b, c, d, e)
HYPER_TEST_ROW(6, a, b, c, d, e, f)
HYPER_TEST_ROW(7, a, b, c, d, e, f, g)
HYPER_TEST_ROW(8, a, b, c, d, e, f, g, h)
HYPER_TEST_ROW(9, a, b, c, d, e, f, g, h, i)
HYPER_TEST_ROW(10, a, b, c, d, e, f, g, h, i, j)
HYPER_TEST_ROW(11, a, b, c, d, e, f, g, h, i, j, k)
HYPER_TEST_ROW(12, a, b, c, d, e, f, g, h, i, j, k, l)
HYPER_TEST_ROW(13, a, b, c, d, e, f, g, h, i, j, k, l, m)
HYPER_TEST_ROW(14, a, b, c, d, e, f, g, h, i, j, k, l, m, n)
HYPER_TEST_ROW(15, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o)
HYPER_TEST_ROW(16, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
HYPER_TEST_ROW(17, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q)
HYPER_TEST_ROW(18, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r)
HYPER_TEST_ROW(19, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s)
HYPER_TEST_ROW(20, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t)
HYPER_TEST_ROW(21, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u)
HYPER_TEST_ROW(22, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v)
HYPER_TEST_ROW(23, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w)
HYPER_TEST_ROW(24, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x)
HYPER_TEST_ROW(25, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y)
HYPER_TEST_ROW(26, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z)
HYPER_TEST_ROW(27, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa)
HYPER_TEST_ROW(30, a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z, aa,
               ab, ac, ad)
#undef HYPER_TEST_ROW

/// Whether every member comes once, in its place, as a reference into the object.
template <std::size_t Count>
constexpr bool in_order() {
  row<Count> numbered{};
  int next = 0;
  bind_members<Count>(numbered, [&](auto&... member) { ((member = ++next), ...); });
  row<Count> const& fixed = numbered;
  int seen = 0;
  bool right = true;
  bind_members<Count>(fixed, [&](auto const&... member) {
    static_assert(sizeof...(member) == Count);
    ((right = right && member == ++seen), ...);
  });
  return right && seen == static_cast<int>(Count);
}

template <std::size_t... Before>
constexpr bool all_in_order(std::index_sequence<Before...>) {
  return (in_order<Before + 1>() && ...);
}
static_assert(all_in_order(std::make_index_sequence<27>{}));

}  // namespace

TEST_CASE("the members of an aggregate are bound in order", "[reflect]") {
  CHECK(all_in_order(std::make_index_sequence<27>{}));
  CHECK(in_order<30>());
  nothing const none;
  CHECK(bind_members<0>(none, [](auto&... member) { return sizeof...(member); }) == 0);
}

TEST_CASE("members that cannot be copied are bound", "[reflect]") {
  owner mine{std::make_unique<int>(4), "four"};
  std::string* name = bind_members<2>(mine, [](auto& owned, auto& named) {
    *owned = 5;
    return &named;
  });
  CHECK(*mine.owned == 5);
  CHECK(name == &mine.name);
}
