// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/advisory_lock.hpp>
//
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/transaction.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

HYPER_INLINE task<bool> take_advisory_lock(std::string_view sql, std::int64_t number) {
  static constexpr type_oid types[] = {codec<std::int64_t>::oid};
  current_context asked;
  context const* const around = co_await asked;
  if (context::find(around, &database::running_query::transaction_key) == nullptr)
    throw std::logic_error("An advisory lock is taken inside of `atomic`, which gives it back.");
  statement const taking{sql, statement_hash(sql), types, false};
  parameters values;
  values.add(number);
  bool taken = false;
  row_sink const sink{&taken, [](void* target, row_view const& row) {
                        *static_cast<bool*>(target) = row.get<bool>(0);
                      }};
  auto query = database::current().run(taking, std::move(values), sink);
  co_await query;
  co_return taken;
}

}  // namespace detail

HYPER_INLINE task<void> advisory_lock(std::int64_t number) {
  auto taking = detail::take_advisory_lock("SELECT pg_advisory_xact_lock($1) IS NOT NULL", number);
  co_await taking;
}

HYPER_INLINE task<bool> try_advisory_lock(std::int64_t number) {
  auto taking = detail::take_advisory_lock("SELECT pg_try_advisory_xact_lock($1)", number);
  co_return co_await taking;
}

}  // namespace hyper
