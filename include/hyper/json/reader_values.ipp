// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/read.ipp: reads everything that is not made of several values.

#include <hyper/json/reader_problems.ipp>

#include <cstring>
#include <limits>
#include <string>

namespace hyper::detail {

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
  return take_escaped(value, text);
}

inline bool json_reader::take_escaped(value_type& value, std::string_view& text) {
  auto const code = value.get_string().get(text);
  return code == simdjson::SUCCESS || broken(code);
}

inline bool json_reader::read_string(json_type const& type, void* object, value_type& value,
                                     json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(type, value, path);
  auto& target = *static_cast<std::string*>(object);
  target.clear();  // half the work of assign, which expects that the text is part of the target
  target.append(text);
  return true;
}

/// An enumerator's name, or a value that has a text form.
inline bool json_reader::read_parsed(json_type const& type, void* object, value_type& value,
                                     json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(type, value, path);
  return type.parse(object, text) || refuse_choice(type, path);
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
  filling state{*this, *type.element, value, path};
  auto wrong = type.assign(object, &state, &filling::fill);
  if (wrong) return complain(path, std::move(wrong->rule), std::move(wrong->sentence));
  return state.filled;
}

inline bool json_reader::read_checked_text(json_type const& type, void* object, value_type& value,
                                           json_path const* path) {
  std::string_view text;
  if (!take_text(value, text)) return mismatch(*type.element, value, path);
  auto wrong = type.take(object, text);
  return !wrong || complain(path, std::move(wrong->rule), std::move(wrong->sentence));
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

// ---- values that nobody wants: walked, to know that they are JSON ----

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

// ---- any value ----

/// What most members are is read on the spot, inlined into the loops over members and elements.
inline bool json_reader::read_value(json_type const& type, void* object, value_type& value,
                                    json_path const* path) {
  switch (type.kind) {
    case json_kind::boolean:
      return read_boolean(type, object, value, path);
    case json_kind::int32:
      return read_integer<std::int32_t>(type, object, value, path);
    case json_kind::int64:
      return read_integer<std::int64_t>(type, object, value, path);
    case json_kind::float64:
      return read_float<double>(type, object, value, path);
    case json_kind::string:
      return read_string(type, object, value, path);
    case json_kind::checked_text:
      return read_checked_text(type, object, value, path);
    default:
      return read_other(type, object, value, path);
  }
}

inline bool json_reader::read_other(json_type const& type, void* object, value_type& value,
                                    json_path const* path) {
  switch (type.kind) {
    case json_kind::int8:
      return read_integer<std::int8_t>(type, object, value, path);
    case json_kind::int16:
      return read_integer<std::int16_t>(type, object, value, path);
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
    case json_kind::raw:
      return read_raw(object, value);
    case json_kind::enumeration:
    case json_kind::text:
      return read_parsed(type, object, value, path);
    case json_kind::optional:
      return read_optional(type, object, value, path);
    case json_kind::map:
      return read_map(type, object, value, path);
    case json_kind::structure:
      return read_structure(type, object, value, path);
    default:
      if (type.kind >= json_kind::array && type.kind <= json_kind::collection)
        return read_array(type, object, value, path);
      return read_checked(type, object, value, path);
  }
}

}  // namespace hyper::detail
