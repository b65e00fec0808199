// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Finds what `writer__name__icontains` means: relations to follow, a column, transforms, a lookup.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/transform.hpp>
#include <string_view>

namespace hyper::detail {

enum class path_flaw : std::uint8_t {
  none,
  no_column,    // a word is neither a column nor, where one may stand, a lookup
  no_relation,  // a word follows a column that points nowhere
  no_lookup,    // the last word is no lookup, or not one of this column's type
  no_link,      // a relation names a foreign key that the other model has not
  too_deep
};

/// How many relations a path may follow, and how many transforms it may have.
inline constexpr std::size_t max_path_depth = 8;
inline constexpr std::size_t max_path_steps = 4;

/// One relation on a path: along a foreign key of the model before, or against one of the next.
struct path_hop {
  model_info const* model = nullptr;  ///< where it leads
  std::uint16_t column = 0;           ///< the foreign key
  bool reverse = false;               ///< it is a column of `model`

  constexpr bool operator==(path_hop const& other) const {
    return column == other.column && reverse == other.reverse;
  }
};

/// What a path means.
struct model_path {
  path_flaw flaw = path_flaw::none;
  std::array<path_hop, max_path_depth> hops{};
  std::uint8_t depth = 0;
  std::uint16_t column = 0;           ///< in the model where the path ends
  model_info const* model = nullptr;  ///< that model
  std::array<path_step, max_path_steps> steps{};
  std::uint8_t step_count = 0;
  bool open = true;  ///< it ends at a model, not at one of its columns: the key stands for it
  lookup how = lookup::exact;
  std::string_view word = {};  ///< which was not understood
  std::string_view text = {};  ///< all of it

  /// The column at the end, as it is stored.
  constexpr column_info const& target() const { return (*model)[column]; }
  /// … as the steps behind it leave it.
  constexpr column_info subject() const {
    if (step_count == 0) return target();
    return {target().member, type_of_transform(steps[step_count - 1].how)};
  }
  /// Whether it leads to several rows for one.
  constexpr bool has_many() const {
    for (std::size_t i = 0; i < depth; ++i)
      if (hops[i].reverse && !hops[i].model->columns[hops[i].column]->unique) return true;
    return false;
  }
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
  path_hop const& last = path.hops[path.depth - 1];
  if (last.reverse) return;
  --path.depth;
  path.column = last.column;
  path.model = path.depth == 0 ? &root : path.hops[path.depth - 1].model;
}

constexpr void add_hop(model_path& path, path_hop hop) {
  if (path.depth == max_path_depth)
    path.flaw = path_flaw::too_deep;
  else
    path.hops[path.depth++] = hop;
  path.model = hop.model;
}

/// Against the foreign key of another model; through the model between when there is one.
constexpr void enter_relation(model_path& path, relation_info const& relation) {
  model_info const* const holder = relation.holder();
  std::size_t const link = holder->find(relation.link);
  std::size_t const onward =
      relation.many_to_many ? holder->find(relation.target_link) : holder->key;
  if (link == no_column || onward == no_column) {
    path.flaw = path_flaw::no_link;
    path.model = holder;
    return;
  }
  add_hop(path, {holder, static_cast<std::uint16_t>(link), true});
  path.open = !relation.many_to_many;
  path.column = static_cast<std::uint16_t>(onward);
}

/// Takes a word as a column or a relation of the model that the path has reached; false when it is
/// neither.
constexpr bool enter_word(model_path& path, std::string_view word) {
  bool const follows = !path.open && path.target()->relation;
  if (!path.open && !follows) return false;
  model_info const* const from = path.open ? path.model : path.target()->target;
  std::size_t const column = from->find(word);
  std::size_t const relation = column == no_column ? from->relation_position(word) : no_column;
  if (column == no_column && relation == no_column) return false;
  if (follows) add_hop(path, {from, path.column, false});
  if (relation != no_column) {
    enter_relation(path, from->relations[relation]);
  } else {
    path.column = static_cast<std::uint16_t>(column);
    path.open = false;
  }
  return true;
}

/// Takes a word as a transform of the column, or as a key of a JSON column.
constexpr bool enter_step(model_path& path, std::string_view word) {
  if (path.open || path.step_count == max_path_steps) return false;
  column_info const subject = path.subject();
  bool const in_json =
      path.step_count > 0 && path.steps[path.step_count - 1].how == transform::json_key;
  transform how = find_transform(word);
  if (how == transform::none || !type_has_transform(*subject.type, how)) {
    bool const deeper = in_json && !is_hstore(*path.target().type);
    if (!deeper && !type_has_transform(*subject.type, transform::json_key)) return false;
    how = transform::json_key;
  }
  path.steps[path.step_count++] = {how, word};
  return true;
}

/// A word that is neither a column nor a step: a lookup, or a flaw.
constexpr model_path end_path(model_path path, std::string_view word, bool last) {
  lookup const how = find_lookup(word);
  bool const at_relation = path.open || path.target()->relation;
  if (how != lookup::none && last) {
    path.how = how;
    if (column_has_lookup(path.subject(), how)) return path;
    return flawed(path, path_flaw::no_lookup, word);
  }
  if (at_relation) {
    if (!path.open) path.model = path.target()->target;
    return flawed(path, path_flaw::no_column, word);
  }
  if (last) return flawed(path, path_flaw::no_lookup, word);
  return flawed(path, path_flaw::no_relation, path.target().member);
}

/// Whether a word ends the path, although a JSON column could have a key of that name.
constexpr bool is_last_lookup(model_path const& path, std::string_view word, bool last) {
  lookup const how = find_lookup(word);
  return last && how != lookup::none &&
         (column_has_lookup(path.subject(), how) ||
          !type_has_transform(*path.subject().type, transform::json_key));
}

constexpr model_path read_path(model_info const& root, std::string_view text) {
  model_path path;
  path.model = &root;
  path.text = text;
  std::string_view rest = text;
  bool first = true;
  while (first || !rest.empty()) {
    std::string_view const word = take_word(rest);
    bool const entered = enter_word(path, word);
    if (path.flaw != path_flaw::none) return flawed(path, path.flaw, word);
    if (!entered && first) return flawed(path, path_flaw::no_column, word);
    first = false;
    if (entered) continue;
    if (is_last_lookup(path, word, rest.empty()) || !enter_step(path, word)) {
      path = end_path(path, word, rest.empty());
      if (path.flaw != path_flaw::none) return path;
    }
  }
  shorten_path(path, root);
  return path;
}

/// The same for a condition, in which no lookup means `exact`.
constexpr model_path read_condition(model_info const& root, std::string_view text) {
  model_path const path = read_path(root, text);
  if (path.flaw == path_flaw::none && !column_has_lookup(path.subject(), path.how))
    return flawed(path, path_flaw::no_lookup, "exact");
  return path;
}

}  // namespace hyper::detail
