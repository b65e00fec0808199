// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in. Rows that belong to a tenant: every statement of the library about such a model is about
// the rows of one tenant, the one that the scope around names.

#include <concepts>
#include <hyper/json/traits.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/runtime/context.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <type_traits>
#include <utility>

namespace hyper {
namespace detail {

/// The key of a tenant, in the context of a task.
template <class Tenant>
struct tenant_scope {
  using key_type = typename target_key<Tenant>::type;
  static constexpr char key = 0;

  static key_type const* find(context const* around) {
    return static_cast<key_type const*>(context::find(around, &key));
  }
  static key_type const& require(context const* around) {
    key_type const* const found = find(around);
    if (found == nullptr) throw_tenant_missing(type_name<Tenant>());
    return *found;
  }
};

template <class Tenant, class T>
task<T> within_tenant(typename tenant_scope<Tenant>::key_type key, task<T> work) {
  current_context asked;
  context const* const around = co_await asked;
  context const link{around, &tenant_scope<Tenant>::key, &key};
  work.set_context(&link);
  co_return co_await work;
}

}  // namespace detail

/// Whose a row is: a foreign key to the tenant. Queries of a model with such a member find the rows
/// of the tenant around alone (`as_tenant`), in joins and subqueries, too; so do updates, deletions
/// and saves. New rows are the tenant's, whatever the member holds. Without a tenant they throw
/// tenant_missing, unless the query says `across_tenants()`.
///
/// In the database the tenant is a part of each foreign key between two such models, so that no row
/// can point to another tenant's.
template <class Tenant, class OnDelete = cascade,
          class Key = typename decltype(detail::find_key_type<Tenant>())::type,
          fixed_string Column = "">
class tenant_key : public foreign_key<Tenant, OnDelete, Key, Column> {
  using base = foreign_key<Tenant, OnDelete, Key, Column>;

 public:
  using tenant_type = Tenant;
  using base::base;
  tenant_key() = default;

  static constexpr void describe(column_type& column) {
    base::describe(column);
    column.source = column_source::tenant;
  }
  static void column_supply(context const* around, parameters& values) {
    parameters first;
    detail::bind_column(detail::tenant_scope<Tenant>::require(around), first);
    values.prepend(first);
  }
  void column_enter(context const* around) {
    *this = tenant_key(detail::tenant_scope<Tenant>::require(around));
  }
};

template <class Tenant, class OnDelete, class Key, fixed_string Column>
struct json_traits<tenant_key<Tenant, OnDelete, Key, Column>>
    : json_traits<foreign_key<Tenant, OnDelete, Key, Column>> {};

/// Does work for one tenant: `co_await as_tenant<organisation>(id, objects<post>.all())`. All
/// statements that the task awaits are about rows of this tenant. Inside of another tenant's work
/// the inner one counts.
template <class Tenant, class T>
task<T> as_tenant(std::type_identity_t<typename detail::tenant_scope<Tenant>::key_type> key,
                  task<T> work) {
  return detail::within_tenant<Tenant>(std::move(key), std::move(work));
}
/// The same with the tenant's object, which must have been saved.
template <class Tenant, class T>
  requires(detail::key_position<Tenant> != no_column)
task<T> as_tenant(Tenant const& tenant, task<T> work) {
  auto const& key = member<detail::key_position<Tenant>>(tenant);
  if (!key.is_set()) detail::throw_tenant_missing(type_name<Tenant>());
  return detail::within_tenant<Tenant>(key.value(), std::move(work));
}

/// The key of the tenant around, when there is one: for SQL by hand, which names it itself.
template <class Tenant>
task<std::optional<typename detail::tenant_scope<Tenant>::key_type>> current_tenant() {
  using scope = detail::tenant_scope<Tenant>;
  current_context asked;
  auto const* const found = scope::find(co_await asked);
  if (found == nullptr) co_return std::optional<typename scope::key_type>();
  co_return std::optional<typename scope::key_type>(*found);
}

}  // namespace hyper
