// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/migrate_commands.hpp>
//
#include <unistd.h>
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <hyper/app/database_program.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/app/program.hpp>
#include <hyper/app/tables.hpp>
#include <hyper/migrate/apply.hpp>
#include <hyper/migrate/data_lines.hpp>
#include <hyper/migrate/difference.hpp>
#include <hyper/migrate/drift.hpp>
#include <hyper/migrate/inspect_models.hpp>
#include <hyper/migrate/introspect.hpp>
#include <hyper/migrate/make_migrations.hpp>
#include <hyper/migrate/read_schema.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/runtime/run.hpp>
#include <iostream>

namespace hyper::detail {

HYPER_INLINE migration_folder read_migrations(program const& of) {
  return read_migration_folder(of.with.migrations);
}

// ---- makemigrations -----------------------------------------------------------------------------

HYPER_INLINE schema_rename read_rename(std::string_view typed) {
  std::size_t const colon = typed.find(':');
  std::size_t const point = typed.substr(0, colon).find('.');
  if (colon == typed.npos || colon == 0 || colon + 1 == typed.size())
    throw bad_setting("--rename is " + one_line(typed.substr(0, 80)) +
                      ". Allowed is table:name or table.column:name.");
  std::string_view const old = typed.substr(0, colon);
  schema_rename made;
  made.table = old.substr(0, point);
  if (point != typed.npos) made.old_name = old.substr(point + 1);
  made.new_name = typed.substr(colon + 1);
  return made;
}

HYPER_INLINE std::vector<schema_rename> read_renames(std::string_view typed) {
  std::vector<schema_rename> made;
  while (!typed.empty()) {
    std::size_t const comma = typed.find(',');
    made.push_back(read_rename(typed.substr(0, comma)));
    typed.remove_prefix(comma == typed.npos ? typed.size() : comma + 1);
  }
  return made;
}

HYPER_INLINE std::string spelled(schema_rename const& which) {
  return which.table + (which.old_name.empty() ? "" : "." + which.old_name) + ":" + which.new_name;
}

/// Asks a person; where there is none, says what could be meant.
HYPER_INLINE std::vector<schema_rename> ask_about(std::vector<schema_rename> const& likely) {
  std::vector<schema_rename> made;
  bool const person = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  for (schema_rename const& each : likely) {
    if (!person) {
      say("If this is a rename, say --rename=" + spelled(each) + "\n");
      continue;
    }
    say("Is it a rename (" + spelled(each) + ")? [y/N] ");
    char answer[16] = "";
    bool const answered = std::fgets(answer, sizeof answer, stdin) != nullptr;
    if (answered && (answer[0] == 'y' || answer[0] == 'Y')) made.push_back(each);
  }
  return made;
}

/// What the models say by `renamed_from` and `renamed_column`.
HYPER_INLINE std::vector<schema_rename> renames_of_models(program const& of) {
  std::vector<schema_rename> made;
  for (model_info const* const model : of.plan.models)
    for (std::size_t i = 0; i < model->option_count; ++i) {
      model_columns const& option = model->options[i];
      if (option.option != model_option::renamed) continue;
      std::string const table(model->table);
      std::string const old(option.columns[0]);
      if (option.count == 1) made.push_back({old, {}, table});
      if (option.count == 2) made.push_back({table, old, std::string(option.columns[1])});
    }
  return made;
}

HYPER_INLINE new_migrations find_new_migrations(program const& of, migration_folder const& folder) {
  if (of.line.has("empty")) return empty_migration(folder, of.line.value_of("name", "by_hand"));
  std::string_view const models = of.plan.schema();
  auto renames = read_renames(of.line.value_of("rename"));
  if (renames.empty()) renames = renames_of_models(of);
  if (renames.empty())
    renames = ask_about(likely_renames(read_schema(folder.schema), read_schema(models)));
  return make_migrations(folder, models, renames, of.line.value_of("name"));
}

HYPER_INLINE int make_migrations_program(program& of) {
  auto const made = find_new_migrations(of, read_migrations(of));
  if (made.files.empty()) return say("The models have not changed.\n"), 0;
  for (std::string const& each : made.summaries) say("  " + each + "\n");
  if (of.line.has("check")) return say("The models have changed: run makemigrations.\n"), 1;
  if (of.line.has("dry-run")) {
    for (migration const& each : made.files) say("\n" + migration_text(each));
    return 0;
  }
  write_migrations(of.with.migrations, made.files, made.schema);
  for (migration const& each : made.files)
    say("Wrote " + of.with.migrations + "/" + each.name + ".sql\n");
  return 0;
}

HYPER_INLINE int squash_migrations_program(program& of) {
  auto const made = squash_migrations(read_migrations(of), of.line.value_of("name"));
  write_migrations(of.with.migrations, made.files, made.schema);
  say("Wrote " + of.with.migrations + "/" + made.files.front().name + ".sql, which replaces " +
      std::to_string(made.files.front().replaces.size()) +
      " migrations. Delete their files once every database has them.\n");
  return 0;
}

// ---- migrate ------------------------------------------------------------------------------------

HYPER_INLINE migration_options options_of(program const& of) {
  migration_options with;
  if (!of.line.operands.empty()) with.target = of.line.operands.front();
  with.fake = of.line.has("fake");
  with.allow_destructive = of.line.has("allow-destructive");
  with.lock_timeout = of.with.lock_timeout;
  with.say = [](void*, std::string_view line) { say(std::string(line) + "\n"); };
  return with;
}

HYPER_INLINE void make_missing_tables(program const& of) {
  std::string joined;
  for (std::string_view const name : run(make_tables(of.plan)))
    (joined += joined.empty() ? "" : ", ") += name;
  say(joined.empty() ? "No table was missing.\n" : "Made the tables " + joined + ".\n");
}

HYPER_INLINE void apply_folder(program const& of, migration_folder const& folder) {
  auto const done = run(apply_migrations(folder, options_of(of)));
  if (done.empty()) say("No migration was pending.\n");
  if (!of.line.operands.empty()) return;
  if (!difference(read_schema(folder.schema), read_schema(of.plan.schema())).empty())
    say("The models have changes that no migration has: run makemigrations.\n");
}

HYPER_INLINE void bring_up_to_date(program const& of) {
  auto const folder = read_migrations(of);
  if (folder.migrations.empty()) return make_missing_tables(of);
  apply_folder(of, folder);
}

/// What would run, without running it.
HYPER_INLINE int print_plan(std::vector<migration> const& work, bool down) {
  if (work.empty()) say("Nothing would run.\n");
  for (migration const& each : work)
    say("-- " + each.name + "\n" + (down ? each.down : each.up) + "\n");
  return 0;
}

HYPER_INLINE int migrate_program(program& of) {
  auto const folder = read_migrations(of);
  if (folder.migrations.empty() && !of.line.operands.empty())
    throw migration_error("There are no migrations in " + of.with.migrations + ".");
  if (of.plan.models.empty() && folder.migrations.empty())
    return say("This application has no models.\n"), 0;
  command_database const reached(of.with);
  if (!of.line.has("dry-run")) return bring_up_to_date(of), 0;
  if (folder.migrations.empty()) return say(of.plan.schema()), 0;
  return print_plan(pending_migrations(folder, run(applied_migrations()), options_of(of)), false);
}

HYPER_INLINE int roll_back_program(program& of) {
  command_database const reached(of.with);
  auto const folder = read_migrations(of);
  if (of.line.has("dry-run"))
    return print_plan(migrations_to_undo(folder, run(applied_migrations()), options_of(of)), true);
  if (run(roll_back(folder, options_of(of))).empty()) say("There is nothing to undo.\n");
  return 0;
}

// ---- showmigrations, db -------------------------------------------------------------------------

HYPER_INLINE std::string status_line(migration_status const& of) {
  using state = migration_status::state;
  switch (of.is) {
    case state::pending:
      return "[ ] " + of.name;
    case state::begun:
      return "[.] " + of.name + "  has begun: migrate goes on with it";
    case state::applied:
      return "[x] " + of.name + "  " + of.applied_at + " UTC";
    case state::replaced:
      return "[-] " + of.name + "  a squashed one stands for it";
    case state::changed:
      return "[!] " + of.name + "  was changed after it was applied";
    case state::without_file:
      return "[?] " + of.name + "  has no file here";
  }
  return of.name;
}

HYPER_INLINE std::string describe_pending(program const& of) {
  using state = migration_status::state;
  auto const folder = read_migrations(of);
  if (folder.migrations.empty()) return {};
  std::string names;
  int count = 0;
  for (migration_status const& each : compare_with_ledger(folder, run(applied_migrations()))) {
    if (each.is != state::pending && each.is != state::begun) continue;
    names += (count++ == 0 ? "" : ", ") + each.name;
  }
  if (count == 0) return {};
  return std::to_string(count) + (count == 1 ? " migration is" : " migrations are") + " pending (" +
         names + "): run migrate";
}

HYPER_INLINE int show_migrations_program(program& of) {
  command_database const reached(of.with);
  auto const told = compare_with_ledger(read_migrations(of), run(applied_migrations()));
  for (migration_status const& each : told) say(status_line(each) + "\n");
  if (told.empty()) say("There are no migrations in " + of.with.migrations + ".\n");
  return 0;
}

HYPER_INLINE int database_program(program& of) {
  if (of.line.operands.empty() || of.line.operands.front() != "verify")
    throw bad_setting("The command db takes one word: verify.");
  command_database const reached(of.with);
  auto const sentences = run(find_drift(std::string(of.plan.schema())));
  for (std::string const& each : sentences) say(each + "\n");
  if (sentences.empty()) say("The database is as the models say.\n");
  return sentences.empty() ? 0 : 1;
}

HYPER_INLINE int inspect_program(program& of) {
  command_database const reached(of.with);
  schema found = run(introspect());
  auto const& wanted = of.line.operands;
  for (std::string_view const each : wanted)
    if (found.find_table(each) == nullptr)
      throw migration_error("The database has no table " + one_line(each.substr(0, 80)) + ".");
  if (!wanted.empty())
    std::erase_if(found.tables, [&](schema_table const& each) {
      return std::find(wanted.begin(), wanted.end(), each.name) == wanted.end();
    });
  return say(models_source(found)), 0;
}

// ---- dumpdata, loaddata -------------------------------------------------------------------------

HYPER_INLINE int dump_program(program& of) {
  command_database const reached(of.with);
  std::vector<std::string> const tables(of.line.operands.begin(), of.line.operands.end());
  run(dump_data(tables, std::cout));
  std::cout.flush();
  return 0;
}

HYPER_INLINE int load_program(program& of) {
  if (of.line.operands.empty())
    throw bad_setting("The command loaddata needs a file; - is standard input.");
  std::string const name(of.line.operands.front());
  std::ifstream file;
  if (name != "-") file.open(name);
  if (!file) throw migration_error("The file " + one_line(name) + " cannot be read.");
  command_database const reached(of.with);
  auto const rows = run(load_data(name == "-" ? std::cin : file));
  say("Loaded " + std::to_string(rows) + (rows == 1 ? " row.\n" : " rows.\n"));
  return 0;
}

}  // namespace hyper::detail
