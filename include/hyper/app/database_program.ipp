// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/database_program.hpp>
//
#include <unistd.h>
#include <cstdlib>
#include <hyper/app/database_failures.hpp>
#include <hyper/app/doctor.hpp>
#include <hyper/app/health.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/app/migrate_commands.hpp>
#include <hyper/app/private_postgres.hpp>
#include <hyper/app/program.hpp>
#include <hyper/app/settings.hpp>
#include <hyper/app/tables.hpp>
#include <hyper/http/server.hpp>
#include <hyper/postgres/errors.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <memory>
#include <optional>
#include <vector>

namespace hyper::detail {

HYPER_INLINE pool_settings pool_settings_of(settings const& of) {
  pool_settings pool;
  pool.url = of.database_url;
  pool.direct_url = of.direct_database_url;
  pool.transaction_pooler = of.transaction_pooler;
  pool.threads = static_cast<unsigned>(of.threads);
  pool.pool_size = static_cast<unsigned>(of.pool_size);
  pool.connect_timeout = of.connect_timeout;
  pool.acquire_timeout = of.acquire_timeout;
  pool.statement_timeout = of.statement_timeout;
  pool.share_syncs = of.share_syncs;
  pool.prepared_statements = of.prepared_statements;
  return pool;
}

HYPER_INLINE pool_settings single_thread_pool(settings const& of) {
  pool_settings pool = pool_settings_of(of).direct();
  pool.threads = 1;
  pool.pool_size = 0;
  return pool;
}

HYPER_INLINE command_database::command_database(settings const& of)
    : database_(single_thread_pool(of), loop_) {
  try {
    version_ = run(database_version());
  } catch (database_error const& failure) {
    std::string const url = without_password(of.database_url);
    throw cannot_start("The database " + (url.empty() ? "of libpq's environment" : url) +
                       " (from " + std::string(of.origin_of("database_url")) +
                       ") cannot be reached: " + failure.fields().message);
  }
}

HYPER_INLINE std::shared_ptr<void> open_database(program const& of) {
  return std::make_shared<command_database>(of.with);
}

// ---- serve --------------------------------------------------------------------------------------

HYPER_INLINE std::string join_names(std::vector<std::string_view> const& names) {
  std::string joined;
  for (std::string_view const name : names) (joined += joined.empty() ? "" : ", ") += name;
  return joined;
}

/// A folder that cannot be read is a matter of `migrate`, and does not keep anybody from serving.
HYPER_INLINE void warn_of_migrations(program const& of) {
  try {
    std::string const pending = describe_pending(of);
    if (!pending.empty()) journal::warning(pending);
  } catch (std::exception const& failure) {
    journal::warning(failure.what());
  }
}

HYPER_INLINE std::string look_at_database(program const& of) {
  command_database const reached(of.with);
  auto const missing = run(missing_tables(of.plan));
  if (!missing.empty())
    journal::warning("the database lacks tables (" + join_names(missing) + "): run migrate");
  warn_of_migrations(of);
  return reached.version();
}

/// What each worker has, made and destroyed on its thread.
struct worker_databases {
  program const& of;
  pool_settings pool;
  std::vector<std::unique_ptr<database>> all{};
  std::vector<std::vector<void*>> parts{};  // of the application, in their order

  void open(unsigned worker, event_loop& loop) {
    all[worker] = std::make_unique<database>(pool, loop);
    if (of.with.repeated_statements > 0) all[worker]->count_by_context();
    for (worker_part const& each : of.plan.worker_parts)
      parts[worker].push_back(each.open(of.plan, of.with, loop));
  }
  void close(unsigned worker) noexcept {
    for (std::size_t i = parts[worker].size(); i-- > 0;)
      of.plan.worker_parts[i].close(parts[worker][i]);
    parts[worker].clear();
    all[worker].reset();
  }
};

HYPER_INLINE std::shared_ptr<void> serve_with_database(program const& of, server_hooks& hooks) {
  auto made = std::make_shared<worker_databases>(worker_databases{of, pool_settings_of(of.with)});
  made->all.resize(static_cast<std::size_t>(of.with.threads));
  made->parts.resize(made->all.size());
  hooks.self = made.get();
  hooks.worker_started = [](void* self, unsigned worker, event_loop& loop) {
    static_cast<worker_databases*>(self)->open(worker, loop);
  };
  hooks.worker_stopped = [](void* self, unsigned worker) noexcept {
    static_cast<worker_databases*>(self)->close(worker);
  };
  watch_database();
  return made;
}

HYPER_INLINE task<std::string_view> check_database() {
  constexpr std::int64_t longest = 2'000;
  if (!database::exists()) co_return std::string_view();
  try {
    with_timeout asking(database_version(), longest);
    co_await asking;
  } catch (std::exception const&) {
    co_return "error";
  }
  co_return "ok";
}

HYPER_INLINE void watch_database() { readiness::watch_database(&check_database); }

// ---- dev ----------------------------------------------------------------------------------------

HYPER_INLINE std::string working_directory() {
  std::unique_ptr<char, void (*)(void*)> const path(::getcwd(nullptr, 0), &std::free);
  if (path == nullptr) throw cannot_start("The working directory has no name any more.");
  return path.get();
}

/// Makes the tables and, when they are all empty, runs the application's own `seed`.
HYPER_INLINE void prepare_database(program const& of) {
  command_database const reached(of.with);
  bring_up_to_date(of);
  command_entry const* const seed = find_command(of.plan.commands, "seed");
  if (seed == nullptr || !run(tables_are_empty(of.plan))) return;
  say("Running seed …\n");
  run(seed->run());
}

HYPER_INLINE std::shared_ptr<void> develop_with_database(program& of) {
  if (of.plan.models.empty()) return nullptr;
  std::shared_ptr<private_postgres> own;
  if (of.with.database_url.empty()) {
    std::string const folder = private_postgres::usual_folder(working_directory(), of.line.program);
    say("PostgreSQL of its own: data in " + folder + "\n");
    own = std::make_shared<private_postgres>(folder, static_cast<int>(of.with.pool_size) + 20);
    of.with.database_url = own->url();
    say("                       psql '" + own->url() + "'\n");
  }
  prepare_database(of);
  return own;
}

// ---- doctor -------------------------------------------------------------------------------------

HYPER_INLINE task<std::string> setting_of_server(std::string name) {
  static constexpr std::string_view sql = "SELECT current_setting($1)";
  static constexpr type_oid types[] = {25};  // text
  statement const question{sql, statement_hash(sql), types, true};
  parameters values;
  values.add(name);
  std::string answer;
  row_sink const sink{&answer, [](void* target, row_view const& row) {
                        *static_cast<std::string*>(target) = row.get<std::string>(0);
                      }};
  auto query = database::current().run(question, std::move(values), sink);
  co_await query;
  co_return answer;
}

HYPER_INLINE std::vector<finding> examine_database(program const& of) {
  using enum finding::verdict;
  std::vector<finding> found;
  try {
    command_database const reached(of.with);
    found.push_back({good, "database", "PostgreSQL " + reached.version()});
    std::string const allowed = run(setting_of_server("max_connections"));
    bool const enough = std::stoll(allowed) >= of.with.pool_size;
    found.push_back({enough ? good : doubtful, "its limit",
                     allowed + " connections" + (enough ? "" : ", fewer than pool_size")});
    auto const missing = run(missing_tables(of.plan));
    if (missing.empty())
      found.push_back(
          {good, "tables", "all " + std::to_string(of.plan.models.size()) + " are there"});
    for (std::string_view const name : missing)
      found.push_back({bad, "tables", std::string(name) + " is missing: run migrate"});
  } catch (std::exception const& failure) {
    found.push_back({bad, "database", failure.what()});
  }
  return found;
}

// ---- commands -----------------------------------------------------------------------------------

struct database_command {
  std::string_view name;
  int (*carry_out)(program& of);
};
inline constexpr database_command database_commands[] = {
    {"makemigrations", &make_migrations_program},
    {"migrate", &migrate_program},
    {"rollback", &roll_back_program},
    {"showmigrations", &show_migrations_program},
    {"squashmigrations", &squash_migrations_program},
    {"db", &database_program},
    {"inspectdb", &inspect_program},
    {"dumpdata", &dump_program},
    {"loaddata", &load_program},
};

HYPER_INLINE std::optional<int> carry_out_database_command(program& of) {
  for (database_command const& each : database_commands)
    if (each.name == of.line.command) return each.carry_out(of);
  return std::nullopt;
}

}  // namespace hyper::detail
