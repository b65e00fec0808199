// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/member_search.hpp>
//
#include <array>
#include <optional>
#include <string>
#include <vector>

namespace {
using hyper::detail::find_member_count;

struct none {};
struct one {
  int a;
};
struct seven {
  int a, b, c, d, e, f, g;
};
struct eight {
  std::string a;
  std::optional<int> b;
  std::vector<one> c;
  std::array<int, 3> d;
  one e;
  double f;
  char const* g;
  std::string h;
};
struct nine {
  eight a, b, c, d, e, f, g, h;
  bool i = true;
};
struct only_moved {
  std::optional<int> a;
  struct held {
    held() = default;
    held(held&&) = default;
  } b;
  int c;
};
struct without_default {
  struct made {
    made(int) {}
  } a;
  int b;
};
struct large {
  int a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3, b4, b5, b6, b7, b8, b9, c0, c1, c2,
      c3, c4, c5, c6, c7, c8, c9, d0, d1, d2;
};
static_assert(find_member_count<none>() == 0);
static_assert(find_member_count<one>() == 1);
static_assert(find_member_count<seven>() == 7);
static_assert(find_member_count<eight>() == 8);
static_assert(find_member_count<nine>() == 9);
static_assert(find_member_count<only_moved>() == 3);
static_assert(find_member_count<without_default>() == 2);
static_assert(find_member_count<large>() == 33);
}  // namespace
