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
  bool read_value(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_boolean(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_string(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_parsed(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_checked(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_checked_text(json_type const& type, void* object, value_type& value,
                         json_path const* path);
  bool read_optional(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_raw(void* object, value_type& value);
  bool read_array(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_element(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_map(json_type const& type, void* object, value_type& value, json_path const* path);
  bool read_entry(json_type const& type, void* object, simdjson::ondemand::field&& field,
                  json_path const* path);
  bool read_structure(json_type const& type, void* object, value_type& value,
                      json_path const* path);
  bool read_member(structure_state& state, std::uint32_t index, value_type& value);
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

  bool take_text(value_type& value, std::string_view& text);
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

inline bool json_reader::complain(json_path const* path, std::string rule, std::string sentence) {
  std::string pointer;
  append_path(pointer, path);
  problems_.add(std::move(pointer), std::move(rule), std::move(sentence));
  ++problem_count_;
  stopped_ = stopped_ || problems_.full();
  return false;
}

inline bool json_reader::given_twice(json_path const* path) {
  return complain(path, "duplicate", "must not be given twice");
}

inline bool json_reader::too_many(json_path const* path, std::size_t limit, std::string_view what) {
  stopped_ = true;
  return complain(path, "max_items", "must have at most " + std::to_string(limit).append(what));
}

inline bool json_reader::too_deep() {
  return broken("max_depth",
                "must not nest deeper than " + std::to_string(options_.max_depth) + " levels");
}

inline bool json_reader::broken(std::string rule, std::string sentence) {
  if (problems_.malformed()) return false;
  problems_.set_malformed(std::move(rule), std::move(sentence));
  ++problem_count_;
  stopped_ = true;
  return false;
}

inline bool json_reader::broken(simdjson::error_code code) {
  if (code == simdjson::EMPTY) return broken("syntax", "must not be empty");
  if (code == simdjson::UTF8_ERROR) return broken("utf8", "must be valid UTF-8");
  if (code == simdjson::MEMALLOC) throw std::bad_alloc();
  std::string where;
  char const* at = nullptr;
  if (document_ != nullptr && document_->current_location().get(at) == simdjson::SUCCESS)
    where = ": look at byte " + std::to_string(at - text_.data());
  return broken("syntax", "must be valid JSON" + where);
}

// ---- what was found, in words ----

inline std::string_view json_form_in_words(json_type const& type) {
  switch (type.kind) {
    case json_kind::boolean:
      return "true or false";
    case json_kind::float32:
    case json_kind::float64:
      return "a number";
    case json_kind::string:
    case json_kind::enumeration:
      return "a string";
    case json_kind::text:
      return type.form;
    case json_kind::array:
    case json_kind::sequence:
    case json_kind::collection:
      return "an array";
    case json_kind::map:
    case json_kind::structure:
      return "an object";
    default:
      return "a whole number";
  }
}

inline std::string_view found_in_words(simdjson::ondemand::json_type found) {
  switch (found) {
    case simdjson::ondemand::json_type::array:
      return "an array";
    case simdjson::ondemand::json_type::object:
      return "an object";
    case simdjson::ondemand::json_type::number:
      return "a number";
    case simdjson::ondemand::json_type::string:
      return "a string";
    case simdjson::ondemand::json_type::boolean:
      return "true or false";
    default:
      return "null";
  }
}

/// A value of another JSON type, or a token that is not JSON at all.
inline bool json_reader::mismatch(json_type const& type, value_type& value, json_path const* path) {
  if (stopped_) return false;
  simdjson::ondemand::json_type found;
  if (auto const code = value.type().get(found)) return broken(code);
  if (!check_any(value)) return false;
  return complain(path, "type",
                  std::string("must be ")
                      .append(json_form_in_words(type))
                      .append(", not ")
                      .append(found_in_words(found)));
}

// ---- numbers ----

template <class Integer>
std::string range_in_words() {
  using limits = std::numeric_limits<Integer>;
  return "must be between " + std::to_string(limits::min()) + " and " +
         std::to_string(limits::max());
}

inline std::string range_of(json_type const& type) {
  switch (type.kind) {
    case json_kind::int8:
      return range_in_words<std::int8_t>();
    case json_kind::int16:
      return range_in_words<std::int16_t>();
    case json_kind::int32:
      return range_in_words<std::int32_t>();
    case json_kind::int64:
      return range_in_words<std::int64_t>();
    case json_kind::uint8:
      return range_in_words<std::uint8_t>();
    case json_kind::uint16:
      return range_in_words<std::uint16_t>();
    case json_kind::uint32:
      return range_in_words<std::uint32_t>();
    default:
      return range_in_words<std::uint64_t>();
  }
}

inline bool json_reader::refuse_integer(json_type const& type, value_type& value,
                                        json_path const* path) {
  number_form const form = find_number_form(trim_token(value.raw_json_token()));
  if (form == number_form::none) return mismatch(type, value, path);
  if (form == number_form::whole) return complain(path, "range", range_of(type));
  return complain(path, "type", "must be a whole number, without fraction or exponent");
}

inline bool json_reader::refuse_float(json_type const& type, value_type& value,
                                      json_path const* path) {
  number_form const form = find_number_form(trim_token(value.raw_json_token()));
  if (form == number_form::none) return mismatch(type, value, path);
  return complain(path, "range",
                  type.kind == json_kind::float32 ? "must be a number that a float can hold"
                                                  : "must be a number that a double can hold");
}

template <class Integer>
bool json_reader::read_integer(json_type const& type, void* object, value_type& value,
                               json_path const* path) {
  using limits = std::numeric_limits<Integer>;
  std::conditional_t<std::is_signed_v<Integer>, std::int64_t, std::uint64_t> wide = 0;
  simdjson::error_code code;
  if constexpr (std::is_signed_v<Integer>)
    code = value.get_int64().get(wide);
  else
    code = value.get_uint64().get(wide);
  if (code != simdjson::SUCCESS || wide < limits::min() || wide > limits::max())
    return refuse_integer(type, value, path);
  auto const result = static_cast<Integer>(wide);
  std::memcpy(object, &result, sizeof(Integer));
  return true;
}

template <class Float>
bool json_reader::read_float(json_type const& type, void* object, value_type& value,
                             json_path const* path) {
  double wide = 0;
  if (value.get_double().get(wide) != simdjson::SUCCESS) return refuse_float(type, value, path);
  auto const result = static_cast<Float>(wide);
  if (result - result != 0) return refuse_float(type, value, path);
  std::memcpy(object, &result, sizeof(Float));
  return true;
}

inline bool json_reader::read_boolean(json_type const& type, void* object, value_type& value,
                                      json_path const* path) {
  bool result = false;
  if (value.get_bool().get(result) != simdjson::SUCCESS) return mismatch(type, value, path);
  *static_cast<bool*>(object) = result;
  return true;
}

// ---- strings ----

/// False when the value is not a string, or one with a wrong escape.
inline bool json_reader::take_text(value_type& value, std::string_view& text) {
  simdjson::ondemand::raw_json_string raw;
  if (value.get_raw_json_string().get(raw) != simdjson::SUCCESS) return false;
  std::size_t const size = find_string_end(raw.raw());
  if (raw.raw()[size] == '"') {
    text = {raw.raw(), size};
    return true;
  }
  auto const code = value.get_string().get(text);
  return code == simdjson::SUCCESS || broken(code);
}

inline bool json_reader::read_string(json_type const& type, void* object, value_type& value,
                                     json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(type, value, path);
  static_cast<std::string*>(object)->assign(text);
  return true;
}

/// An enumerator's name, or a value that has a text form.
inline bool json_reader::read_parsed(json_type const& type, void* object, value_type& value,
                                     json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(type, value, path);
  return type.parse(object, text) || refuse_choice(type, path);
}

inline bool json_reader::refuse_choice(json_type const& type, json_path const* path) {
  if (type.kind == json_kind::text)
    return complain(path, "format", std::string("must be ").append(type.form));
  std::string sentence = "must be one of";
  for (std::uint32_t i = 0; i < type.count; ++i)
    sentence.append(i == 0 ? " \"" : ", \"").append(type.choice(i)).append("\"");
  return complain(path, "choice", std::move(sentence));
}

// ---- values around values ----

/// Carried through a type's `assign` back to the reader.
struct json_reader::filling {
  json_reader& reader;
  json_type const& type;
  value_type& value;
  json_path const* path;
  bool filled = false;

  static bool fill(void* context, void* plain) {
    auto& self = *static_cast<filling*>(context);
    self.filled = self.reader.read_value(self.type, plain, self.value, self.path);
    return self.filled;
  }
};

inline bool json_reader::read_checked(json_type const& type, void* object, value_type& value,
                                      json_path const* path) {
  if (type.take != nullptr) return read_checked_text(type, object, value, path);
  filling state{*this, *type.element, value, path};
  auto wrong = type.assign(object, &state, &filling::fill);
  if (wrong) return complain(path, std::move(wrong->rule), std::move(wrong->sentence));
  return state.filled;
}

inline bool json_reader::read_checked_text(json_type const& type, void* object, value_type& value,
                                           json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(*type.element, value, path);
  problem wrong;
  return type.take(object, text, wrong) ||
         complain(path, std::move(wrong.rule), std::move(wrong.sentence));
}

inline bool json_reader::read_optional(json_type const& type, void* object, value_type& value,
                                       json_path const* path) {
  if (*value.raw_json_token().data() != 'n')
    return read_value(*type.element, type.make(object), value, path);
  bool null = false;
  if (value.is_null().get(null) != simdjson::SUCCESS || !null)
    return broken(simdjson::N_ATOM_ERROR);
  type.reset(object);
  return true;
}

inline bool json_reader::read_raw(void* object, value_type& value) {
  std::string_view const token = trim_token(value.raw_json_token());
  char const* const begin = token.data();
  char const* end = begin + token.size();
  if (!check_any(value)) return false;
  if (*begin == '{' || *begin == '[') {
    if (document_->current_location().get(end) != simdjson::SUCCESS)
      end = text_.data() + text_.size();
    while (end[-1] != '}' && end[-1] != ']') --end;
  }
  *static_cast<raw_json*>(object) = raw_json::trusted(std::string(begin, end));
  return true;
}

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

/// Members mostly come in the order of their declaration: `hint` is the one expected next.
inline std::uint32_t find_json_member(json_type const& type, char const* key, std::uint32_t hint) {
  for (std::uint32_t i = hint; i < type.count; ++i)
    if (is_json_name(type, i, key)) return i;
  for (std::uint32_t i = 0; i < hint; ++i)
    if (is_json_name(type, i, key)) return i;
  return type.count;
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

// ---- values that nobody wants ----

inline bool json_reader::check_array(value_type& value) {
  simdjson::ondemand::array array;
  if (auto const code = value.get_array().get(array)) return broken(code);
  if (!enter()) return false;
  for (auto entry : array) {
    value_type element;
    if (auto const code = std::move(entry).get(element)) return broken(code);
    if (!check_any(element)) return false;
  }
  --depth_;
  return true;
}

inline bool json_reader::check_object(value_type& value) {
  simdjson::ondemand::object object;
  if (auto const code = value.get_object().get(object)) return broken(code);
  if (!enter()) return false;
  for (auto entry : object) {
    simdjson::ondemand::field field;
    std::string_view name;
    if (auto const code = std::move(entry).get(field)) return broken(code);
    if (auto const code = field.unescaped_key().get(name)) return broken(code);
    if (!check_any(field.value())) return false;
  }
  --depth_;
  return true;
}

inline bool json_reader::check_any(value_type& value) {
  std::string_view const token = trim_token(value.raw_json_token());
  std::string_view text;
  switch (token.front()) {
    case '{':
      return check_object(value);
    case '[':
      return check_array(value);
    case '"':
      return take_text(value, text);
    case 't':
    case 'f':
    case 'n':
      return token == "true" || token == "false" || token == "null" ||
             broken(simdjson::T_ATOM_ERROR);
    default:
      return find_number_form(token) != number_form::none || broken(simdjson::NUMBER_ERROR);
  }
}

// ---- the whole ----

inline bool json_reader::read_value(json_type const& type, void* object, value_type& value,
                                    json_path const* path) {
  switch (type.kind) {
    case json_kind::boolean:
      return read_boolean(type, object, value, path);
    case json_kind::int8:
      return read_integer<std::int8_t>(type, object, value, path);
    case json_kind::int16:
      return read_integer<std::int16_t>(type, object, value, path);
    case json_kind::int32:
      return read_integer<std::int32_t>(type, object, value, path);
    case json_kind::int64:
      return read_integer<std::int64_t>(type, object, value, path);
    case json_kind::uint8:
      return read_integer<std::uint8_t>(type, object, value, path);
    case json_kind::uint16:
      return read_integer<std::uint16_t>(type, object, value, path);
    case json_kind::uint32:
      return read_integer<std::uint32_t>(type, object, value, path);
    case json_kind::uint64:
      return read_integer<std::uint64_t>(type, object, value, path);
    case json_kind::float32:
      return read_float<float>(type, object, value, path);
    case json_kind::float64:
      return read_float<double>(type, object, value, path);
    case json_kind::string:
      return read_string(type, object, value, path);
    case json_kind::raw:
      return read_raw(object, value);
    case json_kind::enumeration:
    case json_kind::text:
      return read_parsed(type, object, value, path);
    case json_kind::checked:
    case json_kind::substituted:
      return read_checked(type, object, value, path);
    case json_kind::optional:
      return read_optional(type, object, value, path);
    case json_kind::array:
    case json_kind::sequence:
    case json_kind::collection:
      return read_array(type, object, value, path);
    case json_kind::map:
      return read_map(type, object, value, path);
    case json_kind::structure:
      return read_structure(type, object, value, path);
    default:
      return complain(path, "type", "must not be given: it cannot be read");
  }
}

/// simdjson 3.0 has no word for it but this error.
inline bool is_at_end(simdjson::ondemand::document& document) {
  return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
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
