// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/tenant_use.hpp>
//
#include "firms.hpp"

namespace {
using namespace firms;
using detail::model_of;

struct shop {
  primary_key<> id;
  using meta = model<table<"shops">>;
};
struct shelf {
  primary_key<> id;
  tenant_key<shop> owner;
  using meta = model<table<"shelves">>;
};

static_assert(!detail::tenants_of(model_of<firm>).any);
static_assert(detail::tenants_of(model_of<person>).any);
static_assert(detail::tenants_of(model_of<person>).kind() == model_of<firm>.id);

constexpr bool of_two_kinds(model_info const& a, model_info const& b) {
  detail::tenant_use both = detail::tenants_of(a);
  both.add(detail::tenants_of(b));
  return both.several;
}
static_assert(!of_two_kinds(model_of<person>, model_of<document>));
static_assert(!of_two_kinds(model_of<person>, model_of<firm>));
static_assert(of_two_kinds(model_of<person>, model_of<shelf>));

static_assert(detail::stays_with_tenant(model_of<document>, model_of<document>[2]));
static_assert(!detail::stays_with_tenant(model_of<document>, model_of<document>[1]));
static_assert(!detail::stays_with_tenant(model_of<document>, model_of<document>[3]));
}  // namespace
