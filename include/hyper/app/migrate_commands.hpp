// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/run.hpp: the commands about the schema. Each returns its exit code.

#include <hyper/config.hpp>
#include <hyper/migrate/renames.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper::detail {

struct program;

/// Brings a database that is reached up to date: by the migrations of the folder, if it has any;
/// else the tables that are missing are made from the models.
void bring_up_to_date(program const& of);

/// What an operator should know who starts an application: which migrations of its folder a
/// database that is reached has not. Empty when it has all, or there are none.
std::string describe_pending(program const& of);

int make_migrations_program(program& of);
int migrate_program(program& of);
int roll_back_program(program& of);
int show_migrations_program(program& of);
int squash_migrations_program(program& of);
int database_program(program& of);  ///< `db verify`
int inspect_program(program& of);   ///< `inspectdb`
int dump_program(program& of);      ///< `dumpdata`, to standard output
int load_program(program& of);      ///< `loaddata`, from a file or `-`

/// "posts.title:headline,posts:articles". Throws bad_setting.
std::vector<schema_rename> read_renames(std::string_view typed);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/migrate_commands.ipp>
#endif
