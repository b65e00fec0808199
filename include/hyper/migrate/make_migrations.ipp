// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/make_migrations.hpp>
//
#include <algorithm>
#include <charconv>
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/read_schema.hpp>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/migrate/write_schema.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE unsigned number_of(std::string_view name) {
  unsigned value = 0;
  std::from_chars(name.data(), name.data() + name.size(), value);
  return value;
}

HYPER_INLINE std::string numbered(unsigned number, std::string_view name) {
  std::string digits = std::to_string(number);
  if (digits.size() < 4) digits.insert(0, 4 - digits.size(), '0');
  return digits + "_" + std::string(name);
}

/// Letters, digits and underscores, at most forty.
HYPER_INLINE std::string file_name_of(std::string_view text) {
  std::string made;
  for (char const c : text.substr(0, 40)) {
    bool const plain = is_word_letter(c) && c != '$' && static_cast<unsigned char>(c) < 0x80;
    made += plain ? lower_letter(c) : '_';
  }
  return made;
}

HYPER_INLINE std::string suggested_name(std::vector<schema_operation> const& operations,
                                        bool first) {
  if (first) return "initial";
  std::vector<std::string> subjects;
  for (schema_operation const& each : operations)
    if (!is_listed(subjects, each.subject)) subjects.push_back(each.subject);
  std::string name = file_name_of(subjects.front());
  if (subjects.size() > 1) name += "_and_" + std::to_string(subjects.size() - 1) + "_more";
  return name;
}

HYPER_INLINE void add_statements(std::string& to, std::string_view summary,
                                 std::vector<std::string> const& statements,
                                 std::string_view note = {}) {
  if (statements.empty()) return;
  ((to += to.empty() ? "-- " : "\n-- ") += summary) += '\n';
  if (!note.empty()) ((to += "-- note: ") += note) += '\n';
  for (std::string const& each : statements) to += each + ";\n";
}

/// One file of the operations of one stage.
HYPER_INLINE migration file_of(std::vector<schema_operation> const& operations,
                               operation_stage stage) {
  migration made;
  made.transactional = stage != operation_stage::online;
  for (schema_operation const& each : operations) {
    if (each.stage != stage) continue;
    add_statements(made.up, each.summary, each.up, each.note);
    made.destructive = made.destructive || each.destructive;
  }
  for (std::size_t i = operations.size(); i-- > 0;)
    if (operations[i].stage == stage)
      add_statements(made.down, "undo: " + operations[i].summary, operations[i].down);
  return made;
}

inline constexpr char const* contract_head =
    "-- This takes away what programs with the old models use. Deploy in four phases:\n"
    "--   1. programs that work with and without it; 2. the migrations before this one;\n"
    "--   3. programs that do not need it any more;   4. migrate --allow-destructive\n\n";

/// Adds the file of a stage, if the stage has operations.
HYPER_INLINE void add_stage(new_migrations& to, std::vector<schema_operation> const& operations,
                            operation_stage stage, std::string_view ending) {
  migration made = file_of(operations, stage);
  if (made.up.empty() && made.down.empty()) return;
  made.name = ending;  // for now: the rest of the name comes when all files are known
  if (stage == operation_stage::contract) made.up = contract_head + made.up;
  to.files.push_back(std::move(made));
}

/// Names, the chain, and the state, which is complete behind the last file only.
HYPER_INLINE void number_files(new_migrations& made, migration_folder const& folder,
                               std::string const& name) {
  unsigned number = 0;
  std::string after;
  if (!folder.migrations.empty()) {
    after = folder.migrations.back().name;
    number = number_of(after);
  }
  for (migration& each : made.files) {
    each.name = numbered(++number, name + each.name);
    each.after = after;
    after = each.name;
  }
  made.files.back().state = fingerprint(made.schema);
}

/// Whether a statement changes what a schema describes, so that the schema of the end has it.
/// Functions are those that tables bring with them.
HYPER_INLINE bool is_described(std::string_view statement) {
  sql_tokens words(statement);
  bool const creates = words.skip("CREATE");
  if (!creates && !words.skip("ALTER") && !words.skip("DROP")) return false;
  if (words.skip("OR")) words.skip("REPLACE");
  while (words.skip("UNLOGGED") || words.skip("UNIQUE")) {
  }
  if (words.skip("FUNCTION")) {
    std::string_view name = words.front().text;
    if (name.ends_with('"')) name.remove_suffix(1);
    return name == "hyper_append_only" || name.ends_with("_keep_history");
  }
  for (std::string_view const kind : {"TABLE", "INDEX", "TYPE", "TRIGGER", "EXTENSION"})
    if (words.skip(kind)) return true;
  return false;
}

HYPER_INLINE void refuse_to_squash(migration const& each) {
  for (sql_statement const& statement : split_statements(each.up)) {
    if (is_described(statement.text)) continue;
    sql_tokens words(statement.text);
    std::string beginning(words.next().text);
    beginning += ' ';
    beginning += words.front().text;
    throw migration_error("The migration " + each.name + " does more than its models say (" +
                          beginning + " …), which would be lost: it cannot be squashed.");
  }
}

}  // namespace detail

HYPER_INLINE new_migrations make_migrations(migration_folder const& folder, std::string_view models,
                                            std::vector<schema_rename> const& renames,
                                            std::string_view name) {
  new_migrations made;
  schema const to = read_schema(models);
  auto const operations = difference(read_schema(folder.schema), to, renames);
  made.schema = schema_sql(to);
  if (operations.empty()) return made;
  for (schema_operation const& each : operations) made.summaries.push_back(each.summary);
  detail::add_stage(made, operations, operation_stage::transaction, "");
  detail::add_stage(made, operations, operation_stage::online, "_online");
  detail::add_stage(made, operations, operation_stage::contract, "_contract");
  if (made.files.size() == 1) made.files.front().name.clear();
  detail::number_files(made, folder,
                       name.empty() ? detail::suggested_name(operations, folder.migrations.empty())
                                    : detail::file_name_of(name));
  return made;
}

HYPER_INLINE new_migrations empty_migration(migration_folder const& folder, std::string_view name) {
  new_migrations made;
  made.schema = folder.schema;
  made.files.emplace_back();
  made.files.back().up = "-- SQL that is run as one transaction\n";
  made.files.back().down = "-- SQL that undoes it\n";
  detail::number_files(made, folder, detail::file_name_of(name));
  return made;
}

HYPER_INLINE new_migrations squash_migrations(migration_folder const& folder,
                                              std::string_view name) {
  if (folder.migrations.size() < 2)
    throw migration_error("There are not two migrations that could be made one.");
  new_migrations made;
  made.schema = folder.schema;
  migration whole = detail::file_of(difference(schema{}, read_schema(folder.schema)),
                                    operation_stage::transaction);
  for (migration const& each : folder.migrations) {
    if (each.replaces.empty()) detail::refuse_to_squash(each);
    whole.replaces.push_back(each.name);
  }
  whole.name = detail::numbered(detail::number_of(folder.migrations.back().name) + 1,
                                name.empty() ? "squashed" : detail::file_name_of(name));
  whole.state = fingerprint(made.schema);
  made.files.push_back(std::move(whole));
  return made;
}

}  // namespace hyper
