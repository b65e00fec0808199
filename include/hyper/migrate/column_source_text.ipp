// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/column_source_text.hpp>
//
#include <algorithm>
#include <hyper/migrate/sql_tokens.hpp>

namespace hyper::detail {

struct type_pair {
  std::string_view sql;
  std::string_view cpp;
};
inline constexpr type_pair usual_types[] = {
    {"smallint", "std::int16_t"},
    {"integer", "std::int32_t"},
    {"bigint", "std::int64_t"},
    {"real", "float"},
    {"double precision", "double"},
    {"boolean", "bool"},
    {"text", "std::string"},
    {"numeric", "hyper::decimal"},
    {"bytea", "std::vector<std::byte>"},
    {"date", "hyper::date"},
    {"timestamp with time zone", "hyper::timestamp"},
    {"time without time zone", "hyper::time_of_day"},
    {"uuid", "hyper::uuid"},
    {"jsonb", "hyper::jsonb"},
    {"interval", "hyper::interval"},
    {"inet", "hyper::network_address"},
    {"cidr", "hyper::network_range"},
    {"int4range", "hyper::value_range<std::int32_t>"},
    {"int8range", "hyper::value_range<std::int64_t>"},
    {"numrange", "hyper::value_range<hyper::decimal>"},
    {"daterange", "hyper::value_range<hyper::date>"},
    {"tstzrange", "hyper::value_range<hyper::timestamp>"},
};

/// Types that travel in the form of another.
inline constexpr type_pair similar_types[] = {
    {"timestamp without time zone", "hyper::timestamp"},
    {"timestamp with time zone", "hyper::timestamp"},
    {"time without time zone", "hyper::time_of_day"},
    {"interval", "hyper::interval"},
    {"money", "std::int64_t"},
    {"json", "std::string"},
    {"xml", "std::string"},
    {"name", "std::string"},
    {"citext", "std::string"},
    {"character varying", "std::string"},
    {"character", "std::string"},
    {"\"char\"", "std::string"},
};

inline constexpr std::string_view cpp_keywords[] = {
    "alignas",       "alignof",   "and",       "and_eq",   "asm",       "auto",         "bitand",
    "bitor",         "bool",      "break",     "case",     "catch",     "char",         "class",
    "co_await",      "co_return", "co_yield",  "compl",    "concept",   "const",        "consteval",
    "constexpr",     "constinit", "continue",  "decltype", "default",   "delete",       "do",
    "double",        "else",      "enum",      "explicit", "export",    "extern",       "false",
    "float",         "for",       "friend",    "goto",     "if",        "inline",       "int",
    "long",          "mutable",   "namespace", "new",      "noexcept",  "not",          "not_eq",
    "nullptr",       "operator",  "or",        "or_eq",    "private",   "protected",    "public",
    "register",      "requires",  "return",    "short",    "signed",    "sizeof",       "static",
    "static_assert", "struct",    "switch",    "template", "this",      "thread_local", "throw",
    "true",          "try",       "typedef",   "typeid",   "typename",  "union",        "unsigned",
    "using",         "virtual",   "void",      "volatile", "wchar_t",   "while",        "xor",
    "xor_eq",        "meta",      "hyper",     "std",      "inspected", "all"};

template <std::size_t Count>
std::string_view look_up(type_pair const (&among)[Count], std::string_view sql) {
  for (type_pair const& each : among)
    if (each.sql == sql) return each.cpp;
  return {};
}

HYPER_INLINE std::string cpp_text(std::string_view text) {
  std::string made = "\"";
  for (char const c : text) {
    if (c == '\n') {
      made += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') made += '\\';
    made += c;
  }
  return made + "\"";
}

HYPER_INLINE bool is_cpp_name(std::string_view name) {
  bool const letters = std::all_of(name.begin(), name.end(), [](char c) {
    return is_word_letter(c) && c != '$' && static_cast<unsigned char>(c) < 0x80;
  });
  return !name.empty() && letters && !(name[0] >= '0' && name[0] <= '9') && name[0] != '_' &&
         name.find("__") == name.npos &&
         std::find(std::begin(cpp_keywords), std::end(cpp_keywords), name) ==
             std::end(cpp_keywords);
}

HYPER_INLINE std::string cpp_struct_name(std::string_view table) {
  if (is_cpp_name(table)) return std::string(table);
  std::string made = "table_";
  for (char const c : table)
    made += is_word_letter(c) && c != '$' && static_cast<unsigned char>(c) < 0x80 ? c : '_';
  while (made.find("__") != made.npos) made.erase(made.find("__"), 1);
  return made;
}

/// `numeric(10,2)`: `hyper::numeric<10, 2>`; `character varying(80)`: `hyper::text<0, 80>`.
HYPER_INLINE std::string sized_type(std::string_view sql) {
  std::size_t const open = sql.find('(');
  if (open == sql.npos || !sql.ends_with(')')) return {};
  std::string_view const name = sql.substr(0, open);
  std::string sizes(sql.substr(open + 1, sql.size() - open - 2));
  bool const two = sizes.find(',') != sizes.npos;
  if (name == "character varying") return "hyper::text<0, " + sizes + ">";
  if (name == "vector") return "hyper::pgvector<" + sizes + ">";
  if (name != "numeric" || sizes.find('-') != sizes.npos) return {};
  if (!two) return "hyper::numeric<" + sizes + ", 0>";
  return "hyper::numeric<" + sizes.replace(sizes.find(','), 1, ", ") + ">";
}

HYPER_INLINE std::string stored_as_text(std::string_view cpp, std::string_view sql) {
  return "hyper::stored_as<" + std::string(cpp) + ", " + cpp_text(sql) + ">";
}

/// `timestamp(3) with time zone` without its `(3)`.
HYPER_INLINE std::string without_size(std::string_view sql) {
  std::string made(sql);
  std::size_t const open = made.find('('), close = made.find(')');
  if (open != made.npos && close != made.npos) made.erase(open, close + 1 - open);
  return made;
}

/// `numeric(10,2)[]`: a vector, which is stored as what it is when its elements are no usual ones.
HYPER_INLINE std::string array_type(std::string_view sql) {
  std::string_view const element = sql.substr(0, sql.size() - 2);
  std::string const bare = without_size(element);
  bool const text = bare == "character varying" || bare == "character";
  std::string_view const cpp = text ? "std::string" : look_up(usual_types, bare);
  if (cpp.empty()) return {};
  std::string const made = "std::vector<" + std::string(cpp) + ">";
  return bare == element && !text ? made : stored_as_text(made, sql);
}

HYPER_INLINE std::string cpp_type(std::string_view sql_type, std::string_view collation) {
  std::string const whole(sql_type);
  if (!collation.empty())
    return stored_as_text("std::string", whole + " COLLATE " + std::string(collation));
  if (auto const usual = look_up(usual_types, sql_type); !usual.empty()) return std::string(usual);
  if (std::string made = sized_type(sql_type); !made.empty()) return made;
  if (sql_type == "hstore") return "hyper::hstore";
  if (sql_type.ends_with("[]"))
    if (std::string made = array_type(sql_type); !made.empty()) return made;
  auto const similar = look_up(similar_types, without_size(sql_type));
  if (!similar.empty()) return stored_as_text(similar, sql_type);
  return stored_as_text("std::vector<std::byte>", sql_type);  // its bytes, as they are
}

}  // namespace hyper::detail
