// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/command_line.hpp>
//
#include <algorithm>
#include <hyper/reflect/edit_distance.hpp>

namespace hyper {
namespace detail {

[[noreturn]] HYPER_INLINE void refuse_option(std::string_view typed) {
  std::vector<std::string> spelled;
  for (setting const& row : setting_table()) spelled.push_back(option_spelling(row.name));
  spelled.emplace_back("--help");
  spelled.emplace_back("--version");
  std::vector<std::string_view> const words(spelled.begin(), spelled.end());
  std::string sentence = "There is no option " + std::string(typed.substr(0, 60)) + ".";
  if (auto const near = nearest_word(typed, words))
    sentence += " Did you mean " + std::string(*near) + "?";
  throw bad_setting(sentence + " --help lists all options.");
}

/// Reads the option at the front of `words` into `into` and returns how many words it took.
HYPER_INLINE std::size_t take_option(std::span<char const* const> words, command_line& into) {
  std::string_view const word = words[0];
  std::size_t const equals = word.find('=');
  std::string_view const typed = word.substr(0, equals);
  std::string name(typed.substr(2));
  std::replace(name.begin(), name.end(), '-', '_');
  if (name == "drain") name = "drain_timeout";
  setting const* row = typed.find('_') == typed.npos ? find_setting(name) : nullptr;
  bool const negated = row == nullptr && name.starts_with("no_");
  if (negated) row = find_setting(std::string_view(name).substr(3));
  if (row == nullptr || (negated && row->kind != setting_kind::flag)) refuse_option(typed);
  for (command_option const& earlier : into.options)
    if (earlier.name == row->name)
      throw bad_setting(option_spelling(row->name) + " is given twice: once is enough.");
  bool const attached = equals != word.npos;
  if (row->kind == setting_kind::flag) {
    if (negated && attached)
      throw bad_setting(std::string(typed) + " takes no value: it says \"false\" already.");
    std::string_view const value = negated ? "false" : attached ? word.substr(equals + 1) : "true";
    into.options.push_back({row->name, std::string(value)});
    return 1;
  }
  if (!attached && words.size() < 2)
    throw bad_setting(std::string(typed) + " needs a value: " + allowed_values(*row) + ".");
  into.options.push_back({row->name, std::string(attached ? word.substr(equals + 1) : words[1])});
  return attached ? 1 : 2;
}

}  // namespace detail

HYPER_INLINE std::optional<std::string_view> nearest_word(std::string_view typed,
                                                          std::span<std::string_view const> words) {
  if (typed.size() > 60) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = typed.size() / 3 + 2;  // further away it is another word
  for (std::string_view const word : words) {
    std::size_t const distance = detail::edit_distance(typed, word);
    if (distance < best_distance) best = word, best_distance = distance;
  }
  return best;
}

HYPER_INLINE command_line parse_command_line(std::span<char const* const> arguments) {
  command_line line;
  if (!arguments.empty()) line.program = arguments[0];
  std::size_t i = 1;
  while (i < arguments.size()) {
    std::string_view const word = arguments[i];
    if (word == "--help" || word == "-h") {
      line.help = true;
    } else if (word == "--version") {
      line.version = true;
    } else if (word.starts_with("--") && word.size() > 2) {
      i += detail::take_option(arguments.subspan(i), line);
      continue;
    } else if (word.starts_with("-")) {
      detail::refuse_option(word);
    } else if (line.command.empty()) {
      line.command = word;
    } else {
      line.operands.push_back(word);
    }
    ++i;
  }
  return line;
}

}  // namespace hyper
