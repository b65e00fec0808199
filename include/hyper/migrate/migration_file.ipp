// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/migration_file.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>
#include <hyper/security/hash.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE std::string without_carriage_returns(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 == text.size() || text[i + 1] != '\n') made += text[i];
  return made;
}

HYPER_INLINE std::vector<std::string> split_list(std::string_view text) {
  std::vector<std::string> made;
  while (!text.empty()) {
    std::size_t const comma = text.find(", ");
    made.emplace_back(text.substr(0, comma));
    text.remove_prefix(comma == text.npos ? text.size() : comma + 2);
  }
  return made;
}

[[noreturn]] HYPER_INLINE void refuse_file(std::string_view name, std::string_view why) {
  throw migration_error("The migration " + std::string(name) + " " + std::string(why) + ".");
}

/// One line of the head: `-- after: 0001_initial`. Others are comments.
HYPER_INLINE void read_head_line(migration& into, std::string_view line) {
  auto const value_of = [&](std::string_view key) {
    return line.starts_with(key) ? line.substr(key.size()) : std::string_view();
  };
  if (auto const value = value_of("-- after: "); !value.empty()) into.after = value;
  if (auto const value = value_of("-- state: "); !value.empty()) into.state = value;
  if (auto const value = value_of("-- replaces: "); !value.empty())
    into.replaces = split_list(value);
  if (line == "-- destructive: yes") into.destructive = true;
  auto const transaction = value_of("-- transaction: ");
  if (transaction == "none") into.transactional = false;
  if (!transaction.empty() && transaction != "none" && transaction != "one")
    refuse_file(into.name, "has a line `-- transaction:` that is neither `one` nor `none`");
}

HYPER_INLINE std::string trimmed_part(std::string part) {
  while (part.ends_with('\n') || part.ends_with(' ')) part.pop_back();
  return part.empty() ? part : part + "\n";
}

}  // namespace detail

HYPER_INLINE std::string fingerprint(std::string_view text) {
  std::string digits;
  for (std::uint8_t const byte : sha256(text)) {
    digits += "0123456789abcdef"[byte >> 4];
    digits += "0123456789abcdef"[byte & 15];
  }
  return digits;
}

HYPER_INLINE bool takes_data_away(std::string_view script) {
  auto const statements = split_statements(script);
  return std::any_of(statements.begin(), statements.end(), [](sql_statement const& each) {
    return each.has("DROP TABLE") || each.has("DROP COLUMN") || each.has("DROP SCHEMA") ||
           (sql_tokens(each.text).front().is("TRUNCATE"));
  });
}

HYPER_INLINE migration parse_migration(std::string_view name, std::string_view text) {
  migration made;
  made.name = name;
  std::string const whole = detail::without_carriage_returns(text);
  made.checksum = fingerprint(whole);
  std::string* part = nullptr;
  std::size_t line_number = 0;
  for (std::size_t at = 0; at < whole.size();) {
    std::size_t const end = std::min(whole.find('\n', at), whole.size());
    std::string_view const line = std::string_view(whole).substr(at, end - at);
    at = end + 1;
    ++line_number;
    if (line == "-- up" && part == nullptr) {
      part = &made.up;
      made.up_line = line_number + 1;
    } else if (line == "-- down" && part == &made.up) {
      part = &made.down;
      made.down_line = line_number + 1;
    } else if (part != nullptr) {
      (*part += line) += '\n';
    } else {
      detail::read_head_line(made, line);
    }
  }
  if (part == nullptr)
    detail::refuse_file(name, "has no line `-- up`, behind which its SQL stands");
  made.up = detail::trimmed_part(std::move(made.up));
  made.down = detail::trimmed_part(std::move(made.down));
  if (takes_data_away(made.up)) made.destructive = true;
  return made;
}

HYPER_INLINE std::string migration_text(migration const& of) {
  std::string text = "-- migration: " + of.name + "\n";
  auto const add = [&](std::string_view key, std::string_view value) {
    if (!value.empty()) ((text += key) += value) += '\n';
  };
  std::string replaced;
  for (std::string const& each : of.replaces) replaced += (replaced.empty() ? "" : ", ") + each;
  add("-- after: ", of.after);
  add("-- replaces: ", replaced);
  add("-- state: ", of.state);
  add("-- transaction: ", of.transactional ? "" : "none");
  add("-- destructive: ", of.destructive ? "yes" : "");
  return text + "\n-- up\n" + of.up + "\n-- down\n" + of.down;
}

}  // namespace hyper
