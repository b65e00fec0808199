// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/migration_plan.hpp>
//
#include <algorithm>

namespace hyper {
namespace detail {

HYPER_INLINE bool is_finished(std::vector<applied_migration> const& applied,
                              std::string_view name) {
  applied_migration const* const found = find_applied(applied, name);
  return found != nullptr && found->finished();
}

/// Where those that a squashed one replaces stand.
enum class replaced_state : std::uint8_t { none_applied, some_applied, all_applied };

HYPER_INLINE replaced_state state_of_replaced(migration const& squashed,
                                              std::vector<applied_migration> const& applied) {
  auto const count = std::count_if(
      squashed.replaces.begin(), squashed.replaces.end(),
      [&](std::string const& name) { return find_applied(applied, name) != nullptr; });
  if (count == 0) return replaced_state::none_applied;
  return static_cast<std::size_t>(count) == squashed.replaces.size() ? replaced_state::all_applied
                                                                     : replaced_state::some_applied;
}

/// Whether a squashed migration stands in for this one, because none of those that it replaces has
/// run, or has run itself.
HYPER_INLINE bool is_replaced(migration_folder const& folder, migration const& which,
                              std::vector<applied_migration> const& applied) {
  return std::any_of(
      folder.migrations.begin(), folder.migrations.end(), [&](migration const& squashed) {
        auto const& names = squashed.replaces;
        return std::find(names.begin(), names.end(), which.name) != names.end() &&
               (is_finished(applied, squashed.name) ||
                state_of_replaced(squashed, applied) == replaced_state::none_applied);
      });
}

HYPER_INLINE void require_ledger(migration_folder const& folder,
                                 std::vector<applied_migration> const& applied) {
  for (applied_migration const& each : applied) {
    migration const* file = nullptr;
    bool squashed = false;
    for (migration const& other : folder.migrations) {
      if (other.name == each.name) file = &other;
      squashed = squashed || std::find(other.replaces.begin(), other.replaces.end(), each.name) !=
                                 other.replaces.end();
    }
    if (file == nullptr && squashed) continue;
    if (file == nullptr)
      throw migration_error("The database has the migration " + each.name +
                            ", of which there is no file: it is newer than this program, or the "
                            "folder is not the right one.");
    if (each.finished() && file->checksum != each.checksum)
      throw migration_error("The migration " + each.name + " was changed after it was applied (" +
                            each.applied_at +
                            " UTC): restore its file, and write what is to change as a new one.");
  }
}

HYPER_INLINE std::string const& require_target(migration_folder const& folder,
                                               std::string const& target) {
  migration const* const found = folder.find(target);
  if (found == nullptr) throw migration_error("There is no migration " + target + ".");
  return found->name;
}

HYPER_INLINE void refuse_destructive(migration const& which, bool down) {
  throw migration_error(
      "The migration " + which.name + (down ? ", undone," : "") +
      " takes data away for good. When no running program needs them any more (new programs "
      "that work with both, migrate, programs that need only the new: then this one), run it with "
      "--allow-destructive.");
}

}  // namespace detail

HYPER_INLINE std::vector<migration_status> compare_with_ledger(
    migration_folder const& folder, std::vector<applied_migration> const& applied) {
  using state = migration_status::state;
  std::vector<migration_status> made;
  for (migration const& each : folder.migrations) {
    migration_status one{each.name, state::pending};
    applied_migration const* const found = detail::find_applied(applied, each.name);
    if (found != nullptr) one.applied_at = found->applied_at;
    if (found == nullptr)
      one.is = detail::is_replaced(folder, each, applied) ? state::replaced : state::pending;
    else if (!found->finished())
      one.is = state::begun;
    else
      one.is = found->checksum == each.checksum ? state::applied : state::changed;
    made.push_back(std::move(one));
  }
  for (applied_migration const& each : applied)
    if (std::none_of(made.begin(), made.end(),
                     [&](migration_status const& one) { return one.name == each.name; }))
      made.push_back({each.name, state::without_file, each.applied_at});
  return made;
}

HYPER_INLINE std::vector<migration> pending_migrations(
    migration_folder const& folder, std::vector<applied_migration> const& applied,
    migration_options const& with) {
  detail::require_ledger(folder, applied);
  std::string const last =
      with.target.empty() ? std::string() : detail::require_target(folder, with.target);
  std::vector<migration> made;
  for (migration const& each : folder.migrations) {
    bool const wanted =
        !detail::is_finished(applied, each.name) && !detail::is_replaced(folder, each, applied);
    bool const runs = wanted && !with.fake &&
                      (each.replaces.empty() || detail::state_of_replaced(each, applied) ==
                                                    detail::replaced_state::none_applied);
    if (runs && each.destructive && !with.allow_destructive)
      detail::refuse_destructive(each, false);
    if (wanted) made.push_back(each);
    if (each.name == last) break;
  }
  return made;
}

HYPER_INLINE std::vector<migration> migrations_to_undo(
    migration_folder const& folder, std::vector<applied_migration> const& applied,
    migration_options const& with) {
  detail::require_ledger(folder, applied);
  std::string const stays = with.target.empty() || with.target == "zero"
                                ? std::string()
                                : detail::require_target(folder, with.target);
  std::vector<migration> made;
  for (std::size_t i = folder.migrations.size(); i-- > 0;) {
    migration const& each = folder.migrations[i];
    if (each.name == stays) break;
    if (detail::find_applied(applied, each.name) == nullptr) continue;
    if (!with.fake && each.down.empty())
      throw migration_error("The migration " + each.name +
                            " cannot be undone: it has nothing behind `-- down`.");
    if (!with.fake && !with.allow_destructive && takes_data_away(each.down))
      detail::refuse_destructive(each, true);
    made.push_back(each);
    if (with.target.empty()) break;
  }
  return made;
}

}  // namespace hyper
