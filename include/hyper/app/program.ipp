// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/program.hpp>
//
#include <sys/resource.h>
#include <unistd.h>
#include <algorithm>
#include <cstdlib>
#include <hyper/app/dev_keeper.hpp>
#include <hyper/app/failures.hpp>
#include <hyper/app/health.hpp>
#include <hyper/app/instance.hpp>
#include <hyper/app/journal.hpp>
#include <hyper/app/serving.hpp>
#include <hyper/app/settings.hpp>
#include <hyper/routing/static_root.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/security/signer.hpp>
#include <memory>

namespace hyper::detail {

HYPER_INLINE void say(std::string_view text) {
  while (!text.empty()) {
    ssize_t const written = ::write(STDOUT_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Lets the process have as many descriptors as its connections may need, if it is allowed to.
HYPER_INLINE std::uint64_t raise_descriptor_limit(settings const& of) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
  auto const wanted = static_cast<rlim_t>(of.max_connections + of.pool_size + of.threads * 4 + 32);
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur;
}

// ---- serve --------------------------------------------------------------------------------------

/// Becomes the process that the commands find. In the foreground, where nobody asked for that, it
/// need not succeed: the folder may not be writable, or another process may serve the same port of
/// another address.
HYPER_INLINE void become_instance(program const& of, instance& as) {
  instance_paths const paths = paths_of(of.with, of.line.program);
  bool const asked_for = !of.with.pid_file.empty() || of.report.wanted() || of.with.take_over;
  try {
    if (of.with.take_over) return as.take_over(paths);
    as.claim(paths);
  } catch (cannot_start const&) {
    if (asked_for) throw;
  }
}

template <class Member>
void take_if_live(setting const& row, Member settings::* member, settings& into,
                  settings const& from, std::string& changed, std::string& later) {
  if (member == nullptr || into.*member == from.*member) return;
  std::string& list = row.live ? changed : later;
  (list += list.empty() ? "" : ", ") += row.name;
  if (row.live) into.*member = from.*member;
}

/// Takes over what can change while a server runs, and says what it was.
HYPER_INLINE std::string change_settings(settings& into, settings const& fresh) {
  std::string changed;
  std::string later;
  for (setting const& row : setting_table()) {
    take_if_live(row, row.text, into, fresh, changed, later);
    take_if_live(row, row.number, into, fresh, changed, later);
    take_if_live(row, row.flag, into, fresh, changed, later);
  }
  std::string said = changed.empty() ? "No setting is changed." : "Changed: " + changed + ".";
  if (!later.empty()) said += " Only a restart changes: " + later + ".";
  return said;
}

/// Settings whose default is another one while the application is developed.
HYPER_INLINE void adjust_for_development(settings& with) {
  constexpr std::int64_t repeated_at_most = 10;
  if (with.origin_of("repeated_statements") == "the default")
    with.repeated_statements = repeated_at_most;
}

/// What lives as long as the server does.
struct served_program {
  program& of;
  std::string database_version;

  static void failed(void* self, exchange& with, std::exception_ptr why) noexcept {
    auto const& it = *static_cast<served_program*>(self);
    answer_failure(with, why, it.of.plan, it.of.development);
  }

  static void handle_watched(void* self, exchange& with) {
    program const& of = static_cast<served_program*>(self)->of;
    if (of.with.request_timeout > 0) with.limit_time(of.with.request_timeout);
    if (of.counts_statements())
      of.plan.database->watch_statements(
          with, static_cast<std::size_t>(of.with.repeated_statements), of.plan.models);
    of.plan.handle(self, with);
  }

  static void started(void* self, server const& which) {
    auto& it = *static_cast<served_program*>(self);
    std::string line = "Serving on " + which.address() + " with " +
                       std::to_string(which.threads()) +
                       (which.threads() == 1 ? " thread" : " threads");
    if (!it.database_version.empty()) line += " and PostgreSQL " + it.database_version;
    it.of.report.tell(0, line + ": process " + std::to_string(::getpid()) + ".");
    say(line + (it.of.log.empty() ? ". Ctrl-C stops.\n" : ".\n"));
  }

  static std::string reload(void* self, server& which) {
    program& of = static_cast<served_program*>(self)->of;
    if (!of.log.empty() && !write_to_log(of.log))
      journal::warning("the log file " + of.log + " cannot be opened again");
    settings fresh;
    try {
      fresh = load_settings(of.line.options, of.environment, of.plan.presets);
    } catch (bad_setting const& refused) {
      return std::string("Refused: ") + refused.what();
    }
    if (of.development) {
      fresh.database_url = of.with.database_url;  // of its own
      adjust_for_development(fresh);
    }
    fresh.take_over = of.with.take_over;
    std::string said = change_settings(of.with, fresh);
    raise_descriptor_limit(of.with);
    which.change(server_settings_of(of.with));
    journal::set_level(of.with.log_level);
    return said;
  }

  static void tick(void* self) { static_cast<served_program*>(self)->of.keeper->look(); }

  static void draining(void*) {
    readiness::set_draining(true);
    journal::info("stopping: no more connections, requests at work are finished");
  }
};

HYPER_INLINE void use_secrets(program const& of) {
  std::vector<std::string> keys;
  if (!of.with.secret_key.empty()) keys.push_back(of.with.secret_key);
  if (!of.with.old_secret_key.empty()) keys.push_back(of.with.old_secret_key);
  if (!keys.empty()) return set_secret_keys(std::move(keys));
  if (!of.development)
    journal::warning(
        "secret_key is not set: cursors end with this process and are refused by others");
}

/// What `collectstatic` has made, or else the files as they are written.
HYPER_INLINE void choose_static_folder(program const& of) {
  bool const collected = !of.development && ::access(of.with.static_folder.c_str(), F_OK) == 0;
  set_static_folder(collected ? of.with.static_folder : of.with.static_source);
}

HYPER_INLINE void warn_before_serving(program const& of) {
  choose_static_folder(of);
  use_secrets(of);
  for (std::string const& each : of.with.unknown_variables) journal::warning(each);
  if (of.plan.database == nullptr && !of.with.database_url.empty())
    journal::warning("database_url is set, and this application has no models<>: it has no use");
  std::uint64_t const descriptors = raise_descriptor_limit(of.with);
  if (descriptors < static_cast<std::uint64_t>(of.with.max_connections))
    journal::warning("this process may have " + std::to_string(descriptors) +
                     " descriptors, less than max_connections: raise `ulimit -n`");
}

HYPER_INLINE void serve_with(program& of, stop_signals& signals) {
  service_manager const manager(of.environment);
  instance as;
  become_instance(of, as);
  served_program state{of, {}};
  server_hooks hooks;
  std::shared_ptr<void> databases;
  if (of.uses_database()) {
    state.database_version = of.plan.database->look(of);
    databases = of.plan.database->serve(of, hooks);
  }
  warn_before_serving(of);
  bool const watched = of.with.request_timeout > 0 || of.counts_statements();
  auto const handle = watched ? &served_program::handle_watched : of.plan.handle;
  http_service const service{
      &state, handle, &served_program::failed, nullptr, of.plan.plan_body, of.plan.show_problem};
  serving_events const events{&state, &served_program::started, &served_program::draining,
                              &served_program::reload,
                              of.keeper == nullptr ? nullptr : &served_program::tick};
  serve_until_stopped(service, of.with, hooks, signals, events, &manager, &as);
}

HYPER_INLINE void serve_program(program& of) {
  stop_signals signals;
  serve_with(of, signals);
}

// ---- dev ----------------------------------------------------------------------------------------

HYPER_INLINE command_entry const* find_command(std::span<command_entry const> among,
                                               std::string_view name) {
  for (command_entry const& entry : among)
    if (entry.name == name) return &entry;
  return nullptr;
}

/// The command line of the process that takes over when the program has been rebuilt. What it must
/// know beside that is in the environment: a process that is kept keeps nobody itself.
HYPER_INLINE std::vector<std::string> successor_words(program const& of) {
  ::setenv("HYPERDJANGO_KEPT", "1", 1);
  if (!of.with.database_url.empty())
    ::setenv("HYPER_DATABASE_URL", of.with.database_url.c_str(), 1);
  std::vector<std::string> words{std::string(of.line.program), "dev", "--take-over"};
  for (command_option const& each : of.line.options)
    if (each.name != "take_over") words.push_back(option_spelling(each.name) + "=" + each.value);
  return words;
}

HYPER_INLINE void develop_program(program& of) {
  of.development = true;
  adjust_for_development(of.with);
  stop_signals signals;
  pid_report const other = read_pid_file(paths_of(of.with, of.line.program).pid);
  if (other.is == pid_report::state::alive && !of.with.take_over)
    throw cannot_start(other.sentence + " Stop it, or choose another port.");
  std::shared_ptr<void> database;
  if (of.plan.database != nullptr) database = of.plan.database->develop(of);
  if (signals.arrived()) return;
  if (::getenv("HYPERDJANGO_KEPT") != nullptr) return serve_with(of, signals);
  dev_keeper keeper(path_of_this_program(), successor_words(of),
                    paths_of(of.with, of.line.program).pid);
  of.keeper = &keeper;
  serve_with(of, signals);
  keeper.keep(signals);
}

// ---- routes -------------------------------------------------------------------------------------

HYPER_INLINE void list_routes(program const& of) {
  std::string text;
  for (route_entry const& entry : of.plan.routes) {
    std::size_t const blank = entry.text.find(' ');
    std::string method(entry.text.substr(0, blank));
    method.resize(std::max<std::size_t>(method.size(), 8), ' ');
    text += method + std::string(entry.text.substr(blank + 1)) + "\n";
  }
  say(text);
}

// ---- collectstatic ------------------------------------------------------------------------------

/// Set by app/collect_static.hpp, so that programs without it compile nothing of it.
HYPER_INLINE static_collector& collector_of_program() {
  static static_collector collector = nullptr;
  return collector;
}

HYPER_INLINE bool collect_static_with(static_collector collector) noexcept {
  collector_of_program() = collector;
  return true;
}

HYPER_INLINE void collect_program(program const& of) {
  if (collector_of_program() == nullptr)
    throw bad_setting("This program collects no files: #include <hyper/app/collect_static.hpp>.");
  say(collector_of_program()(of.with.static_source, of.with.static_folder) + "\n");
}

}  // namespace hyper::detail
