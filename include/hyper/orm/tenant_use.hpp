// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header: the tenants whose rows a statement is about. Their key is its first parameter,
// `$1`, wherever it is needed; `statement::supply` gives the value when the statement is run.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/sql_writer.hpp>

namespace hyper::detail {

struct tenant_use {
  column_type const* key = nullptr;
  bool any = false;
  bool several = false;  ///< of two kinds, which one parameter cannot be

  constexpr std::uint64_t kind() const { return key->target->id; }
  constexpr void add(tenant_use const& other) {
    if (!other.any) return;
    several = several || other.several || (any && kind() != other.kind());
    key = other.key;
    any = true;
  }
  constexpr auto supply() const { return any ? key->access.supply : nullptr; }
};

constexpr tenant_use tenants_of(model_info const& model) {
  std::size_t const at = model.tenant_column();
  if (at == no_column) return {};
  return {model[at].type, true};
}

/// `"organisation_id" = $1`
constexpr void write_tenant_condition(sql_writer& out, column_info const& column) {
  write_name(out, column);
  out << " = $1";
}

/// Whether a foreign key leads from rows of tenants to rows of the same tenants: then the tenant is
/// a part of it, and no row can point to another tenant's.
constexpr bool stays_with_tenant(model_info const& model, column_info const& link) {
  if (!link->relation || link->source == column_source::tenant) return false;
  tenant_use const own = tenants_of(model);
  tenant_use const other = tenants_of(*link->target);
  return own.any && other.any && own.kind() == other.kind();
}

}  // namespace hyper::detail
