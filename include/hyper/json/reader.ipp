// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/read.ipp: walks simdjson's on-demand iterators over the descriptions of types.

#include <simdjson.h>

#include <bitset>
#include <charconv>
#include <cstring>
#include <hyper/json/pointer.hpp>
#include <hyper/json/read.hpp>
#include <hyper/json/scan.hpp>
#include <limits>
#include <string>

namespace hyper::detail {

/// The way from the document's root to a value, as a chain on the stack: it becomes a JSON pointer
/// only when there is a problem. A step is a member of a struct, a name in a map or of nothing
/// known, or a position in an array.
struct json_path {
  json_path const* parent = nullptr;
  std::size_t position = 0;
  json_type const* structure = nullptr;
  std::string const* name = nullptr;
};

inline std::string_view json_member_name(json_type const& type, std::size_t index) {
  json_member const& member = type.members[index];
  return {type.text + member.text_at + 2, member.name_size};
}

inline void append_path(std::string& out, json_path const* path) {
  if (path == nullptr) return;
  append_path(out, path->parent);
  if (path->name != nullptr)
    append_json_pointer(out, *path->name);
  else if (path->structure != nullptr)
    append_json_pointer(out, json_member_name(*path->structure, path->position));
  else
    append_json_pointer(out, path->position);
}

class json_reader {
 public:
  using value_type = simdjson::ondemand::value;

  json_reader(read_options const& options, problem_list& problems, std::string_view text)
      : options_(options), problems_(problems), text_(text) {}

  void read_document(simdjson::ondemand::parser& parser, json_type const& type, void* object,
                     bool wrapped);

 private:
  struct filling;

  /// What is known while the members of one struct are read.
  struct structure_state {
    json_type const& type;
    void* object;
    std::uint32_t const* offsets;
    json_path const* path;
    std::uint32_t hint = 0;
    std::uint32_t count = 0;
    std::uint64_t seen[max_json_members / 64] = {};
  };

  // Each answers whether the value was read without a problem.
  [[gnu::always_inline]] bool read_value(json_type const& type, void* object, value_type& value,
                                         json_path const* path);
  bool read_other(json_type const& type, void* object, value_type& value, json_path const* path);
  [[gnu::always_inline]] bool read_boolean(json_type const& type, void* object, value_type& value,
                                           json_path const* path);
  [[gnu::always_inline]] bool read_string(json_type const& type, void* object, value_type& value,
                                          json_path const* path);
  bool read_parsed(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_checked(json_type const& type, void* object, value_type& value, json_path const* path);
  [[gnu::always_inline]] bool read_checked_text(json_type const& type, void* object,
                                                value_type& value, json_path const* path);
  bool read_optional(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_raw(void* object, value_type& value);
  bool read_array(json_type const& type, void* object, value_type& value, json_path const* path);
  [[gnu::always_inline]] bool read_element(json_type const& type, void* object, value_type& value,
                                           json_path const* path);
  bool read_map(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_entry(json_type const& type, void* object, simdjson::ondemand::field&& field,
                  json_path const* path);
  bool read_structure(json_type const& type, void* object, value_type& value,
                      json_path const* path);
  [[gnu::always_inline]] bool read_member(structure_state& state, std::uint32_t index,
                                          value_type& value);
  bool read_unknown(structure_state& state, simdjson::ondemand::field& field);
  void require_members(structure_state const& state);
  template <class Integer>
  bool read_integer(json_type const& type, void* object, value_type& value, json_path const* path);
  template <class Float>
  bool read_float(json_type const& type, void* object, value_type& value, json_path const* path);
  void read_lone_scalar(simdjson::ondemand::document& document, json_type const& type,
                        void* object);

  // Walk a value that nobody wants, to know that it is JSON.
  bool check_any(value_type& value);
  bool check_array(value_type& value);
  bool check_object(value_type& value);

  [[gnu::always_inline]] bool take_text(value_type& value, std::string_view& text);
  [[gnu::cold]] bool take_escaped(value_type& value, std::string_view& text);
  bool take_name(simdjson::ondemand::field& field, std::string& name);
  bool enter() { return ++depth_ <= options_.max_depth || too_deep(); }

  // What happens seldom stays out of the way of what happens always.
  [[gnu::cold]] bool too_deep();
  [[gnu::cold]] bool too_many(json_path const* path, std::size_t limit, std::string_view what);
  [[gnu::cold]] bool complain(json_path const* path, std::string rule, std::string sentence);
  [[gnu::cold]] bool given_twice(json_path const* path);
  [[gnu::cold]] bool mismatch(json_type const& type, value_type& value, json_path const* path);
  [[gnu::cold]] bool refuse_integer(json_type const& type, value_type& value,
                                    json_path const* path);
  [[gnu::cold]] bool refuse_float(json_type const& type, value_type& value, json_path const* path);
  [[gnu::cold]] bool refuse_choice(json_type const& type, json_path const* path);
  [[gnu::cold]] bool broken(simdjson::error_code code);
  [[gnu::cold]] bool broken(std::string rule, std::string sentence);

  read_options const& options_;
  problem_list& problems_;
  std::string_view text_;
  simdjson::ondemand::document* document_ = nullptr;
  std::size_t depth_ = 0;
  std::size_t elements_ = 0;
  std::size_t problem_count_ = 0;
  bool stopped_ = false;  // nothing more can be learnt: malformed, or a limit is reached
};

}  // namespace hyper::detail
