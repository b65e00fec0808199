// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: for applications with several databases, or with replicas.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/read_position.hpp>
#include <hyper/postgres/statement_router.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/task.hpp>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// One database under a name: its primary, and servers that follow it by streaming replication.
/// Durations are milliseconds.
struct named_database {
  std::string name = "default";
  /// For a failover its address names several hosts and has `target_session_attrs=read-write`.
  pool_settings primary;
  std::vector<std::string> replicas = {};  ///< their addresses
  std::int64_t check_every = 500;          ///< how often each replica is asked how far it has got
  std::int64_t max_lag = 10'000;           ///< one that is further behind is not read
};

/// What a router is told: the tables of a statement, when they are known (those of a transaction
/// are not), and whether it may write.
struct route_question {
  std::span<std::string_view const> tables;
  bool writes;
};

namespace detail {
struct database_group;
/// What `on_database` and `on_primary` have put into a context.
struct database_choice {
  std::string_view name = {};
  bool primary = false;
  static constexpr char key = 0;
};
}  // namespace detail

/// The databases of one worker thread, the first of which is `database::current()`.
///
/// Outside of transactions, statements that only read are asked of a replica that answers, is not
/// far behind and has got where the reader has been (postgres/read_position.hpp); all else, what
/// reads an unlogged table, and everything when there is no such replica, goes to the primary. A
/// read that fails on a replica, for whatever reason, is asked of the primary once more. A
/// transaction stays where it has begun.
class database_set final : detail::statement_router {
 public:
  /// Throws std::invalid_argument for settings that do not fit together, two equal names, or none.
  database_set(std::vector<named_database> const& with, event_loop& loop);
  /// The same with a primary of the first one that is there already, and outlives the set.
  database_set(database& first, std::vector<named_database> const& with, event_loop& loop);
  ~database_set();
  database_set(database_set const&) = delete;
  database_set& operator=(database_set const&) = delete;

  /// From now on somebody keeps what was read, and is told of what is written, in all of these
  /// databases. A set begins with the one of its first database.
  void remember_by(detail::statement_memory* memory);

  /// The primary of this name. Throws std::invalid_argument when there is none.
  database& at(std::string_view name) const;
  /// How many replicas of this name would be read now, by somebody who has seen so much.
  std::size_t readable_replicas(std::string_view name, std::uint64_t wal = 0) const;

  /// Chooses databases by a type, where a task has named none:
  ///   struct router { static std::string_view database_for(route_question const& what); };
  /// An empty name is the default.
  template <class Router>
  void use_router() {
    user_router_ = &Router::database_for;
  }

  /// This thread's. Throws std::logic_error when it has none.
  static database_set& current();
  static bool exists() noexcept;

 private:
  void open(std::vector<named_database> const& with, database* first, event_loop& loop);
  database& choose(context const* around, statement const* what) override;
  detail::database_group& group_for(detail::database_choice const* chosen,
                                    statement const* what) const;
  detail::database_group& find(std::string_view name) const;

  std::vector<std::unique_ptr<detail::database_group>> groups_;
  std::string_view (*user_router_)(route_question const&) = nullptr;
  database_set* outer_ = nullptr;
};

namespace detail {
/// Whether the transaction around belongs to another database than the one named.
bool leaves_transaction(context const* around, std::string_view name);

template <class T>
task<T> with_choice(database_choice choice, task<T> work) {
  current_context asked;
  context const* const around = co_await asked;
  context const chosen{around, &database_choice::key, &choice};
  context const outside{&chosen, &database::running_query::transaction_key, nullptr};
  bool const leaves = !choice.primary && leaves_transaction(around, choice.name);
  work.set_context(leaves ? &outside : &chosen);
  co_return co_await work;
}
}  // namespace detail

/// Runs a task on the database of this name, its transactions, too: inside of a transaction of
/// another database, beside that. The name must live as long as the task.
template <class T>
task<T> on_database(std::string_view name, task<T> work) {
  return detail::with_choice<T>({name, false}, std::move(work));
}

/// Runs a task all reads of which come from the primary.
template <class T>
task<T> on_primary(task<T> work) {
  return detail::with_choice<T>({{}, true}, std::move(work));
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/database_set.ipp>
#endif
