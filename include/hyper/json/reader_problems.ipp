// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to json/read.ipp: what is wrong, in words. None of it runs for a good document.

#include <hyper/json/reader.ipp>

#include <limits>
#include <string>

namespace hyper::detail {

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

inline bool json_reader::refuse_choice(json_type const& type, json_path const* path) {
  if (type.kind == json_kind::text)
    return complain(path, "format", std::string("must be ").append(type.form));
  std::string sentence = "must be one of";
  for (std::uint32_t i = 0; i < type.count; ++i)
    sentence.append(i == 0 ? " \"" : ", \"").append(type.choice(i)).append("\"");
  return complain(path, "choice", std::move(sentence));
}

}  // namespace hyper::detail
