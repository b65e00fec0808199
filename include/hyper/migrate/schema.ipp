// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/schema.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>

namespace hyper {

HYPER_INLINE std::string schema_constraint::target() const {
  for (sql_tokens each(definition); each.front().kind != sql_token_kind::end;)
    if (each.next().is("REFERENCES")) {
      std::string table = each.next().name();
      while (each.skip('.')) table = each.next().name();
      return table;
    }
  return {};
}

HYPER_INLINE schema_column const* schema_table::find_column(std::string_view column) const {
  return find_named(columns, column);
}

HYPER_INLINE std::vector<std::string> schema_table::key() const {
  for (schema_constraint const& each : constraints)
    if (each.is("PRIMARY")) return names_in_parentheses(each.definition);
  return {};
}

HYPER_INLINE schema_table const* schema::find_table(std::string_view table) const {
  return find_named(tables, table);
}

HYPER_INLINE schema_table* schema::find_table(std::string_view table) {
  for (schema_table& each : tables)
    if (each.name == table) return &each;
  return nullptr;
}

HYPER_INLINE std::vector<std::string> names_in_parentheses(std::string_view definition) {
  std::vector<std::string> names;
  sql_tokens each(definition);
  while (each.front().kind != sql_token_kind::end && !each.front().is('(')) each.next();
  bool expected = true;
  int depth = 0;
  while (each.front().kind != sql_token_kind::end) {
    sql_token const token = each.next();
    if (token.is('(')) ++depth;
    if (token.is(')') && --depth == 0) break;
    if (expected && depth == 1 && token.is_name()) names.push_back(token.name());
    expected = depth == 1 && (token.is(',') || token.is('('));
  }
  return names;
}

HYPER_INLINE bool mentions(std::string_view sql, std::string_view name) {
  for (sql_tokens each(sql); each.front().kind != sql_token_kind::end;) {
    sql_token const token = each.next();
    if (token.is_name() && token.name() == name) return true;
  }
  return false;
}

HYPER_INLINE std::string with_name_replaced(std::string_view sql, std::string_view old_name,
                                            std::string_view new_name) {
  std::string made;
  std::size_t copied = 0;
  for (sql_tokens each(sql); each.front().kind != sql_token_kind::end;) {
    sql_token const token = each.next();
    if (!token.is_name() || token.name() != old_name) continue;
    made += sql.substr(copied, token.at - copied);
    made += token.kind == sql_token_kind::quoted ? quoted_name(new_name) : std::string(new_name);
    copied = token.at + token.text.size();
  }
  return made += sql.substr(copied);
}

HYPER_INLINE bool detail::is_listed(std::vector<std::string> const& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace hyper
