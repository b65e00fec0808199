// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/env_file.hpp>
//
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <hyper/app/setting.hpp>

namespace hyper {
namespace detail {

constexpr std::string_view blank_characters = " \t\r";

HYPER_INLINE std::string_view without_blanks(std::string_view text) {
  std::size_t const first = text.find_first_not_of(blank_characters);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blank_characters) - first + 1);
}

HYPER_INLINE bool is_variable_name(std::string_view name) {
  auto const fits = [](char c, bool first) {
    bool const letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
    return letter || (!first && c >= '0' && c <= '9');
  };
  if (name.empty()) return false;
  for (std::size_t i = 0; i < name.size(); ++i)
    if (!fits(name[i], i == 0)) return false;
  return true;
}

/// The value of a quoted text that begins at its quote. False when it is not closed or something
/// but a comment follows.
HYPER_INLINE bool unquote(std::string_view text, std::string& into) {
  char const quote = text[0];
  std::size_t i = 1;
  for (; i < text.size() && text[i] != quote; ++i) {
    if (quote == '\'' || text[i] != '\\') {
      into += text[i];
      continue;
    }
    if (++i == text.size()) return false;
    char const escaped = text[i];
    into += escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped == 't' ? '\t' : escaped;
  }
  if (i == text.size()) return false;
  std::string_view const rest = without_blanks(text.substr(i + 1));
  return rest.empty() || rest[0] == '#';
}

HYPER_INLINE std::string bare_value(std::string_view text) {
  if (text.starts_with('#')) return {};
  for (std::size_t i = 1; i < text.size(); ++i)
    if (text[i] == '#' && blank_characters.find(text[i - 1]) != blank_characters.npos)
      return std::string(without_blanks(text.substr(0, i)));
  return std::string(text);
}

}  // namespace detail

HYPER_INLINE std::vector<env_entry> parse_env_file(std::string_view text, std::string_view path) {
  std::vector<env_entry> entries;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (int number = 1; !text.empty(); ++number) {
    std::size_t const end = text.find('\n');
    std::string_view line = detail::without_blanks(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
    if (line.empty() || line[0] == '#') continue;
    if (line.starts_with("export ")) line = detail::without_blanks(line.substr(7));
    auto const refuse = [&](std::string_view why) {
      throw bad_setting(std::string(path) + ", line " + std::to_string(number) + ": " +
                        std::string(why));
    };
    std::size_t const equals = line.find('=');
    std::string_view const name = detail::without_blanks(line.substr(0, equals));
    if (equals == line.npos || !detail::is_variable_name(name))
      refuse("expected NAME=value, a # comment or an empty line.");
    std::string_view const written = detail::without_blanks(line.substr(equals + 1));
    std::string value;
    if (!written.empty() && (written[0] == '"' || written[0] == '\'')) {
      if (!detail::unquote(written, value))
        refuse("the quoted value must end on its line, with nothing but a # comment behind.");
    } else {
      value = detail::bare_value(written);
    }
    if (value.find('\0') != value.npos) refuse("a value cannot hold a zero byte.");
    entries.push_back({std::string(name), std::move(value), number});
  }
  return entries;
}

HYPER_INLINE std::vector<env_entry> read_env_file(std::string const& path) {
  constexpr std::size_t limit = 64 * 1024;
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    throw bad_setting("The file " + path + " cannot be read: " + std::strerror(errno) + ".");
  }
  std::string text(limit + 1, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file));
  bool const failed = std::ferror(file) != 0;
  std::fclose(file);
  if (failed) throw bad_setting("The file " + path + " cannot be read.");
  if (text.size() > limit)
    throw bad_setting("The file " + path + " has more than 64 KiB: that is no settings file.");
  return parse_env_file(text, path);
}

}  // namespace hyper
