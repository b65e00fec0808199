// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/errors.hpp>
//

namespace hyper {

HYPER_INLINE void throw_database_error(error_fields what) {
  std::string const state = what.sqlstate;
  if (state == "23505") throw unique_violation(std::move(what));
  if (state == "23503") throw foreign_key_violation(std::move(what));
  if (state == "23502") throw not_null_violation(std::move(what));
  if (state == "23514") throw check_violation(std::move(what));
  if (state == "40001") throw serialization_failure(std::move(what));
  if (state == "40P01") throw deadlock_detected(std::move(what));
  if (state == "57014") throw query_cancelled(std::move(what));
  if (state == "25006") throw read_only_transaction(std::move(what));
  if (state.starts_with("23")) throw integrity_error(std::move(what));
  if (state.starts_with("22")) throw data_error(std::move(what));
  if (state.starts_with("42")) throw programming_error(std::move(what));
  if (state == "53300") throw pool_exhausted(std::move(what));
  if (detail::is_unavailable(state)) throw database_unavailable(std::move(what));
  throw database_error(std::move(what));
}

namespace detail {

HYPER_INLINE error_fields unavailable(std::string_view reason, std::string_view state) {
  error_fields fields;
  fields.sqlstate = state;
  fields.message = reason;
  return fields;
}

HYPER_INLINE bool is_unavailable(std::string_view sqlstate) {
  return sqlstate.starts_with("08") || sqlstate.starts_with("57P") || sqlstate == "53300";
}

HYPER_INLINE std::exception_ptr as_exception(error_fields const& what) {
  try {
    throw_database_error(what);
  } catch (...) {
    return std::current_exception();
  }
}

}  // namespace detail
}  // namespace hyper
