// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the compiler knows of the built-in filters, tests and functions: their names and the names
// of their parameters. A test compares it with what the functions themselves accept.

#include <cstdint>
#include <hyper/templates/token.hpp>
#include <span>
#include <string_view>

namespace hyper::detail {

/// A built-in function: `parameters` are separated by blanks; a call must give the first `needed`.
struct template_signature {
  std::string_view name;
  std::string_view parameters;
  std::uint8_t needed = 0;
  bool open = false;  // takes any number of arguments

  constexpr std::size_t count() const {
    std::size_t found = parameters.empty() ? 0 : 1;
    for (char const c : parameters) found += c == ' ' ? 1 : 0;
    return found;
  }
  /// The position of a parameter, or -1.
  constexpr int find(std::string_view wanted) const {
    std::size_t begin = 0;
    for (int at = 0; begin < parameters.size(); ++at) {
      std::size_t end = place_of(' ', parameters, begin);
      if (end == parameters.npos) end = parameters.size();
      if (parameters.substr(begin, end - begin) == wanted) return at;
      begin = end + 1;
    }
    return -1;
  }
};

inline constexpr template_signature filter_signatures[] = {
    {"abs", ""},
    {"add", "arg", 1},
    {"attr", "name", 1},
    {"batch", "linecount fill_with", 1},
    {"capitalize", ""},
    {"center", "width"},
    {"count", ""},
    {"d", "default_value boolean"},
    {"date", "format"},
    {"default", "default_value boolean"},
    {"dictsort", "case_sensitive by reverse"},
    {"e", ""},
    {"escape", ""},
    {"filesizeformat", "binary"},
    {"first", ""},
    {"float", "default"},
    {"forceescape", ""},
    {"format", "", 0, true},
    {"groupby", "attribute default case_sensitive", 1},
    {"indent", "width first blank"},
    {"int", "default base"},
    {"intcomma", ""},
    {"items", ""},
    {"join", "d attribute"},
    {"last", ""},
    {"length", ""},
    {"linebreaks", ""},
    {"linebreaksbr", ""},
    {"list", ""},
    {"lower", ""},
    {"map", "", 0, true},
    {"max", "case_sensitive attribute"},
    {"min", "case_sensitive attribute"},
    {"naturaltime", "now"},
    {"pluralize", "arg"},
    {"pprint", ""},
    {"random", ""},
    {"reject", "", 0, true},
    {"rejectattr", "", 0, true},
    {"replace", "old new count", 2},
    {"reverse", ""},
    {"round", "precision method"},
    {"safe", ""},
    {"select", "", 0, true},
    {"selectattr", "", 0, true},
    {"slice", "slices fill_with", 1},
    {"slugify", ""},
    {"sort", "reverse case_sensitive attribute"},
    {"string", ""},
    {"striptags", ""},
    {"sum", "attribute start"},
    {"time", "format"},
    {"timesince", "now"},
    {"timeuntil", "now"},
    {"title", ""},
    {"tojson", "indent"},
    {"trim", "chars"},
    {"truncate", "length killwords end leeway"},
    {"unique", "case_sensitive attribute"},
    {"upper", ""},
    {"urlencode", ""},
    {"urlize", "trim_url_limit nofollow target rel extra_schemes"},
    {"wordcount", ""},
    {"wordwrap", "width break_long_words wrapstring break_on_hyphens"},
    {"xmlattr", "autospace"},
    {"yesno", "arg"},
};

inline constexpr template_signature test_signatures[] = {
    {"!=", "other", 1},
    {"<", "other", 1},
    {"<=", "other", 1},
    {"==", "other", 1},
    {">", "other", 1},
    {">=", "other", 1},
    {"boolean", ""},
    {"callable", ""},
    {"defined", ""},
    {"divisibleby", "num", 1},
    {"eq", "other", 1},
    {"equalto", "other", 1},
    {"escaped", ""},
    {"even", ""},
    {"false", ""},
    {"filter", ""},
    {"float", ""},
    {"ge", "other", 1},
    {"greaterthan", "other", 1},
    {"gt", "other", 1},
    {"in", "seq", 1},
    {"integer", ""},
    {"iterable", ""},
    {"le", "other", 1},
    {"lessthan", "other", 1},
    {"lower", ""},
    {"lt", "other", 1},
    {"mapping", ""},
    {"ne", "other", 1},
    {"none", ""},
    {"number", ""},
    {"odd", ""},
    {"sameas", "other", 1},
    {"sequence", ""},
    {"string", ""},
    {"test", ""},
    {"true", ""},
    {"undefined", ""},
    {"upper", ""},
};

/// Names that templates know without being given them.
inline constexpr std::string_view global_names[] = {
    "_",         "cycler",   "dict",      "gettext",  "joiner",
    "namespace", "ngettext", "npgettext", "pgettext", "range"};

/// The position of a name, or how many there are. No pointer: with -fsanitize=undefined g++ 12 does
/// not compare one with null in a constant (its bug 71962).
constexpr std::size_t find_signature(std::span<template_signature const> all,
                                     std::string_view name) {
  std::size_t at = 0;
  while (at < all.size() && !same_word(all[at].name, name)) ++at;
  return at;
}
constexpr bool is_global_name(std::string_view name) {
  for (auto const each : global_names)
    if (same_word(each, name)) return true;
  return false;
}

}  // namespace hyper::detail
