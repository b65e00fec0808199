// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/signature.hpp>

#include "support/catch.hpp"

#include <hyper/routing/extract.hpp>

namespace {

using namespace hyper;

struct object {
  int operator()(request const&) const noexcept { return 1; }
};
struct overloaded {
  int operator()(int) const { return 1; }
  int operator()(long) const { return 1; }
};
using plain = int (*)(int, char) noexcept;

template <class F>
using found = decltype(detail::find_signature<F>());
static_assert(found<object>::known && std::same_as<found<object>::result, int>);
static_assert(found<plain>::known);
static_assert(!found<int>::known);

constexpr auto generic = [](auto value) { return value; };
constexpr auto lambda = [](path<"id", int>) { return 1; };
static_assert(!found<std::remove_const_t<decltype(generic)>>::known);
static_assert(found<std::remove_const_t<decltype(lambda)>>::known);
static_assert(!found<overloaded>::known);

// Digits are numbers or what is made of numbers; words are none.
enum class colour { red };
static_assert(detail::fits_kind<int>(segment_kind::integer));
static_assert(detail::fits_kind<std::string>(segment_kind::integer));
static_assert(!detail::fits_kind<bool>(segment_kind::integer));
static_assert(!detail::fits_kind<double>(segment_kind::integer));
static_assert(!detail::fits_kind<colour>(segment_kind::integer));
static_assert(!detail::fits_kind<int>(segment_kind::slug));
static_assert(!detail::fits_kind<int>(segment_kind::uuid));
static_assert(detail::fits_kind<colour>(segment_kind::slug));
static_assert(detail::fits_kind<int>(segment_kind::text));

using judge = detail::route_judge<"GET /{a}/{b}", int>;
static_assert(judge::find_untaken<path<"a">, path<"b"> const&>() == judge::parsed.segment_count);
static_assert(judge::find_untaken<path<"a">>() == 1);
static_assert(judge::find_untaken<>() == 0);
static_assert(judge::find_untaken<request const&>() == judge::parsed.segment_count);

}  // namespace
