// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/query_cache.hpp>
//
#include <sys/random.h>
#include <algorithm>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/operation.hpp>
#include <hyper/postgres/table_list.hpp>
#include <hyper/postgres/wire.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace hyper {
namespace detail {

/// The rows of one query as DataRow messages have them, each with its length before it.
struct kept_rows {
  std::string bytes;
  std::uint64_t count = 0;

  void add(row_view const& row) {
    std::string content;
    append_network<std::uint16_t>(content, static_cast<std::uint16_t>(row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) {
      bool const null = row.is_null(i);
      append_network<std::uint32_t>(
          content, null ? 0xFFFFFFFFU : static_cast<std::uint32_t>(row.bytes(i).size()));
      if (!null) content.append(row.bytes(i));
    }
    append_network<std::uint32_t>(bytes, static_cast<std::uint32_t>(content.size()));
    bytes.append(content);
    ++count;
  }

  void give_to(row_sink const& sink) const {
    wire_row row;
    for (std::string_view rest = bytes; sink.take != nullptr && rest.size() >= 4;) {
      std::size_t size = 0;
      for (std::size_t i = 0; i < 4; ++i) size = size << 8 | static_cast<unsigned char>(rest[i]);
      row.read(rest.substr(4, size));
      rest.remove_prefix(4 + size);
      sink.take(sink.target, row_view(row.columns.data(), row.nulls.data(), row.columns.size()));
    }
  }
};

// What a process announces is its mark, 16 digits, and the names of tables, or a star for all:
// "5be1a2f000c9d5f1 posts authors". Whoever has the database may send anything to the channel.
inline constexpr std::size_t mark_size = 16;
inline constexpr std::size_t longest_announcement = 4000;  // bytes; PostgreSQL takes 7999

/// The mark by which a process knows its own announcements. It is no secret: whoever may notify can
/// make a cache forget, and nothing else.
HYPER_INLINE std::string make_mark() {
  std::uint64_t number = 0;
  if (::getrandom(&number, sizeof number, 0) != sizeof number)
    number = reinterpret_cast<std::uintptr_t>(&number);
  std::string mark;
  for (std::size_t i = 0; i < mark_size; ++i) mark += "0123456789abcdef"[number >> (4 * i) & 15U];
  return mark;
}

/// Letters, digits and _, as nearly all names have; what is called otherwise is announced as all.
HYPER_INLINE bool is_plain_name(std::string_view name) {
  auto const good = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !name.empty() && name.size() <= 63 && std::all_of(name.begin(), name.end(), good);
}

HYPER_INLINE std::string announcement_text(std::string_view mark,
                                           std::vector<statement_tables const*> const& tables,
                                           bool all) {
  std::string text(mark);
  for (statement_tables const* each : tables) {
    table_list const written(each);
    for (std::string_view const name : written.names()) {
      all = all || !is_plain_name(name) || text.size() > longest_announcement;
      if (!all) text.append(" ").append(name);
    }
  }
  if (all) return std::string(mark) + " *";
  return text.size() == mark.size() ? std::string() : text;
}

/// The tables of an announcement. Nothing: all of them, or it is not understood.
HYPER_INLINE std::optional<std::vector<std::string_view>> read_announcement(
    std::string_view payload) {
  if (payload.size() <= mark_size || !is_plain_name(payload.substr(0, mark_size))) return {};
  payload.remove_prefix(mark_size);
  std::vector<std::string_view> tables;
  while (!payload.empty()) {
    if (payload[0] != ' ') return {};
    std::string_view const name = payload.substr(1, payload.find(' ', 1) - 1);
    if (!is_plain_name(name)) return {};
    tables.push_back(name);
    payload.remove_prefix(1 + name.size());
  }
  return tables;
}

}  // namespace detail

/// The keys come from outside, so they are held in a tree: no choice of them makes it slow. Shared
/// with statements that are under way when the cache ends.
struct query_cache::contents : std::enable_shared_from_this<query_cache::contents> {
  struct entry {
    std::shared_ptr<detail::kept_rows const> rows;
    std::int64_t until = 0;
    std::list<std::string const*>::iterator place = {};
    std::size_t bytes = 0;
  };
  static constexpr std::size_t overhead = 256;  // of an entry, about

  explicit contents(std::size_t most_bytes) : most(most_bytes) {}

  std::shared_ptr<contents> self;  // as long as the cache lives
  std::mutex guard;
  std::size_t most;
  std::map<std::string, entry> entries;
  std::list<std::string const*> recent;  // the last used first
  std::map<std::string, std::uint64_t, std::less<>> versions;
  std::map<std::string, std::vector<std::string>, std::less<>> dependents;
  std::uint64_t generation = 0;
  query_cache_counts counted;
  std::string origin;  // of its announcements; empty: nobody is told
  unsigned deaf = 0;   // links that do not hear: nothing is kept, and nothing found

  void forget(std::map<std::string, entry>::iterator which) {
    counted.bytes -= which->second.bytes;
    recent.erase(which->second.place);
    entries.erase(which);
  }
  void store(std::string key, std::shared_ptr<detail::kept_rows const> rows, std::int64_t until) {
    std::size_t const bytes = key.size() + rows->bytes.size() + overhead;
    if (bytes > most / 4) return;
    std::lock_guard<std::mutex> const hold(guard);
    auto const [where, fresh] = entries.try_emplace(std::move(key));
    if (!fresh) return;
    recent.push_front(&where->first);
    where->second = {std::move(rows), until, recent.begin(), bytes};
    counted.bytes += bytes;
    ++counted.stored;
    for (; counted.bytes > most; ++counted.evicted) forget(entries.find(*recent.back()));
  }
  std::shared_ptr<detail::kept_rows const> find(std::string const& key, std::int64_t now) {
    std::lock_guard<std::mutex> const hold(guard);
    auto const found = entries.find(key);
    bool const good = found != entries.end() && found->second.until > now;
    ++(good ? counted.hits : counted.misses);
    if (!good && found != entries.end()) forget(found);
    if (!good) return nullptr;
    recent.splice(recent.begin(), recent, found->second.place);
    return found->second.rows;
  }
  void clear() {
    std::lock_guard<std::mutex> const hold(guard);
    ++generation;
    entries.clear();
    recent.clear();
    counted.bytes = 0;
  }
  /// A table and all that hang on it, each once. A name that comes from outside matters only when
  /// something was read under it: so nobody can make the list of versions longer.
  void move_on(std::string_view table, bool from_outside = false) {
    std::lock_guard<std::mutex> const hold(guard);
    if (from_outside && !versions.contains(table) && !dependents.contains(table)) return;
    std::vector<std::string> work{std::string(table)};
    for (std::size_t i = 0; i < work.size(); ++i) {
      ++versions[work[i]];
      ++counted.invalidations;
      auto const more = dependents.find(work[i]);
      if (more == dependents.end()) continue;
      for (std::string const& each : more->second)
        if (std::find(work.begin(), work.end(), each) == work.end()) work.push_back(each);
    }
  }
  /// The versions of tables now; they become part of the key. Empty: what others write is not
  /// heard, so nothing may be kept.
  std::string versions_of(detail::table_list const& tables) {
    std::lock_guard<std::mutex> const hold(guard);
    if (deaf != 0) return {};
    std::string text = std::to_string(generation);
    for (std::string_view const table : tables.names()) {
      auto const known = versions.try_emplace(std::string(table)).first;
      text.append(" ").append(table).append(" ").append(std::to_string(known->second));
    }
    return text;
  }
  /// What others are told of a write; empty when there is nobody to tell.
  std::string announcement_of(std::vector<statement_tables const*> const& tables, bool all) {
    std::lock_guard<std::mutex> const hold(guard);
    return origin.empty() ? std::string() : detail::announcement_text(origin, tables, all);
  }
  void hear(std::string_view payload) {
    {
      std::lock_guard<std::mutex> const hold(guard);
      if (payload.starts_with(origin)) return;  // it knows already
      ++counted.heard;
    }
    auto const tables = detail::read_announcement(payload);
    if (!tables) return clear();
    for (std::string_view const table : *tables) move_on(table, true);
  }
  /// A link begins: it does not hear yet.
  void join() {
    std::lock_guard<std::mutex> const hold(guard);
    if (origin.empty()) origin = detail::make_mark();
    ++deaf;
  }
  void hears(bool yes) {
    if (yes) clear();  // nobody has heard what was sent meanwhile
    std::lock_guard<std::mutex> const hold(guard);
    yes ? --deaf : ++deaf;
  }
};

namespace detail {

/// Keeps the rows of one query as they arrive.
class read_note final : public statement_note {
 public:
  read_note(query_cache::contents& of, std::string key, std::int64_t until, operation& what)
      : of_(of.shared_from_this()), key_(std::move(key)), until_(until), onward_(what.sink) {
    what.sink = {this,
                 [](void* self, row_view const& row) { static_cast<read_note*>(self)->take(row); }};
  }
  void ended(operation const&, bool answered) noexcept override {
    try {
      if (answered && rows_ != nullptr) of_->store(std::move(key_), std::move(rows_), until_);
    } catch (std::bad_alloc const&) {
      // It is asked again.
    }
  }

 private:
  void take(row_view const& row) {
    if (rows_ != nullptr) rows_->add(row);
    if (rows_ != nullptr && rows_->bytes.size() > of_->most / 4) rows_ = nullptr;
    if (onward_.take != nullptr) onward_.take(onward_.target, row);
  }
  std::shared_ptr<query_cache::contents> of_;
  std::string key_;
  std::int64_t until_;
  row_sink onward_;
  std::shared_ptr<kept_rows> rows_ = std::make_shared<kept_rows>();
};

/// Moves versions on when a write has ended, whether or not it is known how.
class write_note final : public statement_note {
 public:
  write_note(query_cache::contents& of, std::vector<statement_tables const*> tables, bool all)
      : of_(of.shared_from_this()),
        tables_(std::move(tables)),
        all_(all),
        announced_(of.announcement_of(tables_, all)) {}
  announcement announced() const noexcept override { return {cache_channel, announced_}; }
  void ended(operation const&, bool) noexcept override {
    if (all_) return of_->clear();
    for (statement_tables const* each : tables_) {
      table_list const written(each);
      for (std::string_view const name : written.names()) of_->move_on(name);
    }
  }

 private:
  std::shared_ptr<query_cache::contents> of_;
  std::vector<statement_tables const*> tables_;
  bool all_;
  std::string announced_;
};

HYPER_INLINE std::string cache_key(operation const& what, database const& of,
                                   std::string const& versions) {
  std::string key(what.what.sql);
  key.append(1, '\0').append(of.settings().url).append(1, '\0').append(versions).append(1, '\0');
  for (type_oid const type : what.what.parameter_types) append_network<std::uint32_t>(key, type);
  return key.append(what.values.bytes());
}

}  // namespace detail

HYPER_INLINE query_cache::query_cache(std::span<model_info const* const> models,
                                      std::size_t most_bytes) {
  auto const made = std::make_shared<contents>(most_bytes);
  contents_ = made.get();
  contents_->self = made;
  for (model_info const* const model : models)
    for (std::size_t i = 0; i < model->count; ++i)
      if (column_type const& type = *(*model)[i].type; type.relation)
        contents_->dependents[std::string(type.target->table)].emplace_back(model->table);
}

HYPER_INLINE query_cache::~query_cache() { auto const last = std::move(contents_->self); }

HYPER_INLINE void query_cache::invalidate(std::string_view table) { contents_->move_on(table); }

HYPER_INLINE void query_cache::clear() { contents_->clear(); }

HYPER_INLINE void query_cache::join() { contents_->join(); }

HYPER_INLINE void query_cache::hear(std::string_view payload) {
  try {
    contents_->hear(payload);
  } catch (std::bad_alloc const&) {
    contents_->clear();
  }
}

HYPER_INLINE void query_cache::hears(bool yes) { contents_->hears(yes); }

HYPER_INLINE std::string query_cache::announcement_of(statement_tables const* written) const {
  return contents_->announcement_of({written}, written == nullptr);
}

HYPER_INLINE query_cache_counts query_cache::counts() const {
  std::lock_guard<std::mutex> const hold(contents_->guard);
  return contents_->counted;
}

HYPER_INLINE bool query_cache::recall(detail::operation& what, context const* around,
                                      detail::transaction_scope* within, bool commits,
                                      database const& of) {
  using namespace detail;
  bool const script = !what.script.empty();
  if (within != nullptr) {
    bool const tells = commits || (script && within->wrote_anything);
    if (tells && (within->wrote_anything || !within->written.empty()))
      what.note = new write_note(*contents_, within->written, within->wrote_anything);
    else if (!what.what.pure_read && what.what.touches != nullptr)
      within->written.push_back(what.what.touches);
    return false;
  }
  if (!what.what.pure_read) {
    if (what.what.touches != nullptr)
      what.note = new write_note(*contents_, {what.what.touches}, false);
    return false;
  }
  auto const* const wish = static_cast<cache_wish const*>(context::find(around, &cache_wish::key));
  if (wish == nullptr || wish->milliseconds <= 0) return false;
  table_list tables(what.what.touches);
  for (std::string_view const name : wish->tables->names) tables.add(name);
  if (tables.names().empty()) return false;
  std::string const versions = contents_->versions_of(tables);
  if (versions.empty()) return false;
  std::int64_t const now = event_loop::current().now();
  std::string key = cache_key(what, of, versions);
  auto const found = contents_->find(key, now);
  if (found == nullptr) {
    what.note = new read_note(*contents_, std::move(key), now + wish->milliseconds, what);
    return false;
  }
  try {
    found->give_to(what.sink);
  } catch (...) {
    what.failure = std::current_exception();
  }
  what.status.rows = found->count;
  what.done = true;
  return true;
}

HYPER_INLINE std::string query_cache::announce_script() {
  std::string const payload = announcement_of(nullptr);
  if (payload.empty()) return {};
  // Of letters, digits and a star.
  return std::string("SELECT pg_notify('").append(detail::cache_channel) + "', '" + payload + "')";
}

namespace detail {

HYPER_INLINE query_cache* cache_of_this_thread() {
  return database::exists() ? dynamic_cast<query_cache*>(database::current().memory()) : nullptr;
}

HYPER_INLINE task<void> announce(std::string payload) {
  static constexpr type_oid texts[] = {codec<std::string>::oid, codec<std::string>::oid};
  static constexpr std::string_view sql = "SELECT pg_notify($1, $2)";
  static constexpr statement telling{sql, statement_hash(sql), texts};
  if (payload.empty()) co_return;
  parameters values;
  values.add(cache_channel);
  values.add(payload);
  auto running = database::current().run(telling, std::move(values));
  co_await running;
}

HYPER_INLINE task<void> note_written(statement_tables const* which) {
  current_context asked;
  context const* const around = co_await asked;
  auto* const within = static_cast<transaction_scope*>(
      context::find(around, &database::running_query::transaction_key));
  if (within != nullptr) {
    within->written.push_back(which);
  } else if (query_cache* const cache = cache_of_this_thread()) {
    for (std::string_view const name : which->names) cache->invalidate(name);
    auto telling = announce(cache->announcement_of(which));
    co_await telling;
  }
}

}  // namespace detail

HYPER_INLINE task<void> forget_cached() {
  query_cache* const cache = detail::cache_of_this_thread();
  if (cache == nullptr) co_return;
  cache->clear();
  auto telling = detail::announce(cache->announcement_of(nullptr));
  co_await telling;
}

}  // namespace hyper
