// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/renames.hpp>
//
#include <algorithm>
#include <hyper/migrate/column_change.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/orm/history_table.hpp>

namespace hyper {
namespace detail {

/// The definition of a foreign key in two: in front of REFERENCES, and the rest.
HYPER_INLINE std::size_t place_of_references(std::string_view definition) {
  for (sql_tokens each(definition); each.front().kind != sql_token_kind::end; each.next())
    if (each.front().is("REFERENCES")) return each.front().at;
  return definition.size();
}

HYPER_INLINE void rename_table_in(schema& whole, schema_rename const& how) {
  whole.find_table(how.table)->name = how.new_name;
  for (schema_table& table : whole.tables) {
    if (table.partition_of == how.table) table.partition_of = how.new_name;
    for (schema_constraint& each : table.constraints) {
      std::size_t const at = place_of_references(each.definition);
      each.definition =
          each.definition.substr(0, at) +
          with_name_replaced(std::string_view(each.definition).substr(at), how.table, how.new_name);
    }
    if (table.name != how.new_name) continue;
    for (schema_trigger& each : table.triggers)
      each.sql = with_name_replaced(each.sql, how.table, how.new_name);
  }
}

HYPER_INLINE void rename_column_of(schema_table& table, schema_rename const& how) {
  auto const change = [&](std::string& sql) {
    sql = with_name_replaced(sql, how.old_name, how.new_name);
  };
  for (schema_column& each : table.columns) {
    if (each.name == how.old_name) each.name = how.new_name;
    change(each.generated);
  }
  for (schema_index& each : table.indexes) change(each.definition);
  for (schema_trigger& each : table.triggers) change(each.sql);
  change(table.partition_by);
}

HYPER_INLINE void rename_column_in(schema& whole, schema_rename const& how) {
  rename_column_of(*whole.find_table(how.table), how);
  for (schema_table& table : whole.tables)
    for (schema_constraint& each : table.constraints) {
      std::string_view const whole_text = each.definition;
      std::size_t const at = place_of_references(whole_text);
      std::string front(whole_text.substr(0, at));
      std::string back(whole_text.substr(at));
      if (table.name == how.table) front = with_name_replaced(front, how.old_name, how.new_name);
      if (each.target() == how.table) back = with_name_replaced(back, how.old_name, how.new_name);
      each.definition = front + back;
    }
}

HYPER_INLINE bool keeps_history(schema_table const& table) {
  return find_named(table.triggers, history_trigger(table.name).view()) != nullptr;
}

/// The name of the table that keeps the former rows of another one, if it does.
HYPER_INLINE std::string history_of(schema const& in, std::string const& table) {
  schema_table const* const kept = in.find_table(table);
  if (kept == nullptr || !keeps_history(*kept)) return {};
  std::string name(history_name(table).view());
  return in.find_table(name) == nullptr ? std::string() : name;
}

/// Each rename, and behind it that of the history: its columns have the table's names.
HYPER_INLINE std::vector<schema_rename> with_histories(schema const& from, schema const& to,
                                                       std::vector<schema_rename> const& renames) {
  std::vector<schema_rename> all;
  for (schema_rename const& each : renames) {
    all.push_back(each);
    bool const whole = each.old_name.empty();
    std::string const after = history_of(to, whole ? each.new_name : each.table);
    if (after.empty()) continue;
    if (!whole)
      all.push_back({after, each.old_name, each.new_name});
    else if (std::string const before = history_of(from, each.table); !before.empty())
      all.push_back({before, {}, after});
  }
  return all;
}

HYPER_INLINE bool is_history(schema const& of, std::string const& name) {
  return std::any_of(of.tables.begin(), of.tables.end(),
                     [&](schema_table const& each) { return history_of(of, each.name) == name; });
}

HYPER_INLINE bool is_table_renamed(schema const& from, schema const& to, schema_rename const& how) {
  return from.find_table(how.table) != nullptr && from.find_table(how.new_name) == nullptr &&
         to.find_table(how.table) == nullptr && to.find_table(how.new_name) != nullptr;
}

HYPER_INLINE bool is_column_renamed(schema const& from, schema const& to,
                                    schema_rename const& how) {
  schema_table const* const before = from.find_table(how.table);
  schema_table const* const after = to.find_table(how.table);
  return before != nullptr && after != nullptr && before->find_column(how.old_name) != nullptr &&
         before->find_column(how.new_name) == nullptr &&
         after->find_column(how.old_name) == nullptr && after->find_column(how.new_name) != nullptr;
}

inline constexpr char const* rename_note =
    "programs with the old models fail from now on; to avoid that, add the new one, write both, "
    "and drop the old one later";

HYPER_INLINE schema_operation table_rename(schema_rename const& how) {
  schema_operation made{"rename table " + how.table + " to " + how.new_name, how.new_name};
  made.up = {"ALTER TABLE " + quoted_name(how.table) + " RENAME TO " + quoted_name(how.new_name)};
  made.down = {"ALTER TABLE " + quoted_name(how.new_name) + " RENAME TO " + quoted_name(how.table)};
  made.note = rename_note;
  return made;
}

HYPER_INLINE schema_operation column_rename(schema_rename const& how) {
  schema_operation made{"rename column " + how.table + "." + how.old_name + " to " + how.new_name,
                        how.table + "_" + how.new_name};
  std::string const start = "ALTER TABLE " + quoted_name(how.table) + " RENAME COLUMN ";
  made.up = {start + quoted_name(how.old_name) + " TO " + quoted_name(how.new_name)};
  made.down = {start + quoted_name(how.new_name) + " TO " + quoted_name(how.old_name)};
  made.note = rename_note;
  return made;
}

/// The only column that one table has and the other has not; nullptr when there are more or none.
HYPER_INLINE schema_column const* only_column_without(schema_table const& of,
                                                      schema_table const& other) {
  schema_column const* found = nullptr;
  for (schema_column const& each : of.columns) {
    if (other.find_column(each.name) != nullptr) continue;
    if (found != nullptr) return nullptr;
    found = &each;
  }
  return found;
}

}  // namespace detail

HYPER_INLINE schema renamed_schema(schema from, schema const& to,
                                   std::vector<schema_rename> const& renames,
                                   std::vector<schema_operation>& operations) {
  auto const all = detail::with_histories(from, to, renames);
  for (schema_rename const& each : all)
    if (each.old_name.empty() && detail::is_table_renamed(from, to, each)) {
      detail::rename_table_in(from, each);
      operations.push_back(detail::table_rename(each));
    }
  for (schema_rename const& each : all)
    if (!each.old_name.empty() && detail::is_column_renamed(from, to, each)) {
      detail::rename_column_in(from, each);
      operations.push_back(detail::column_rename(each));
    }
  return from;
}

HYPER_INLINE std::vector<schema_rename> likely_renames(schema const& from, schema const& to) {
  std::vector<schema_rename> made;
  for (schema_table const& before : from.tables) {
    if (detail::is_history(from, before.name)) continue;  // it follows its table
    schema_table const* const after = to.find_table(before.name);
    if (after == nullptr) {
      for (schema_table const& each : to.tables)
        if (from.find_table(each.name) == nullptr && each.columns == before.columns)
          made.push_back({before.name, {}, each.name});
      continue;
    }
    schema_column const* const gone = detail::only_column_without(before, *after);
    schema_column const* const come = detail::only_column_without(*after, before);
    if (gone != nullptr && come != nullptr && same_type(gone->type, come->type))
      made.push_back({before.name, gone->name, come->name});
  }
  return made;
}

}  // namespace hyper
