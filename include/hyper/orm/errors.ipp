// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/errors.hpp>

namespace hyper::detail {

HYPER_INLINE void throw_does_not_exist(std::string_view model) {
  throw does_not_exist(model, "no row matches");
}

HYPER_INLINE void throw_multiple_objects(std::string_view model) {
  throw multiple_objects(model, "get() found more than one row");
}

HYPER_INLINE void throw_relation_not_loaded(std::string_view model) {
  throw relation_not_loaded(
      model, "the row behind the foreign key is not loaded; name it in select_related<…>()");
}

HYPER_INLINE void throw_stale_object(std::string_view model) {
  throw stale_object(model, "somebody else has changed the row since it was read");
}

HYPER_INLINE void throw_hidden_row(std::string_view model) {
  throw hidden_row(model, "a row with these values is there, but deleted or another tenant's");
}

HYPER_INLINE void throw_tenant_missing(std::string_view tenant) {
  throw tenant_missing(tenant,
                       "no tenant is set: wrap the work in as_tenant(…), or say across_tenants()");
}

HYPER_INLINE void throw_invalid_cursor(std::string_view model) {
  throw invalid_cursor(model, "the cursor does not belong to this list");
}

HYPER_INLINE void throw_number_too_large() {
  throw std::out_of_range("a number is too large for a column of PostgreSQL");
}

}  // namespace hyper::detail
