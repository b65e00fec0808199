// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/repeated_statements.hpp>
//
#include <hyper/app/journal.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <hyper/postgres/statement_counts.hpp>
#include <mutex>
#include <set>

namespace hyper::detail {

HYPER_INLINE std::string describe_repetition(std::string_view method, std::string_view path,
                                             statement_counts const& asked, std::size_t most) {
  auto const* const found = asked.repeated_more_than(most);
  if (found == nullptr) return {};
  std::string text = std::string(method) + ' ' + std::string(path) + " executed one statement " +
                     std::to_string(found->times) + " times, of " + std::to_string(asked.total()) +
                     " in all";
  for (std::string const& table : found->tables)
    text += (&table == &found->tables.front() ? ": it touches " : ", ") + table;
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
  statement_watch(request const& asked, std::size_t most)
      : method_(asked.method_name), path_(asked.path), most_(most) {}
  ~statement_watch() override {
    auto const* const found = asked_.repeated_more_than(most_);
    if (found == nullptr) return;
    try {
      if (is_news(method_ + path_without_numbers(path_) + found->sql))
        journal::warning(describe_repetition(method_, path_, asked_, most_));
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
  statement_counts asked_;
  context link_{nullptr, &statement_counts::key, &asked_};
};

HYPER_INLINE void watch_statements(exchange& with, std::size_t most) {
  with.accompany(new statement_watch(with.asked, most));
}

}  // namespace hyper::detail
