// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/migration_folder.hpp>
//
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace hyper {
namespace detail {

inline constexpr std::uintmax_t largest_migration = 64U << 20;

/// `0002_posts_day.sql`: four digits or more, then a name.
HYPER_INLINE bool is_migration_name(std::string_view file) {
  std::size_t const digits = std::min(file.find_first_not_of("0123456789"), file.size());
  return digits >= 4 && file.size() > digits + 5 && file[digits] == '_' && file.ends_with(".sql");
}

HYPER_INLINE std::string read_small_file(std::filesystem::path const& path) {
  std::error_code failed;
  if (std::filesystem::file_size(path, failed) > largest_migration && !failed)
    throw migration_error("The file " + path.string() + " has more than 64 MiB.");
  std::ifstream from(path, std::ios::binary);
  std::ostringstream text;
  text << from.rdbuf();
  if (!from) throw migration_error("The file " + path.string() + " cannot be read.");
  return text.str();
}

HYPER_INLINE void write_file(std::filesystem::path const& path, std::string const& text) {
  std::ofstream to(path, std::ios::binary | std::ios::trunc);
  to << text;
  to.flush();
  if (!to)
    throw migration_error("The file " + path.string() +
                          " cannot be written: " + std::strerror(errno) + ".");
}

/// The chain of `after`, in which squashed migrations stand beside those that they replace.
HYPER_INLINE void judge_chain(std::vector<migration> const& all) {
  for (migration const& each : all) {
    if (!each.after.empty() && std::none_of(all.begin(), all.end(), [&](migration const& other) {
          return other.name == each.after;
        }))
      throw migration_error("The migration " + each.name + " follows " + each.after +
                            ", of which there is no file.");
    for (migration const& other : all)
      if (&other != &each && other.after == each.after && other.replaces.empty() &&
          each.replaces.empty())
        throw migration_error("The migrations " + each.name + " and " + other.name +
                              " both follow " + (each.after.empty() ? "none" : each.after) +
                              ": two were made at once. Give one of them the next number and a "
                              "line `-- after: ` with the other's name, or make it anew.");
  }
}

HYPER_INLINE void judge_state(migration_folder const& folder) {
  if (folder.migrations.empty()) return;
  migration const& last = folder.migrations.back();
  if (last.state.empty() || last.state == fingerprint(folder.schema)) return;
  throw migration_error(
      "The file schema.sql is not the one that " + last.name +
      " left: take the version that came with that migration, then run makemigrations.");
}

}  // namespace detail

HYPER_INLINE migration const* migration_folder::find(std::string_view name_or_number) const {
  for (migration const& each : migrations)
    if (each.name == name_or_number || each.name.substr(0, each.name.find('_')) == name_or_number)
      return &each;
  return nullptr;
}

HYPER_INLINE migration_folder read_migration_folder(std::string const& path) {
  migration_folder made;
  std::error_code failed;
  for (auto const& entry : std::filesystem::directory_iterator(path, failed)) {
    std::string const file = entry.path().filename().string();
    if (file == "schema.sql")
      made.schema = detail::without_carriage_returns(detail::read_small_file(entry.path()));
    if (detail::is_migration_name(file))
      made.migrations.push_back(
          parse_migration(file.substr(0, file.size() - 4), detail::read_small_file(entry.path())));
  }
  if (failed && failed != std::errc::no_such_file_or_directory)
    throw migration_error("The folder " + path + " cannot be read: " + failed.message() + ".");
  std::sort(made.migrations.begin(), made.migrations.end(),
            [](migration const& a, migration const& b) { return a.name < b.name; });
  detail::judge_chain(made.migrations);
  detail::judge_state(made);
  return made;
}

HYPER_INLINE void write_migrations(std::string const& path, std::vector<migration> const& fresh,
                                   std::string const& schema) {
  std::filesystem::path const folder(path);
  std::error_code failed;
  std::filesystem::create_directories(folder, failed);
  if (failed)
    throw migration_error("The folder " + path + " cannot be made: " + failed.message() + ".");
  for (migration const& each : fresh)
    if (std::filesystem::exists(folder / (each.name + ".sql")))
      throw migration_error("The file " + each.name + ".sql is there already.");
  for (migration const& each : fresh)
    detail::write_file(folder / (each.name + ".sql"), migration_text(each));
  detail::write_file(folder / "schema.sql", schema);
}

}  // namespace hyper
