// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/repeated_statements.hpp>
//
#include <hyper/app/journal.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <hyper/orm/column.hpp>
#include <hyper/postgres/statement_counts.hpp>
#include <mutex>
#include <set>

namespace hyper::detail {

/// Whether a condition of the statement compares the column with a value or a list.
HYPER_INLINE bool compares(std::string_view sql, column_info const& column) {
  std::string const name =
      "\"" + std::string(column.stem()) + std::string(column->suffix) + "\" = ";
  for (std::size_t at = sql.find(name); at != sql.npos; at = sql.find(name, at + 1)) {
    std::string_view const value = sql.substr(at + name.size());
    if (value.starts_with('$') || value.starts_with("ANY($")) return true;
  }
  return false;
}

/// The foreign keys that point to a model: `post::writer or comment::writer`.
HYPER_INLINE std::string relations_to(model_info const& target,
                                      std::span<model_info const* const> models) {
  std::string all;
  for (model_info const* const from : models)
    for (std::size_t i = 0; i < from->count; ++i) {
      column_info const& column = (*from)[i];
      if (column->target != &target) continue;
      if (!all.empty()) all += " or ";
      all.append(from->name).append("::").append(column.member);
    }
  return all;
}

HYPER_INLINE std::string followed_relation(std::string_view sql, std::string_view table,
                                           std::span<model_info const* const> models) {
  for (model_info const* const each : models) {
    if (each->table != table) continue;
    for (std::size_t i = 0; i < each->count; ++i) {
      column_info const& column = (*each)[i];
      if (column->target == nullptr || !compares(sql, column)) continue;
      return std::string(each->name) + "::" + std::string(column.member) + " from the other side";
    }
    if (compares(sql, (*each)[each->key])) return relations_to(*each, models);
  }
  return {};
}

HYPER_INLINE std::string describe_repetition(std::string_view method, std::string_view path,
                                             statement_counts const& asked, std::size_t most,
                                             std::span<model_info const* const> models) {
  auto const* const found = asked.repeated_more_than(most);
  if (found == nullptr) return {};
  std::string text = std::string(method) + ' ' + std::string(path) + " executed one statement " +
                     std::to_string(found->times) + " times, of " + std::to_string(asked.total()) +
                     " in all";
  for (std::string const& table : found->tables)
    text += (&table == &found->tables.front() ? ": it touches " : ", ") + table;
  std::string const relation =
      found->tables.empty() ? "" : followed_relation(found->sql, found->tables.front(), models);
  if (!relation.empty()) text += ", and follows " + relation;
  text += ". select_related, prefetch or a filter with __in asks once for all rows. " + found->sql;
  return text;
}

HYPER_INLINE bool is_news(std::string_view thing) {
  static std::mutex guard;
  static std::set<std::string, std::less<>> said;
  std::lock_guard<std::mutex> const hold(guard);
  constexpr std::size_t remembered = 1000;
  return said.size() < remembered && said.emplace(thing).second;
}

/// Numbers of a path are keys of rows: they do not make another route.
HYPER_INLINE std::string path_without_numbers(std::string_view path) {
  std::string made;
  for (char const c : path) {
    bool const digit = c >= '0' && c <= '9';
    if (!digit) made += c;
    if (digit && !made.ends_with('#')) made += '#';
  }
  return made;
}

class statement_watch final : public exchange_companion {
 public:
  statement_watch(request const& asked, std::size_t most, std::span<model_info const* const> models)
      : method_(asked.method_name), path_(asked.path), most_(most), models_(models) {}
  ~statement_watch() override {
    auto const* const found = asked_.repeated_more_than(most_);
    if (found == nullptr) return;
    try {
      if (is_news(method_ + path_without_numbers(path_) + found->sql))
        journal::warning(describe_repetition(method_, path_, asked_, most_, models_));
    } catch (std::exception const&) {  // no memory for a remark
    }
  }
  context const* around(context const* outer) override {
    link_.parent = outer;
    return &link_;
  }
  void add_lines(std::string&) override {}

 private:
  std::string method_, path_;
  std::size_t most_;
  std::span<model_info const* const> models_;
  statement_counts asked_;
  context link_{nullptr, &statement_counts::key, &asked_};
};

HYPER_INLINE void watch_statements(exchange& with, std::size_t most,
                                   std::span<model_info const* const> models) {
  with.accompany(new statement_watch(with.asked, most, models));
}

}  // namespace hyper::detail
