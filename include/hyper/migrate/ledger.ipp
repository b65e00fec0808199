// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/ledger.hpp>
//
#include <charconv>
#include <hyper/migrate/text_rows.hpp>
#include <hyper/postgres/errors.hpp>

namespace hyper {
namespace detail {

inline constexpr char const* ledger_sql =
    "CREATE TABLE IF NOT EXISTS hyper_migrations (\n"
    "  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
    "  name text NOT NULL UNIQUE,\n  checksum text NOT NULL,\n"
    "  steps_done integer NOT NULL DEFAULT 0,\n  applied_at timestamptz)";

HYPER_INLINE task<void> make_ledger() {
  auto looking = select_texts("SELECT to_regclass('hyper_migrations')::text");
  auto const there = co_await looking;
  if (!there.at(0).at(0).empty()) co_return;
  try {
    auto making = execute_statement(ledger_sql);
    co_await making;
  } catch (database_error const& failure) {
    // Another process makes it at the same moment, which IF NOT EXISTS does not see.
    // The catalogue that the loser meets first names the error: pg_class, pg_type or an index.
    bool const raced = failure.sqlstate() == "23505" || failure.sqlstate() == "42P07" ||
                       failure.sqlstate() == "42710";
    if (!raced) throw;
  }
}

HYPER_INLINE task<void> note_applied(std::string name, std::string checksum) {
  auto noting = select_texts(
      "INSERT INTO hyper_migrations (name, checksum, applied_at) VALUES ($1, $2, now()) "
      "ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, applied_at = now()",
      {std::move(name), std::move(checksum)});
  co_await noting;
}

HYPER_INLINE task<void> note_steps(std::string name, std::string checksum, std::size_t steps) {
  auto noting = select_texts(
      "INSERT INTO hyper_migrations (name, checksum, steps_done) VALUES ($1, $2, $3::integer) "
      "ON CONFLICT (name) DO UPDATE SET checksum = excluded.checksum, "
      "steps_done = excluded.steps_done",
      {std::move(name), std::move(checksum), std::to_string(steps)});
  co_await noting;
}

HYPER_INLINE task<void> note_undone(std::string name) {
  auto noting = select_texts("DELETE FROM hyper_migrations WHERE name = $1", {std::move(name)});
  co_await noting;
}

HYPER_INLINE applied_migration const* find_applied(std::vector<applied_migration> const& among,
                                                   std::string_view name) {
  for (applied_migration const& each : among)
    if (each.name == name) return &each;
  return nullptr;
}

}  // namespace detail

HYPER_INLINE task<std::vector<applied_migration>> applied_migrations() {
  std::vector<applied_migration> made;
  auto looking = detail::select_texts("SELECT to_regclass('hyper_migrations')::text");
  auto const there = co_await looking;
  if (there.at(0).at(0).empty()) co_return made;
  auto asking = detail::select_texts(
      "SELECT name, checksum, to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS'), "
      "steps_done::text FROM hyper_migrations ORDER BY id");
  for (detail::text_row const& each : co_await asking) {
    applied_migration one{each[0], each[1], each[2]};
    std::from_chars(each[3].data(), each[3].data() + each[3].size(), one.steps_done);
    made.push_back(std::move(one));
  }
  co_return made;
}

}  // namespace hyper
