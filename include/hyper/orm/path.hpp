// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Finds what `writer__name__icontains` means: foreign keys to follow, a column, a lookup.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/lookup.hpp>
#include <string_view>

namespace hyper::detail {

enum class path_flaw : std::uint8_t {
  none,
  no_column,    // a word is neither a column nor, where one may stand, a lookup
  no_relation,  // a word follows a column that points nowhere
  no_lookup,    // the last word is no lookup, or not one of this column's type
  too_deep
};

/// How many foreign keys a path may follow.
inline constexpr std::size_t max_path_depth = 4;

/// What a path means.
struct model_path {
  path_flaw flaw = path_flaw::none;
  std::array<std::uint16_t, max_path_depth> relations{};  ///< columns to follow, from the root
  std::uint8_t depth = 0;
  std::uint16_t column = 0;           ///< in the model where the path ends
  model_info const* model = nullptr;  ///< that model
  lookup how = lookup::exact;
  std::string_view word = {};  ///< which was not understood

  constexpr column_info const& target() const { return (*model)[column]; }
};

/// Where the first `__` stands, or the size. (A loop, because g++ cannot evaluate the standard's
/// search in a template argument under its sanitizers: GCC bug 71962.)
constexpr std::size_t find_separator(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (text[i] == '_' && text[i + 1] == '_') return i;
  return text.size();
}

/// Cuts the first word off: up to the next `__`.
constexpr std::string_view take_word(std::string_view& rest) {
  std::size_t const end = find_separator(rest);
  std::string_view const word = rest.substr(0, end);
  rest.remove_prefix(end == rest.size() ? end : end + 2);
  return word;
}

constexpr model_path flawed(model_path path, path_flaw flaw, std::string_view word) {
  path.flaw = flaw;
  path.word = word;
  return path;
}

/// `writer__id` needs no join: it is the foreign key itself.
constexpr void shorten_path(model_path& path, model_info const& root) {
  if (path.depth == 0 || path.column != path.model->key) return;
  model_info const* parent = &root;
  for (std::size_t i = 0; i + 1 < path.depth; ++i) parent = (*parent)[path.relations[i]]->target;
  --path.depth;
  path.column = path.relations[path.depth];
  path.model = parent;
}

/// Reads what is behind the first column: relations, and a lookup at the end.
constexpr model_path read_path_end(model_path path, std::string_view rest) {
  while (!rest.empty()) {
    std::string_view const word = take_word(rest);
    column_info const& column = path.target();
    lookup const how = find_lookup(word);
    bool const joins = column->relation;
    std::size_t const next = joins ? column->target->find(word) : no_column;
    if (next != no_column) {
      if (path.depth == max_path_depth) return flawed(path, path_flaw::too_deep, word);
      path.relations[path.depth++] = path.column;
      path.model = column->target;
      path.column = static_cast<std::uint16_t>(next);
    } else if (how != lookup::none && rest.empty()) {
      path.how = how;
      if (!column_has_lookup(column, how)) return flawed(path, path_flaw::no_lookup, word);
    } else if (joins) {
      path.model = column->target;
      return flawed(path, path_flaw::no_column, word);
    } else {
      bool const relation = !rest.empty();
      return flawed(path, relation ? path_flaw::no_relation : path_flaw::no_lookup,
                    relation ? column.member : word);
    }
  }
  return path;
}

constexpr model_path read_path(model_info const& root, std::string_view text) {
  model_path path;
  path.model = &root;
  std::string_view rest = text;
  std::string_view const first = take_word(rest);
  std::size_t const column = root.find(first);
  if (column == no_column) return flawed(path, path_flaw::no_column, first);
  path.column = static_cast<std::uint16_t>(column);
  path = read_path_end(path, rest);
  if (path.flaw == path_flaw::none) shorten_path(path, root);
  return path;
}

/// The same for a condition, in which no lookup means `exact`.
constexpr model_path read_condition(model_info const& root, std::string_view text) {
  model_path const path = read_path(root, text);
  if (path.flaw == path_flaw::none && !column_has_lookup(path.target(), path.how))
    return flawed(path, path_flaw::no_lookup, "exact");
  return path;
}

}  // namespace hyper::detail
