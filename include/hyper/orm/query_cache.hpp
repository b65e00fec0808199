// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: results of queries that are kept in memory.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/postgres/statement_memory.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// What a cache has done since it was made.
struct query_cache_counts {
  std::uint64_t hits = 0;
  std::uint64_t misses = 0;
  std::uint64_t stored = 0;
  std::uint64_t evicted = 0;        ///< to make room
  std::uint64_t invalidations = 0;  ///< tables that were written, and those that hang on them
  std::uint64_t heard = 0;          ///< announcements of other processes, see query_cache_link
  std::size_t bytes = 0;            ///< held now
};

/// Keeps the rows of queries that ask for it (`cached`), in the form in which the server sent them;
/// all threads of a process share one. Every table has a version, which is part of the key: a write
/// of any kind moves it on when it is committed, and then nothing that was read before is found
/// any more. Inside of a transaction nothing is kept, and nothing is found.
///
///   query_cache cache({&model_of<author>, &model_of<post>});
///   db.remember_by(&cache);          // on each thread; or of a database_set
///
/// Versions go by the tables' names, whichever database has them: two names may lead to the same
/// server. What is kept is kept for each database by itself.
///
/// What it cannot see: writes of other processes (`query_cache_link` tells of those), triggers that
/// write other tables, and SQL by hand (`tables_written`). They are found out when the seconds are
/// over.
class query_cache final : public detail::statement_memory {
 public:
  /// At most so many bytes are kept; the longest unused go first. `models`: rows that follow those
  /// of another table by ON DELETE change with it.
  explicit query_cache(std::span<model_info const* const> models = {},
                       std::size_t most_bytes = 64U << 20);
  ~query_cache();
  query_cache(query_cache const&) = delete;
  query_cache& operator=(query_cache const&) = delete;

  /// Forgets what was read of a table, and of those that hang on it. Any thread.
  void invalidate(std::string_view table);
  /// Forgets everything.
  void clear();
  query_cache_counts counts() const;

  bool recall(detail::operation& what, context const* around, detail::transaction_scope* within,
              bool commits, database const& of) override;
  std::string announce_script() override;

  // For query_cache_link.
  void join();
  void hear(std::string_view payload);
  void hears(bool yes);
  /// What others are told of a write, nullptr: of all tables; empty when there is nobody to tell.
  std::string announcement_of(statement_tables const* written) const;

  struct contents;  // for the library
 private:
  contents* contents_;
};

namespace detail {

inline constexpr std::string_view cache_channel = "hyper_query_cache";

/// What `cached` has put into a context.
struct cache_wish {
  std::int64_t milliseconds = 0;
  statement_tables const* tables = nullptr;  ///< in addition to those that a statement knows
  static constexpr char key = 0;
};

template <fixed_string... Names>
struct named_tables {
  static constexpr std::array<std::string_view, sizeof...(Names)> names{Names.view()...};
  static constexpr statement_tables made{names};
};

task<void> note_written(statement_tables const* which);

template <class T>
task<T> with_cache(task<T> work, cache_wish wish) {
  current_context asked;
  context const* const around = co_await asked;
  context const link{around, &cache_wish::key, &wish};
  work.set_context(&link);
  co_return co_await work;
}

}  // namespace detail

/// `co_await cached(objects<post>.filter<"writer">(id).all(), 60)`: each query of the task is
/// answered from memory when the same one, with the same values, was asked within so many seconds
/// and nothing that it reads has been written since. 0 seconds: never. SQL by hand names its
/// tables: `cached<"posts">(…)`; a query whose tables nobody knows is asked. Without a query_cache
/// all are.
template <fixed_string... Tables, class T>
task<T> cached(task<T> work, std::int64_t seconds) {
  using named = detail::named_tables<Tables...>;
  return detail::with_cache<T>(std::move(work), {seconds * 1000, &named::made});
}

/// Forgets all that is kept, in this process and in those that are linked with it.
task<void> forget_cached();

/// Says that SQL by hand has written tables: at once, or with the commit of the transaction around.
template <fixed_string... Tables>
task<void> tables_written() {
  return detail::note_written(&detail::named_tables<Tables...>::made);
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/query_cache.ipp>
#endif
