// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/command_line.hpp>
//
#include <algorithm>
#include <hyper/app/command_options.hpp>
#include <hyper/reflect/edit_distance.hpp>

namespace hyper {
namespace detail {

[[noreturn]] HYPER_INLINE void refuse_option(std::string_view typed) {
  std::vector<std::string> spelled;
  for (setting const& row : setting_table()) spelled.push_back(option_spelling(row.name));
  for (own_option const& each : own_options()) spelled.push_back("--" + std::string(each.name));
  spelled.emplace_back("--help");
  spelled.emplace_back("--version");
  std::vector<std::string_view> const words(spelled.begin(), spelled.end());
  std::string sentence = "There is no option " + std::string(typed.substr(0, 60)) + ".";
  if (auto const near = nearest_word(typed, words))
    sentence += " Did you mean " + std::string(*near) + "?";
  throw bad_setting(sentence + " --help lists all options.");
}

/// Reads an option that only single commands have; 0 words when it is none.
HYPER_INLINE std::size_t take_own_option(std::span<char const* const> words, command_line& into) {
  std::string_view const word = words[0];
  std::size_t const equals = word.find('=');
  own_option const* const row = find_own_option(word.substr(0, equals).substr(2));
  if (row == nullptr) return 0;
  std::string const typed(word.substr(0, equals));
  bool const attached = equals != word.npos;
  if (row->value.empty() && attached) throw bad_setting(typed + " takes no value.");
  if (!row->value.empty() && !attached && words.size() < 2)
    throw bad_setting(typed + " needs a value: " + std::string(row->value) + ".");
  if (into.has(row->name)) throw bad_setting(typed + " is given twice: once is enough.");
  std::string_view value = attached ? word.substr(equals + 1) : std::string_view();
  if (!row->value.empty() && !attached) value = words[1];
  into.own_options.push_back({row->name, std::string(value)});
  return row->value.empty() || attached ? 1 : 2;
}

/// Options of another command are refused when the command is known.
HYPER_INLINE void judge_own_options(command_line const& line) {
  for (command_option const& each : line.own_options)
    if (!line.command.empty() && !has_own_option(line.command, each.name))
      throw bad_setting("The command " + std::string(line.command.substr(0, 60)) +
                        " has no option --" + std::string(each.name) + ".");
}

/// Reads the option at the front of `words` into `into` and returns how many words it took.
HYPER_INLINE std::size_t take_option(std::span<char const* const> words, command_line& into) {
  std::string_view const word = words[0];
  if (std::size_t const taken = take_own_option(words, into)) return taken;
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

HYPER_INLINE bool command_line::has(std::string_view own_option) const {
  return std::any_of(own_options.begin(), own_options.end(),
                     [&](command_option const& each) { return each.name == own_option; });
}

HYPER_INLINE std::string command_line::value_of(std::string_view own_option,
                                                std::string_view otherwise) const {
  for (command_option const& each : own_options)
    if (each.name == own_option) return each.value;
  return std::string(otherwise);
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
  detail::judge_own_options(line);
  return line;
}

}  // namespace hyper
