// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/inspect_models.hpp>
//
#include <algorithm>
#include <hyper/migrate/column_source_text.hpp>
#include <hyper/migrate/renames.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>
#include <hyper/orm/history_table.hpp>
#include <utility>

namespace hyper {
namespace detail {

/// A foreign key over one column, or over one and that of the tenant before it, taken apart.
struct inspected_key {
  std::vector<std::string> columns;
  std::string target;
  std::vector<std::string> target_columns;
  std::string on_delete;  // the C++ name
  bool plain = false;     // nothing but ON DELETE follows

  bool leads_from(std::string_view column) const {
    return !columns.empty() &&
           (columns.front() == column || (with_tenant() && columns[1] == column));
  }
  bool with_tenant() const { return columns.size() == 2 && target_columns.size() == 2; }
  bool usable() const { return plain && (columns.size() == 1 || with_tenant()); }
};

HYPER_INLINE std::string take_on_delete(sql_tokens& words) {
  if (!words.skip("ON") || !words.skip("DELETE")) return "hyper::do_nothing";
  if (words.skip("CASCADE")) return "hyper::cascade";
  if (words.skip("RESTRICT")) return "hyper::protect";
  if (!words.skip("SET")) return {};
  if (words.skip("NULL")) return "hyper::set_null";
  return words.skip("DEFAULT") ? "hyper::set_default" : "";
}

HYPER_INLINE std::vector<std::string> take_names(sql_tokens& words) {
  std::vector<std::string> names;
  if (!words.skip('(')) return names;
  do names.push_back(words.next().name());
  while (words.skip(','));
  return words.skip(')') ? names : std::vector<std::string>();
}

HYPER_INLINE inspected_key read_foreign_key(schema_constraint const& of) {
  inspected_key made;
  sql_tokens words(of.definition);
  if (!words.skip("FOREIGN") || !words.skip("KEY")) return made;
  made.columns = take_names(words);
  if (made.columns.empty() || !words.skip("REFERENCES")) return made;
  made.target = words.next().name();
  made.target_columns = take_names(words);
  if (made.target_columns.empty()) return made;
  made.on_delete = take_on_delete(words);
  bool const sets = made.on_delete.starts_with("hyper::set_");
  // Between rows of tenants only the column itself is set.
  bool const sets_one = !sets || !made.with_tenant() ||
                        take_names(words) == std::vector<std::string>{made.columns[1]};
  made.plain = !made.on_delete.empty() && sets_one && words.front().kind == sql_token_kind::end;
  return made;
}

/// "posts_a_b_key", as orm/ makes it.
HYPER_INLINE std::string name_of_columns(std::string_view table,
                                         std::vector<std::string> const& columns,
                                         std::string_view kind) {
  schema_name name(table);
  for (std::string const& each : columns) name.add("_").add(each);
  return std::string(name.kind(kind).view());
}

/// What `model<table<…>>` takes.
HYPER_INLINE bool is_table_name(std::string_view name) {
  return !(name[0] >= '0' && name[0] <= '9') && std::all_of(name.begin(), name.end(), [](char c) {
    return is_word_letter(c) && c != '$' && static_cast<unsigned char>(c) < 0x80;
  });
}

/// Writes the model of one table.
class model_writer {
 public:
  model_writer(schema const& whole, schema_table const& table) : whole_(whole), table_(table) {}

  /// With what else the model has the database have.
  std::string text(std::vector<std::string> const& needs = {}) {
    members_ = options_ = "";
    option("hyper::table<" + cpp_text(table_.name) + ">");
    for (std::string const& each : needs) option(each);
    if (table_.unlogged) option("hyper::unlogged_table");
    if (!table_.partition_by.empty())
      option("hyper::partitioned_by<" + cpp_text(table_.partition_by) + ">");
    if (!is_single_key()) write_key();
    for (schema_column const& each : table_.columns) write_member(each);
    for (schema_constraint const& each : table_.constraints) write_constraint(each);
    for (schema_index const& each : table_.indexes) write_index(each);
    for (schema_trigger const& each : table_.triggers) write_trigger(each);
    for (schema_table const* each : in_dependency_order(whole_.tables)) write_partition(*each);
    return "struct " + cpp_struct_name(table_.name) + " {\n" + members_ +
           "  using meta =\n      hyper::model<" + options_ + ">;\n};\n";
  }

  /// The type that its key has as a member, if one column is the key and can be a `primary_key`.
  std::string key_type() const {
    auto const key = table_.key();
    if (key.size() != 1) return {};
    schema_column const& column = *table_.find_column(key[0]);
    std::string const plain = cpp_type(column.type, column.collation);
    bool const whole =
        column.type == "bigint" || column.type == "integer" || column.type == "smallint";
    if (points_elsewhere(column) || !column.generated.empty()) return {};
    if (whole && !column.identity.empty()) return plain;
    bool const made_by_uuid = column.type == "uuid" && column.default_sql == "gen_random_uuid()";
    if (made_by_uuid) return plain;
    if (!column.default_sql.empty() || !column.identity.empty()) return {};
    return whole || column.type == "uuid" ? "hyper::checked<" + plain + ">" : plain;
  }

  bool has_tenant() const { return !written_tenant().empty(); }

 private:
  void option(std::string const& text) {
    options_ += (options_.empty() ? "" : ",\n                   ") + text;
  }
  void comment(std::string const& text) { members_ += "  // " + text + "\n"; }

  bool is_single_key() const { return !key_type().empty(); }

  void write_key() {
    std::string names;
    for (std::string each : table_.key()) {
      bool const leads_on = find_key(*table_.find_column(each)) != nullptr;
      if (leads_on) each = link_name(each);
      names += (names.empty() ? "" : ", ") + cpp_text(each);
    }
    option("hyper::keyed_by<" + names + ">");
  }

  bool points_elsewhere(schema_column const& column) const {
    return std::any_of(table_.constraints.begin(), table_.constraints.end(),
                       [&](schema_constraint const& each) {
                         return read_foreign_key(each).leads_from(column.name);
                       });
  }

  /// The member that holds a foreign key: `writer` for `writer_id`, other names as they are.
  static std::string link_name(std::string const& column) {
    bool const usual = column.ends_with("_id") && column.size() != 3;
    return usual ? column.substr(0, column.size() - 3) : column;
  }

  /// The constraint that makes a column a `foreign_key` member; nullptr when it cannot be one.
  schema_constraint const* find_key(schema_column const& column) const {
    std::string const member = link_name(column.name);
    if (!is_cpp_name(member) || (member != column.name && table_.find_column(member) != nullptr))
      return nullptr;
    for (schema_constraint const& each : table_.constraints) {
      inspected_key const key = read_foreign_key(each);
      if (!key.usable() || key.columns.back() != column.name || !is_usable(key, column)) continue;
      if (key.with_tenant() && each.name != usual_name({column.name}, "_fkey")) continue;
      if (member != column.name || each.name == usual_name({column.name}, "_fkey")) return &each;
    }
    return nullptr;
  }

  bool is_usable(inspected_key const& key, schema_column const& column) const {
    schema_table const* const target = whole_.find_table(key.target);
    if (target == nullptr || !column.default_sql.empty() || !column.generated.empty()) return false;
    if (key.on_delete == "hyper::set_null" && column.not_null) return false;
    if (target->key() != std::vector<std::string>{key.target_columns.back()}) return false;
    if (target->find_column(key.target_columns.back())->type != column.type) return false;
    return stands_before(*target) && keeps_tenant(key, *target) &&
           !model_writer(whole_, *target).key_type().empty();
  }

  /// A model that points to rows of tenants has the same tenants, and they are a part of the key.
  bool keeps_tenant(inspected_key const& key, schema_table const& target) const {
    std::string const other = model_writer(whole_, target).written_tenant();
    if (!key.with_tenant()) return other.empty();
    return !other.empty() && key.target_columns[0] == other && key.columns[0] == written_tenant() &&
           tenant_of(table_).table == tenant_of(target).table;
  }

  /// The column that says whose the rows of a table are, and what it points to.
  struct inspected_tenant {
    std::string column;
    std::string table;
  };
  static inspected_tenant tenant_of(schema_table const& table) {
    for (schema_constraint const& each : table.constraints) {
      inspected_key const key = read_foreign_key(each);
      if (!key.plain || key.columns.size() != 1 || key.target == table.name) continue;
      schema_column const& column = *table.find_column(key.columns[0]);
      if (column.not_null && parts_rows(table, column.name)) return {column.name, key.target};
    }
    return {};
  }
  /// As orm/ makes it: with the key it is unique, so that foreign keys can hold both; or the table
  /// has a key of several columns, and a foreign key that begins with it.
  static bool parts_rows(schema_table const& table, std::string const& column) {
    auto const key = table.key();
    return std::any_of(table.constraints.begin(), table.constraints.end(), [&](auto const& each) {
      if (key.size() != 1) {
        inspected_key const link = read_foreign_key(each);
        return link.plain && link.with_tenant() && link.columns[0] == column;
      }
      std::vector<std::string> const both{column, key[0]};
      return each.is("UNIQUE") && names_in_parentheses(each.definition) == both &&
             each.name == name_of_columns(table.name, both, "_key");
    });
  }
  bool stands_before(schema_table const& target) const {
    if (&target == &table_) return true;
    for (schema_table const* each : in_dependency_order(whole_.tables)) {
      if (each == &target) return true;
      if (each == &table_) return false;
    }
    return false;
  }

  std::string key_member(schema_constraint const& constraint, schema_column const& column) const {
    inspected_key const key = read_foreign_key(constraint);
    bool const tenant = tenant_of(table_).column == column.name;
    std::string type = std::string(tenant ? "hyper::tenant_key" : "hyper::foreign_key") +
                       "<inspected::" + cpp_struct_name(key.target) + ", " + key.on_delete;
    std::string const member = link_name(column.name);
    bool const named = member == column.name;
    if (key.target == table_.name || named)
      type += ", " + model_writer(whole_, *whole_.find_table(key.target)).key_type();
    if (named) type += ", " + cpp_text(column.name);
    type += ">";
    bool const by_itself = key.on_delete == "hyper::set_null";
    if (!column.not_null && !by_itself) type = "std::optional<" + type + ">";
    return "  " + type + " " + member + "{};\n";
  }

  void write_member(schema_column const& column) {
    if (schema_constraint const* const key = find_key(column)) {
      members_ += key_member(*key, column);
      return;
    }
    if (!is_cpp_name(column.name))
      return comment("The column " + column_sql(column) + ": its name cannot be a member's.");
    std::string type = is_listed_type(column.type) ? stored_as_text("std::string", column.type)
                                                   : cpp_type(column.type, column.collation);
    bool const key = is_single_key() && table_.key()[0] == column.name;
    if (key) type = "hyper::primary_key<" + key_type() + ">";
    if (!key && !column.identity.empty()) comment("PostgreSQL numbered this column:");
    if (!column.not_null) type = "std::optional<" + type + ">";
    if (!column.generated.empty())
      type = "hyper::generated<" + type + ", " + cpp_text(column.generated) + ">";
    if (!key && !column.default_sql.empty())
      type = "hyper::db_default<" + type + ", " + cpp_text(column.default_sql) + ">";
    members_ += "  " + type + " " + column.name + "{};\n";
  }

  /// Whether the database has made the type, to list its values.
  bool is_listed_type(std::string const& type) const {
    return find_named(whole_.enums, sql_tokens(type).front().name()) != nullptr;
  }

  /// A part of the table, or of one of its parts.
  void write_partition(schema_table const& part) {
    schema_table const* root = &part;
    while (root != nullptr && !root->partition_of.empty())
      root = whole_.find_table(root->partition_of);
    if (root != &table_ || root == &part) return;
    if (!is_table_name(part.name))
      return comment("The partition " + quoted_name(part.name) + " cannot be named by a model.");
    std::string text = "hyper::table_partition<" + cpp_text(part.name) + ", ";
    text += cpp_text(part.bound +
                     (part.partition_by.empty() ? "" : " PARTITION BY " + part.partition_by));
    if (part.partition_of != table_.name) text += ", " + cpp_text(part.partition_of);
    option(text + ">");
  }

  std::string usual_name(std::vector<std::string> const& columns, std::string_view kind) const {
    return name_of_columns(table_.name, columns, kind);
  }

  void keep_as_sql(schema_constraint const& which) {
    option("hyper::constrained_by<" + cpp_text(which.name) + ", " + cpp_text(which.definition) +
           ">");
  }

  void write_constraint(schema_constraint const& which) {
    if (which.is("PRIMARY")) {
      if (which.name != table_.name + "_pkey")
        comment("The key is called " + which.name + " in the database.");
      return;
    }
    if (which.is("FOREIGN")) {
      inspected_key const key = read_foreign_key(which);
      schema_column const* const column =
          key.columns.empty() ? nullptr : table_.find_column(key.columns.back());
      if (column == nullptr || find_key(*column) != &which) return keep_as_sql(which);
      if (which.name != usual_name({column->name}, "_fkey"))
        comment("The foreign key " + which.name + " gets the name " +
                usual_name({column->name}, "_fkey") + ".");
      return;
    }
    auto const columns = names_in_parentheses(which.definition);
    bool const plain = which.definition == "UNIQUE (" + joined(columns, false) + ")";
    if (plain && is_made_for_tenants(which.name, columns)) return;
    if (!plain || which.name != usual_name(columns, "_key")) return keep_as_sql(which);
    option("hyper::unique_together<" + joined(columns, true) + ">");
  }

  /// A model with a `tenant_key` has this uniqueness by itself.
  bool is_made_for_tenants(std::string const& name, std::vector<std::string> const& columns) const {
    std::string const tenant = written_tenant();
    auto const key = table_.key();
    return !tenant.empty() && key.size() == 1 &&
           columns == std::vector<std::string>{tenant, key[0]} &&
           name == usual_name(columns, "_key");
  }
  /// The tenant's column, if it is written as a `tenant_key`.
  std::string written_tenant() const {
    std::string column = tenant_of(table_).column;
    if (!column.empty() && find_key(*table_.find_column(column)) == nullptr) column.clear();
    return column;
  }

  static std::string joined(std::vector<std::string> const& names, bool as_texts) {
    std::string made;
    for (std::string const& each : names) {
      bool const bare = is_cpp_name(each) || each == "meta" || each == "all";
      made += (made.empty() ? "" : ", ") + (as_texts ? cpp_text(each)
                                            : bare   ? each
                                                     : quoted_name(each));
    }
    return made;
  }

  /// The columns of an index that has nothing else, with `-` for those that descend.
  std::vector<std::string> plain_columns(schema_index const& index) const {
    std::vector<std::string> made;
    sql_tokens words(index.definition);
    if (!words.skip('(')) return {};
    do {
      if (!words.front().is_name() || table_.find_column(words.front().name()) == nullptr)
        return {};
      std::string name = words.next().name();
      made.push_back((words.skip("DESC") ? "-" : "") + name);
    } while (words.skip(','));
    bool const whole = words.skip(')') && words.front().kind == sql_token_kind::end;
    return whole ? made : std::vector<std::string>{};
  }

  void write_index(schema_index const& index) {
    auto const columns = plain_columns(index);
    std::vector<std::string> bare = columns;
    for (std::string& each : bare)
      if (each[0] == '-') each.erase(0, 1);
    if (!columns.empty() && !index.unique && index.name == usual_name(bare, "_idx"))
      return option("hyper::indexed_by<" + joined(columns, true) + ">");
    std::string parts = columns.empty() ? "hyper::index_body<" + cpp_text(index.definition) + ">"
                                        : "hyper::index_keys<" + joined(columns, true) + ">";
    parts += ", hyper::index_name<" + cpp_text(index.name) + ">";
    if (index.unique) parts += ", hyper::index_unique";
    option("hyper::table_index<" + parts + ">");
  }

  void write_trigger(schema_trigger const& trigger) {
    if (trigger.name == table_.name + "_append_only") return option("hyper::append_only");
    if (trigger.name == history_trigger(table_.name).view())
      return option("hyper::kept_in_history");
    if (trigger.name == truncate_trigger(table_.name).view() && keeps_history(table_)) return;
    comment("The trigger " + trigger.name + " is no part of a model.");
  }

  schema const& whole_;
  schema_table const& table_;
  std::string members_;
  std::string options_;
};

/// The headers of types that hyper.hpp does not bring.
HYPER_INLINE std::string further_headers(schema const& of) {
  struct further {
    std::string_view type, header;
  };
  bool tenants = false;
  for (schema_table const& table : of.tables)
    tenants = tenants || model_writer(of, table).has_tenant();
  std::string made = tenants ? "#include <hyper/orm/tenant_key.hpp>\n" : "";
  for (further const& each : {further{"hstore", "hstore"},
                              {"vector", "pgvector"},
                              {"time without time zone", "time_of_day"}}) {
    auto const has = [&each](schema_column const& column) {
      return without_size(column.type).starts_with(each.type);
    };
    auto const uses = [&has](schema_table const& table) {
      return std::any_of(table.columns.begin(), table.columns.end(), has);
    };
    if (std::any_of(of.tables.begin(), of.tables.end(), uses))
      made += "#include <hyper/postgres/" + std::string(each.header) + ".hpp>\n";
  }
  return made;
}

/// Whether the types of an extension say themselves that they need it.
HYPER_INLINE bool is_of_columns(std::string_view extension) {
  return extension == "hstore" || extension == "vector";
}

/// The extensions and types that the database has, as options of a model.
HYPER_INLINE std::vector<std::string> needs_of(schema const& whole) {
  std::vector<std::string> made;
  for (std::string const& each : whole.extensions)
    if (!is_of_columns(each)) made.push_back("hyper::needs_extension<" + cpp_text(each) + ">");
  for (schema_enum const& each : whole.enums) {
    std::string text = "hyper::listed_type<" + cpp_text(each.name);
    for (std::string const& value : each.values) text += ", " + cpp_text(value);
    made.push_back(text + ">");
  }
  return made;
}

}  // namespace detail

HYPER_INLINE std::string models_source(schema const& of) {
  std::string text =
      "// Made by inspectdb from a database; from now on yours to change.\n#pragma once\n\n"
      "#include <hyper/hyper.hpp>\n" +
      detail::further_headers(of) + "\nnamespace inspected {\n";
  std::string all;
  for (std::string const& each : of.extensions)
    if (detail::is_of_columns(each)) text += "\n// The database has the extension " + each + ".\n";
  std::vector<std::string> needs = detail::needs_of(of);  // the first model speaks of them
  for (schema_table const* each : in_dependency_order(of.tables)) {
    if (each->name.starts_with("hyper_") || detail::is_history(of, each->name)) continue;
    if (!each->partition_of.empty()) continue;
    if (!detail::is_table_name(each->name)) {
      text += "\n// No model can have the table name " + quoted_name(each->name) + ".\n";
    } else if (each->key().empty()) {
      text += "\n// The table " + each->name + " has no primary key, so it is no model.\n";
    } else {
      text += "\n" + detail::model_writer(of, *each).text(std::exchange(needs, {}));
      all += (all.empty() ? "" : ", ") + detail::cpp_struct_name(each->name);
    }
  }
  return text + "\nusing all = hyper::models<" + all + ">;\n\n}  // namespace inspected\n";
}

}  // namespace hyper
