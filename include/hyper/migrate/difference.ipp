// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/difference.hpp>
//
#include <algorithm>
#include <hyper/migrate/column_change.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>

namespace hyper {
namespace detail {

/// Operations sorted by what must come before what.
struct operation_list {
  std::vector<schema_operation> names;  // renames, types, functions
  std::vector<schema_operation> drops;  // constraints and triggers that go
  std::vector<schema_operation> tables;
  std::vector<schema_operation> columns;
  std::vector<schema_operation> keys;  // constraints that come
  std::vector<schema_operation> online;
  std::vector<schema_operation> contract;

  std::vector<schema_operation> joined() const {
    std::vector<schema_operation> all;
    for (auto const* part : {&names, &drops, &tables, &columns, &keys, &online, &contract})
      for (schema_operation const& each : *part)
        if (each.stage == operation_stage::transaction) all.push_back(each);
    for (auto const* part : {&columns, &keys, &online})
      for (schema_operation const& each : *part)
        if (each.stage == operation_stage::online) all.push_back(each);
    for (schema_operation const& each : contract)
      if (each.stage == operation_stage::contract) all.push_back(each);
    return all;
  }
};

HYPER_INLINE std::string alter_table(schema_table const& table) {
  return "ALTER TABLE " + quoted_name(table.name) + " ";
}

// ---- constraints --------------------------------------------------------------------------------

HYPER_INLINE std::string add_constraint(schema_table const& table, schema_constraint const& which) {
  return alter_table(table) + "ADD " + constraint_sql(which);
}
HYPER_INLINE std::string drop_constraint(schema_table const& table,
                                         schema_constraint const& which) {
  return alter_table(table) + "DROP CONSTRAINT " + quoted_name(which.name);
}

HYPER_INLINE schema_operation dropped_constraint(schema_table const& table,
                                                 schema_constraint const& which) {
  schema_operation made{"drop constraint " + which.name, table.name};
  made.up = {drop_constraint(table, which)};
  made.down = {add_constraint(table, which)};
  return made;
}

HYPER_INLINE schema_operation unique_online(schema_table const& table,
                                            schema_constraint const& which) {
  schema_operation made{"add constraint " + which.name, table.name};
  schema_index const index{which.name, which.definition.substr(which.definition.find('(')), true};
  made.up = {index_sql(table, index, true), alter_table(table) + "ADD CONSTRAINT " +
                                                quoted_name(which.name) + " UNIQUE USING INDEX " +
                                                quoted_name(which.name)};
  made.down = {drop_constraint(table, which)};
  made.stage = operation_stage::online;
  return made;
}

/// New rows are checked at once, those that are there by a walk that locks nobody out.
HYPER_INLINE void add_in_two_steps(operation_list& into, schema_table const& table,
                                   schema_constraint const& which) {
  schema_operation made{"add constraint " + which.name, table.name};
  made.up = {add_constraint(table, which) + " NOT VALID"};
  made.down = {drop_constraint(table, which)};
  into.keys.push_back(made);
  made.summary = "validate constraint " + which.name;
  made.up = {alter_table(table) + "VALIDATE CONSTRAINT " + quoted_name(which.name)};
  made.down = {};
  made.stage = operation_stage::online;
  into.keys.push_back(std::move(made));
}

HYPER_INLINE void add_to_existing(operation_list& into, schema_table const& table,
                                  schema_constraint const& which) {
  bool const partitioned = !table.partition_by.empty();
  // An index made beforehand cannot become a deferrable constraint or ignore what nulls are.
  bool const plain = which.definition.find("DEFERRABLE") == std::string::npos &&
                     which.definition.find("NULLS NOT") == std::string::npos;
  if (which.is("UNIQUE") && !partitioned && plain) {
    into.keys.push_back(unique_online(table, which));
  } else if (which.is("CHECK") || (which.is("FOREIGN") && !partitioned)) {
    add_in_two_steps(into, table, which);
  } else {
    schema_operation made{"add constraint " + which.name, table.name};
    made.up = {add_constraint(table, which)};
    made.down = {drop_constraint(table, which)};
    made.note = "the table is locked while its rows are read";
    into.keys.push_back(std::move(made));
  }
}

// ---- indexes ------------------------------------------------------------------------------------

HYPER_INLINE schema_operation added_index(schema_table const& table, schema_index const& index) {
  bool const online = table.partition_by.empty();
  schema_operation made{"add index " + index.name, table.name};
  made.up = {index_sql(table, index, online)};
  made.down = {std::string("DROP INDEX ") + (online ? "CONCURRENTLY " : "") +
               quoted_name(index.name)};
  made.stage = online ? operation_stage::online : operation_stage::transaction;
  if (!online) made.note = "a partitioned table is locked while the index is made";
  return made;
}

HYPER_INLINE schema_operation dropped_index(schema_table const& table, schema_index const& index,
                                            operation_stage stage) {
  bool const online = table.partition_by.empty() && stage == operation_stage::online;
  schema_operation made{"drop index " + index.name, table.name};
  made.up = {std::string("DROP INDEX ") + (online ? "CONCURRENTLY " : "") +
             quoted_name(index.name)};
  made.down = {index_sql(table, index, online)};
  made.stage = online || stage == operation_stage::contract ? stage : operation_stage::transaction;
  return made;
}

// ---- one table ----------------------------------------------------------------------------------

/// Compares a table before and after.
class table_difference {
 public:
  table_difference(schema_table const& from, schema_table const& to, operation_list& into)
      : from_(from), to_(to), into_(into) {}

  void find() {
    if (from_.partition_by != to_.partition_by || from_.partition_of != to_.partition_of ||
        from_.bound != to_.bound)
      throw schema_error("The partitioning of " + to_.name +
                         " has changed, which no statement can do: write a migration by hand that "
                         "makes a new table and moves the rows.");
    if (from_.unlogged != to_.unlogged) change_logging();
    compare_columns();
    compare_constraints();
    compare_indexes();
    compare_triggers();
  }

 private:
  void change_logging() {
    schema_operation made{"change logging of " + to_.name, to_.name};
    std::string const logged = alter_table(to_) + "SET LOGGED";
    std::string const unlogged = alter_table(to_) + "SET UNLOGGED";
    made.up = {to_.unlogged ? unlogged : logged};
    made.down = {to_.unlogged ? logged : unlogged};
    made.note = "the table is rewritten, and locked meanwhile";
    into_.tables.push_back(std::move(made));
  }

  void compare_columns() {
    for (schema_column const& each : to_.columns) {
      schema_column const* const before = from_.find_column(each.name);
      if (before == nullptr)
        into_.columns.push_back(added_column(to_.name, each));
      else
        for (schema_operation& change : column_changes(to_.name, *before, each))
          into_.columns.push_back(std::move(change));
    }
    for (schema_column const& each : from_.columns)
      if (to_.find_column(each.name) == nullptr) drop_column(each);
  }

  /// Programs with the new models do not write the column any more, so it must not be required
  /// until it goes.
  void drop_column(schema_column const& column) {
    bool const has_value =
        !column.default_sql.empty() || !column.generated.empty() || !column.identity.empty();
    if (column.not_null && !has_value && !is_listed(from_.key(), column.name)) {
      schema_column relaxed = column;
      relaxed.not_null = false;
      for (schema_operation& each : column_changes(to_.name, column, relaxed))
        into_.columns.push_back(std::move(each));
    }
    dropped_.push_back(dropped_column(to_.name, column));
    gone_.push_back(column.name);
  }

  bool goes_with_column(std::string_view definition) const {
    return std::any_of(gone_.begin(), gone_.end(),
                       [&](std::string const& name) { return mentions(definition, name); });
  }

  void compare_constraints() {
    for (schema_constraint const& each : from_.constraints) {
      auto const* const same = find_named(to_.constraints, each.name);
      if (same != nullptr && same->definition == each.definition) continue;
      if (rename_constraint(each)) continue;
      schema_operation made = dropped_constraint(from_, each);
      bool const later = same == nullptr && goes_with_column(each.definition);
      if (later) made.stage = operation_stage::contract;
      (later ? into_.contract : into_.drops).push_back(std::move(made));
    }
    for (schema_constraint const& each : to_.constraints) {
      auto const* const same = find_named(from_.constraints, each.name);
      if (same != nullptr && same->definition == each.definition) continue;
      if (!is_listed(renamed_, each.name)) add_to_existing(into_, to_, each);
    }
  }

  bool rename_constraint(schema_constraint const& old) {
    for (schema_constraint const& each : to_.constraints) {
      if (each.definition != old.definition || find_named(from_.constraints, each.name) != nullptr)
        continue;
      if (is_listed(renamed_, each.name)) continue;
      rename(alter_table(to_) + "RENAME CONSTRAINT ", old.name, each.name);
      return true;
    }
    return false;
  }

  void rename(std::string const& start, std::string const& old_name, std::string const& new_name) {
    schema_operation made{"rename " + old_name + " to " + new_name, to_.name};
    made.up = {start + quoted_name(old_name) + " TO " + quoted_name(new_name)};
    made.down = {start + quoted_name(new_name) + " TO " + quoted_name(old_name)};
    renamed_.push_back(new_name);
    into_.names.push_back(std::move(made));
  }

  bool rename_index(schema_index const& old) {
    for (schema_index const& each : to_.indexes) {
      bool const same = each.definition == old.definition && each.unique == old.unique;
      if (!same || find_named(from_.indexes, each.name) != nullptr) continue;
      if (is_listed(renamed_, each.name)) continue;
      schema_operation made{"rename " + old.name + " to " + each.name, to_.name};
      made.up = {"ALTER INDEX " + quoted_name(old.name) + " RENAME TO " + quoted_name(each.name)};
      made.down = {"ALTER INDEX " + quoted_name(each.name) + " RENAME TO " + quoted_name(old.name)};
      renamed_.push_back(each.name);
      into_.names.push_back(std::move(made));
      return true;
    }
    return false;
  }

  void compare_indexes() {
    for (schema_index const& each : from_.indexes) {
      auto const* const same = find_named(to_.indexes, each.name);
      if (same != nullptr && *same == each) continue;
      if (same == nullptr && rename_index(each)) continue;
      bool const later = same == nullptr && goes_with_column(each.definition);
      (later ? into_.contract : into_.online)
          .push_back(dropped_index(to_, each,
                                   later ? operation_stage::contract : operation_stage::online));
    }
    for (schema_index const& each : to_.indexes) {
      auto const* const same = find_named(from_.indexes, each.name);
      if (same != nullptr && *same == each) continue;
      if (!is_listed(renamed_, each.name)) into_.online.push_back(added_index(to_, each));
    }
    for (schema_operation& each : dropped_) into_.contract.push_back(std::move(each));
  }

  void compare_triggers() {
    std::string const on = " ON " + quoted_name(to_.name);
    for (schema_trigger const& each : from_.triggers) {
      auto const* const same = find_named(to_.triggers, each.name);
      if (same != nullptr && *same == each) continue;
      schema_operation made{"drop trigger " + each.name, to_.name};
      made.up = {"DROP TRIGGER " + quoted_name(each.name) + on};
      made.down = {each.sql};
      into_.drops.push_back(std::move(made));
    }
    for (schema_trigger const& each : to_.triggers) {
      auto const* const same = find_named(from_.triggers, each.name);
      if (same != nullptr && *same == each) continue;
      schema_operation made{"add trigger " + each.name, to_.name};
      made.up = {each.sql};
      made.down = {"DROP TRIGGER " + quoted_name(each.name) + on};
      into_.keys.push_back(std::move(made));
    }
  }

  schema_table const& from_;
  schema_table const& to_;
  operation_list& into_;
  std::vector<schema_operation> dropped_;
  std::vector<std::string> gone_;
  std::vector<std::string> renamed_;
};

// ---- the whole ----------------------------------------------------------------------------------

/// A table with its indexes and triggers, but without the foreign keys to tables made after it.
HYPER_INLINE schema_operation created_table(schema_table const& table,
                                            std::vector<std::string> const& later) {
  schema_operation made{"create table " + table.name, table.name};
  made.up = {table_sql(table, later)};
  for (schema_index const& each : table.indexes) made.up.push_back(index_sql(table, each));
  for (schema_trigger const& each : table.triggers) made.up.push_back(each.sql);
  made.down = {"DROP TABLE " + quoted_name(table.name)};
  return made;
}

/// The foreign keys of a new table to tables made after it.
HYPER_INLINE void add_later_keys(schema_table const& table, std::vector<std::string> const& later,
                                 std::vector<schema_operation>& into) {
  for (schema_constraint const& each : table.constraints) {
    if (!is_listed(later, each.target())) continue;
    schema_operation made{"add constraint " + each.name, table.name};
    made.up = {add_constraint(table, each)};
    made.down = {drop_constraint(table, each)};
    into.push_back(std::move(made));
  }
}

/// The tables of one schema that the other has not, in the order in which they can be made.
HYPER_INLINE std::vector<schema_table> tables_without(schema const& of, schema const& other) {
  std::vector<schema_table> made;
  for (schema_table const& each : of.tables)
    if (other.find_table(each.name) == nullptr) made.push_back(each);
  std::vector<schema_table> sorted;
  for (schema_table const* each : in_dependency_order(made)) sorted.push_back(*each);
  return sorted;
}

HYPER_INLINE std::vector<schema_table const*> pointers_to(std::vector<schema_table> const& all) {
  std::vector<schema_table const*> made;
  for (schema_table const& each : all) made.push_back(&each);
  return made;
}

HYPER_INLINE void create_new_tables(schema const& from, schema const& to, operation_list& into) {
  auto const fresh = tables_without(to, from);
  auto const order = pointers_to(fresh);
  std::vector<schema_operation> keys;
  for (std::size_t i = 0; i < order.size(); ++i) {
    auto const later = targets_after(*order[i], order, i);
    into.tables.push_back(created_table(*order[i], later));
    add_later_keys(*order[i], later, keys);
  }
  for (schema_operation& each : keys) into.tables.push_back(std::move(each));
}

HYPER_INLINE void drop_old_tables(schema const& from, schema const& to, operation_list& into) {
  auto const gone = tables_without(from, to);
  auto const order = pointers_to(gone);
  for (std::size_t i = order.size(); i-- > 0;) {
    schema_operation made = created_table(*order[i], {});
    std::swap(made.up, made.down);
    made.summary = "drop table " + order[i]->name;
    made.stage = operation_stage::contract;
    made.destructive = true;
    auto const later = targets_after(*order[i], order, i);  // a circle: its keys go first
    for (schema_constraint const& each : order[i]->constraints)
      if (is_listed(later, each.target())) {
        into.contract.push_back(dropped_constraint(*order[i], each));
        into.contract.back().stage = operation_stage::contract;
      }
    into.contract.push_back(std::move(made));
  }
}

HYPER_INLINE schema_operation enum_change(schema_enum const& from, schema_enum const& to) {
  schema_operation made{"add values to " + to.name, to.name};
  std::size_t const kept = from.values.size();
  if (kept > to.values.size() ||
      !std::equal(from.values.begin(), from.values.end(), to.values.begin()))
    throw schema_error("The type " + to.name +
                       " has lost a value or changed their order, which PostgreSQL cannot do: "
                       "write a migration by hand.");
  for (std::size_t i = kept; i < to.values.size(); ++i)
    made.up.push_back("ALTER TYPE " + quoted_name(to.name) + " ADD VALUE IF NOT EXISTS " +
                      quoted_text(to.values[i]));
  made.stage = operation_stage::online;
  made.note = "PostgreSQL cannot take a value back: undoing it leaves the value";
  return made;
}

HYPER_INLINE void compare_enums(schema const& from, schema const& to, operation_list& into) {
  for (schema_enum const& each : to.enums) {
    schema_enum const* const before = find_named(from.enums, each.name);
    if (before != nullptr && *before != each) into.online.push_back(enum_change(*before, each));
    if (before != nullptr) continue;
    schema_operation made{"create type " + each.name, each.name};
    made.up = {enum_sql(each)};
    made.down = {"DROP TYPE " + quoted_name(each.name)};
    into.names.insert(into.names.begin(), std::move(made));
  }
  for (schema_enum const& each : from.enums) {
    if (find_named(to.enums, each.name) != nullptr) continue;
    schema_operation made{"drop type " + each.name, each.name};
    made.up = {"DROP TYPE " + quoted_name(each.name)};
    made.down = {enum_sql(each)};
    made.stage = operation_stage::contract;
    into.contract.push_back(std::move(made));
  }
}

/// Functions of triggers: those that go stay in the database, as a trigger may still call them.
HYPER_INLINE void compare_functions(schema const& from, schema const& to, operation_list& into) {
  for (schema_function const& each : to.functions) {
    schema_function const* const before = find_named(from.functions, each.name);
    if (before != nullptr && *before == each) continue;
    schema_operation made{"create function " + each.name, each.name};
    made.up = {each.sql};
    if (before != nullptr)
      made.down = {before->sql};
    else
      made.down = {"DROP FUNCTION " + quoted_name(each.name)};
    into.names.push_back(std::move(made));
  }
}

HYPER_INLINE void add_extensions(schema const& from, schema const& to, operation_list& into) {
  for (std::string const& each : to.extensions) {
    if (is_listed(from.extensions, each)) continue;
    schema_operation made{"create extension " + each, each};
    made.up = {"CREATE EXTENSION IF NOT EXISTS " + quoted_name(each)};
    into.names.push_back(std::move(made));  // undoing leaves it: others may use it
  }
}

}  // namespace detail

HYPER_INLINE std::vector<schema_operation> difference(schema const& from, schema const& to,
                                                      std::vector<schema_rename> const& renames) {
  detail::operation_list list;
  detail::add_extensions(from, to, list);
  schema const before = renamed_schema(from, to, renames, list.names);
  detail::compare_functions(before, to, list);
  detail::create_new_tables(before, to, list);
  for (schema_table const& each : to.tables)
    if (schema_table const* const old = before.find_table(each.name))
      detail::table_difference(*old, each, list).find();
  detail::drop_old_tables(before, to, list);
  detail::compare_enums(before, to, list);
  return list.joined();
}

}  // namespace hyper
