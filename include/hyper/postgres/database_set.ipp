// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/database_set.hpp>
//
#include <hyper/postgres/operation.hpp>
#include <hyper/postgres/table_list.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

/// A server that follows, and what is known of it.
struct watched_replica {
  watched_replica(pool_settings with, event_loop& loop)
      : server(database::beside(), std::move(with), loop) {}

  database server;
  bool answers = false;  // as of the last time that it was asked
  bool in_question = false;
  std::uint64_t replayed = 0;  // bytes of the log
  // Where the primary's log was at a moment. Once the replica has got there, it is known to be no
  // further behind than that moment.
  std::uint64_t mark = 0;
  std::int64_t marked_at = 0;
  std::int64_t fresh_at = 0;
  background_task watching;

  bool readable(std::uint64_t wal, std::int64_t oldest) const {
    return answers && server.healthy() && replayed >= wal && fresh_at >= oldest;
  }
};

struct database_group {
  database_group(named_database const& with, event_loop& on)
      : name(with.name), loop(on), check_every(with.check_every), max_lag(with.max_lag) {}
  database_group(database_group const&) = delete;
  database_group& operator=(database_group const&) = delete;
  ~database_group() {
    for (auto& each : replicas) {
      each->watching.cancel();
      each->server.fall_back_to(nullptr);
    }
  }

  std::string name;
  event_loop& loop;
  std::int64_t check_every;
  std::int64_t max_lag;
  std::unique_ptr<database> own;
  database* primary = nullptr;
  std::vector<std::unique_ptr<watched_replica>> replicas;
  std::size_t next = 0;

  std::int64_t oldest() const { return loop.now() - max_lag; }
  database& for_reading(std::uint64_t wal) {
    for (std::size_t i = 0; i < replicas.size(); ++i) {
      watched_replica& each = *replicas[next++ % replicas.size()];
      if (each.readable(wal, oldest())) return each.server;
    }
    return *primary;
  }
};

// ---- how far replicas are -----------------------------------------------------------------------

/// Asks one server for one number. It must not be routed: hence no pure read.
HYPER_INLINE task<std::int64_t> ask_position(database* of, std::string_view sql) {
  statement const asking{sql, statement_hash(sql), {}, false};
  std::int64_t found = -1;
  row_sink const sink{&found, [](void* target, row_view const& row) {
                        *static_cast<std::int64_t*>(target) = row.get<std::int64_t>(0);
                      }};
  auto query = of->run(asking, {}, sink);
  co_await query;
  co_return found;
}

HYPER_INLINE task<void> ask_replica(database_group* group, watched_replica* it) {
  static constexpr std::string_view where_primary_is =
      "SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint";
  static constexpr std::string_view where_replica_is =
      "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint "
      "ELSE -1 END";
  std::int64_t const asked_at = group->loop.now();
  auto asking = ask_position(group->primary, where_primary_is);
  std::int64_t const primary = co_await asking;
  it->in_question = true;
  auto answering = ask_position(&it->server, where_replica_is);
  std::int64_t const replica = co_await answering;
  if (replica < 0) throw std::logic_error("it is no replica");  // promoted, and another's primary
  it->replayed = static_cast<std::uint64_t>(replica);
  if (it->mark == 0 || it->replayed >= it->mark) {
    if (it->mark != 0) it->fresh_at = it->marked_at;
    it->mark = static_cast<std::uint64_t>(primary);
    it->marked_at = asked_at;
  }
  if (it->replayed >= static_cast<std::uint64_t>(primary)) it->fresh_at = asked_at;
  it->answers = true;
  it->in_question = false;
}

HYPER_INLINE task<void> watch_replica(database_group* group, watched_replica* it) {
  constexpr std::int64_t longest = 2'000;
  while (true) {
    it->in_question = false;
    try {
      with_timeout asking(ask_replica(group, it), longest);
      co_await asking;
    } catch (std::exception const&) {
      // While the primary is away, replicas are read until they are too old.
      if (it->in_question) it->answers = false;
    }
    sleep_for pause(group->check_every);
    co_await pause;
  }
}

// ---- the set ------------------------------------------------------------------------------------

HYPER_INLINE database_set*& database_set_of_this_thread() {
  thread_local database_set* mine = nullptr;
  return mine;
}

HYPER_INLINE std::unique_ptr<database_group> open_group(named_database const& with,
                                                        database* primary, bool current,
                                                        event_loop& loop) {
  if (with.check_every < 1 || with.max_lag < with.check_every)
    throw std::invalid_argument(
        "The database " + with.name +
        " needs check_every of at least 1 ms, and a max_lag that is longer.");
  auto made = std::make_unique<database_group>(with, loop);
  if (primary == nullptr)
    made->own = current ? std::make_unique<database>(with.primary, loop)
                        : std::make_unique<database>(database::beside(), with.primary, loop);
  made->primary = primary == nullptr ? made->own.get() : primary;
  for (std::string const& address : with.replicas) {
    pool_settings of_replica = with.primary;
    of_replica.url = address;
    of_replica.direct_url.clear();
    auto& it = *made->replicas.emplace_back(
        std::make_unique<watched_replica>(std::move(of_replica), loop));
    it.server.fall_back_to(made->primary);
    it.watching = background_task(watch_replica(made.get(), &it));
  }
  return made;
}

HYPER_INLINE bool leaves_transaction(context const* around, std::string_view name) {
  auto const* const scope = static_cast<transaction_scope const*>(
      context::find(around, &database::running_query::transaction_key));
  return scope != nullptr && scope->of != &database_set::current().at(name);
}

}  // namespace detail

HYPER_INLINE database_set::database_set(std::vector<named_database> const& with, event_loop& loop) {
  open(with, nullptr, loop);
}

HYPER_INLINE database_set::database_set(database& first, std::vector<named_database> const& with,
                                        event_loop& loop) {
  open(with, &first, loop);
}

HYPER_INLINE void database_set::open(std::vector<named_database> const& with, database* first,
                                     event_loop& loop) {
  if (with.empty()) throw std::invalid_argument("A set of databases needs at least one.");
  for (named_database const& each : with) {
    for (auto const& other : groups_)
      if (other->name == each.name)
        throw std::invalid_argument("Two databases are called " + each.name + ".");
    bool const is_first = groups_.empty();
    groups_.push_back(detail::open_group(each, is_first ? first : nullptr, is_first, loop));
  }
  groups_.front()->primary->route_by(this);
  remember_by(groups_.front()->primary->memory());
  outer_ = std::exchange(detail::database_set_of_this_thread(), this);
}

HYPER_INLINE database_set::~database_set() {
  groups_.front()->primary->route_by(nullptr);
  detail::database_set_of_this_thread() = outer_;
}

HYPER_INLINE bool database_set::exists() noexcept {
  return detail::database_set_of_this_thread() != nullptr;
}

HYPER_INLINE database_set& database_set::current() {
  database_set* const mine = detail::database_set_of_this_thread();
  if (mine == nullptr) throw std::logic_error("this thread has no set of databases");
  return *mine;
}

HYPER_INLINE detail::database_group& database_set::find(std::string_view name) const {
  for (auto const& each : groups_)
    if (each->name == name) return *each;
  throw std::invalid_argument("There is no database " + std::string(name.substr(0, 80)) + ".");
}

/// A transaction ends in the database where it has begun, so that one must know the memory, too.
HYPER_INLINE void database_set::remember_by(detail::statement_memory* memory) {
  for (auto const& each : groups_) each->primary->remember_by(memory);
}

HYPER_INLINE database& database_set::at(std::string_view name) const { return *find(name).primary; }

HYPER_INLINE std::size_t database_set::readable_replicas(std::string_view name,
                                                         std::uint64_t wal) const {
  detail::database_group const& group = find(name);
  std::size_t count = 0;
  for (auto const& each : group.replicas)
    if (each->readable(wal, group.oldest())) ++count;
  return count;
}

HYPER_INLINE detail::database_group& database_set::group_for(detail::database_choice const* chosen,
                                                             statement const* what) const {
  if (chosen != nullptr && !chosen->name.empty()) return find(chosen->name);
  if (user_router_ == nullptr) return *groups_.front();
  route_question question{{}, what == nullptr || !what->pure_read};
  detail::table_list const tables(what == nullptr ? nullptr : what->touches);
  question.tables = tables.names();
  std::string_view const name = user_router_(question);
  return name.empty() ? *groups_.front() : find(name);
}

HYPER_INLINE database& database_set::choose(context const* around, statement const* what) {
  using detail::database_choice;
  auto const* const chosen =
      static_cast<database_choice const*>(context::find(around, &database_choice::key));
  detail::database_group& group = group_for(chosen, what);
  auto* const seen = static_cast<read_position*>(context::find(around, &read_position::key));
  bool const reads = what != nullptr && what->pure_read;
  bool const is_default = &group == groups_.front().get();
  if (!reads && seen != nullptr && !is_default) seen->elsewhere = true;
  if (!reads || (chosen != nullptr && chosen->primary)) return *group.primary;
  if (what->touches != nullptr && what->touches->unlogged) return *group.primary;
  if (seen == nullptr) return group.for_reading(0);
  if (is_default ? seen->unsure != 0 : seen->elsewhere) return *group.primary;
  return group.for_reading(is_default ? seen->wal : 0);
}

}  // namespace hyper
