// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/read.ipp: reads arrays, maps and structs, and with them whole documents.

#include <hyper/json/reader_values.ipp>

#include <string>

namespace hyper::detail {

// ---- arrays and maps ----

inline bool json_reader::read_element(json_type const& type, void* object, value_type& value,
                                      json_path const* path) {
  if (++elements_ > options_.max_elements)
    return too_many(path, options_.max_elements, " elements in all");
  if (type.kind == json_kind::sequence)
    return read_value(*type.element, type.make_element(object, path->position), value, path);
  if (type.kind == json_kind::collection) return read_checked(type, object, value, path);
  if (path->position >= type.count)
    return complain(path, "max_items",
                    "must not stand in an array of " + std::to_string(type.count));
  std::size_t count = 0;
  auto* const first = static_cast<char*>(const_cast<void*>(type.look(object, count)));
  return read_value(*type.element, first + path->position * type.element->size, value, path);
}

inline bool json_reader::read_array(json_type const& type, void* object, value_type& value,
                                    json_path const* path) {
  simdjson::ondemand::array array;
  if (value.get_array().get(array) != simdjson::SUCCESS) return mismatch(type, value, path);
  if (!enter()) return false;
  if (type.reset != nullptr) type.reset(object);
  std::size_t const problems = problem_count_;
  json_path here{path};
  for (auto entry : array) {
    if (entry.error() != simdjson::SUCCESS) return broken(entry.error());
    auto&& element = std::move(entry).value_unsafe();
    read_element(type, object, element, &here);
    if (stopped_) return false;
    ++here.position;
  }
  --depth_;
  if (type.cut != nullptr) type.cut(object, here.position);
  if (type.kind == json_kind::array && here.position < type.count)
    return complain(path, "min_items", "must have " + std::to_string(type.count) + " elements");
  return problem_count_ == problems;
}

inline bool json_reader::read_map(json_type const& type, void* object, value_type& value,
                                  json_path const* path) {
  simdjson::ondemand::object entries;
  if (value.get_object().get(entries) != simdjson::SUCCESS) return mismatch(type, value, path);
  if (!enter()) return false;
  type.reset(object);
  std::size_t const problems = problem_count_;
  std::size_t count = 0;
  for (auto entry : entries) {
    if (entry.error() != simdjson::SUCCESS) return broken(entry.error());
    if (++count > options_.max_entries) return too_many(path, options_.max_entries, " members");
    read_entry(type, object, std::move(entry).value_unsafe(), path);
    if (stopped_) return false;
  }
  --depth_;
  return problem_count_ == problems;
}

inline bool json_reader::read_entry(json_type const& type, void* object,
                                    simdjson::ondemand::field&& field, json_path const* path) {
  std::string name;
  if (!take_name(field, name)) return false;
  json_path const here{.parent = path, .name = &name};
  if (++elements_ > options_.max_elements)
    return too_many(&here, options_.max_elements, " elements in all");
  bool added = false;
  void* const slot = type.make_entry(object, name, added);
  if (!added && !options_.allow_duplicates) return given_twice(&here);
  return read_value(*type.element, slot, field.value(), &here);
}

// ---- structs ----

/// The text of a member's name, in the buffer or unescaped.
inline bool json_reader::take_name(simdjson::ondemand::field& field, std::string& name) {
  char const* const raw = field.key().raw();
  std::size_t const size = find_string_end(raw);
  if (raw[size] == '"') {
    name.assign(raw, size);
    return true;
  }
  std::string_view text;
  if (auto const code = field.unescaped_key().get(text)) return broken(code);
  name.assign(text);
  return true;
}

inline bool is_json_name(json_type const& type, std::uint32_t index, char const* key) {
  json_member const& member = type.members[index];
  // The quote behind the name takes part, so that no longer name is taken for this one.
  return same_bytes(key, type.text + member.text_at + 2, member.name_size + std::size_t{1});
}

inline std::uint32_t search_json_member(json_type const& type, char const* key) {
  std::uint32_t i = 0;
  while (i < type.count && !is_json_name(type, i, key)) ++i;
  return i;
}

/// Members mostly come in the order of their declaration: `hint` is the one expected next.
inline std::uint32_t find_json_member(json_type const& type, char const* key, std::uint32_t hint) {
  if (hint < type.count && is_json_name(type, hint, key)) [[likely]]
    return hint;
  return search_json_member(type, key);
}

inline std::uint32_t find_json_member(json_type const& type, std::string_view name) {
  std::uint32_t i = 0;
  while (i < type.count && name != json_member_name(type, i)) ++i;
  return i;
}

/// A name that no member has as it stands: it may be one written with escapes.
inline bool json_reader::read_unknown(structure_state& state, simdjson::ondemand::field& field) {
  std::string name;
  if (!take_name(field, name)) return false;
  std::uint32_t const index = find_json_member(state.type, name);
  if (index < state.type.count) return read_member(state, index, field.value());
  if (!check_any(field.value()) || options_.allow_unknown) return true;
  json_path const here{.parent = state.path, .name = &name};
  return complain(&here, "unknown", "must not be given: no such member");
}

inline bool json_reader::read_member(structure_state& state, std::uint32_t index,
                                     value_type& value) {
  json_path const here{state.path, index, &state.type};
  std::uint64_t& seen = state.seen[index / 64];
  std::uint64_t const bit = std::uint64_t{1} << (index % 64);
  if ((seen & bit) == 0)
    ++state.count;
  else if (!options_.allow_duplicates)
    return given_twice(&here);
  seen |= bit;
  state.hint = index + 1;
  return read_value(*state.type.members[index].type,
                    static_cast<char*>(state.object) + state.offsets[index], value, &here);
}

inline void json_reader::require_members(structure_state const& state) {
  for (std::uint32_t i = 0; i < state.type.count; ++i) {
    bool const seen = (state.seen[i / 64] >> (i % 64) & 1) != 0;
    if (seen || state.type.members[i].type->nullable) continue;
    json_path const here{state.path, i, &state.type};
    complain(&here, "required", "must be given");
  }
}

inline bool json_reader::read_structure(json_type const& type, void* object, value_type& value,
                                        json_path const* path) {
  simdjson::ondemand::object members;
  if (value.get_object().get(members) != simdjson::SUCCESS) return mismatch(type, value, path);
  if (!enter()) return false;
  std::size_t const problems = problem_count_;
  structure_state state{type, object, type.offsets(object), path};
  for (auto entry : members) {
    if (entry.error() != simdjson::SUCCESS) return broken(entry.error());
    auto&& field = std::move(entry).value_unsafe();
    std::uint32_t const index = find_json_member(type, field.key().raw(), state.hint);
    if (index < type.count)
      read_member(state, index, field.value());
    else
      read_unknown(state, field);
    if (stopped_) return false;
  }
  --depth_;
  if (state.count < type.count && !options_.allow_missing) require_members(state);
  return problem_count_ == problems;
}

// ---- the document ----

/// simdjson 3.0 has no word for it but this error.
inline bool is_at_end(simdjson::ondemand::document& document) {
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

/// True for what no array and no object can be read into.
inline bool is_scalar(json_type const& type) {
  switch (type.kind) {
    case json_kind::optional:
    case json_kind::checked:
    case json_kind::substituted:
      return type.element != nullptr && is_scalar(*type.element);
    case json_kind::string:
    case json_kind::enumeration:
    case json_kind::text:
    case json_kind::checked_text:
      return true;
    default:
      return type.kind >= json_kind::boolean && type.kind <= json_kind::float64;
  }
}

inline void json_reader::read_document(simdjson::ondemand::parser& parser, json_type const& type,
                                       void* object, bool wrapped) {
  simdjson::ondemand::document document;
  simdjson::padded_string_view const padded(text_.data(), text_.size(),
                                            text_.size() + json_padding);
  if (auto const code = parser.iterate(padded).get(document)) {
    broken(code);
    return;
  }
  document_ = &document;
  if (wrapped) {
    read_lone_scalar(document, type, object);
    return;
  }
  value_type root;
  if (auto const code = document.get_value().get(root)) {
    broken(code);
    return;
  }
  // simdjson does not let a document's root be asked whether it is a scalar.
  if (is_scalar(type))
    mismatch(type, root, nullptr);
  else
    read_value(type, object, root, nullptr);
  if (!stopped_ && !is_at_end(document)) broken(simdjson::TRAILING_CONTENT);
}

inline void json_reader::read_lone_scalar(simdjson::ondemand::document& document,
                                          json_type const& type, void* object) {
  simdjson::ondemand::array array;
  if (auto const code = document.get_array().get(array)) {
    broken(code);
    return;
  }
  std::size_t count = 0;
  for (auto entry : array) {
    value_type value;
    auto const code = std::move(entry).get(value);
    if (code != simdjson::SUCCESS || count++ > 0) {
      broken(simdjson::TAPE_ERROR);
      return;
    }
    read_value(type, object, value, nullptr);
    if (stopped_) return;
  }
  if (count != 1 || !is_at_end(document)) broken(simdjson::TRAILING_CONTENT);
}

}  // namespace hyper::detail
