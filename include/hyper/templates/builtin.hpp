// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for the built-in filters and functions: how they read their arguments and shape results.

#include <algorithm>
#include <hyper/templates/live_objects.hpp>

namespace hyper::detail {

std::span<builtin_entry const> text_filters();
std::span<builtin_entry const> list_filters();
std::span<builtin_entry const> html_filters();
std::span<builtin_entry const> django_filters();

inline bool truth_or(template_value const* value, bool otherwise) {
  return value == nullptr ? otherwise : value->truth();
}
inline std::int64_t integer_or(template_value const* value, std::int64_t otherwise) {
  if (value == nullptr) return otherwise;
  if (!value->is_integral())
    throw template_error("expected an integer, got '" + std::string(value->type_name()) + "'");
  return value->integer();
}
/// A count or width from a template, so small that it may be used.
inline std::int64_t small_or(template_value const* value, std::int64_t otherwise) {
  std::int64_t const number = integer_or(value, otherwise);
  if (number < -1'000'000 || number > 1'000'000) throw template_error("the number is too large");
  return number;
}
inline std::string text_or(template_value const* value, std::string_view otherwise) {
  return value == nullptr ? std::string(otherwise) : to_text(*value);
}
inline bool is_none(template_value const* value) {
  return value == nullptr || value->is(value_kind::none);
}
/// A text that is safe when the one that it was made of is.
inline template_value made_from(template_value const& input, std::string text) {
  return input.is_safe() ? template_value::safe(std::move(text)) : template_value(std::move(text));
}

/// Sorts and keeps the order of equals. Whatever `before` says, even of NaN, it stays within the
/// list, and when it throws nothing is lost but the order.
template <class T, class Before>
void sort_stably(std::vector<T>& all, Before before) {
  std::vector<T> merged;
  for (std::size_t width = 1; width < all.size(); width *= 2) {
    merged.clear();
    merged.reserve(all.size());
    for (std::size_t begin = 0; begin < all.size(); begin += 2 * width) {
      std::size_t left = begin;
      std::size_t const middle = std::min(begin + width, all.size());
      std::size_t right = middle;
      std::size_t const end = std::min(begin + 2 * width, all.size());
      while (left < middle || right < end) {
        bool const from_right = left == middle || (right < end && before(all[right], all[left]));
        merged.push_back(all[from_right ? right++ : left++]);
      }
    }
    all.swap(merged);
  }
}

/// An attribute given as `a.b.0`, a number, or nothing: reads it off a value.
class attribute_reader {
 public:
  attribute_reader(live_renderer& renderer, template_value const* path,
                   template_value const* fallback = nullptr);
  template_value operator()(template_value const& value) const;

 private:
  live_renderer& renderer_;
  template_value::list parts_;
  template_value const* fallback_;
};
/// The value for comparing: strings without case unless that counts.
template_value without_case(template_value value, bool case_sensitive);

template_value group_of(template_value key, template_value::list members);
void append_pretty(std::string& out, template_value const& value, std::size_t indent);
template_value pad_text(template_value const& input, std::int64_t width, std::string_view fill,
                        char align);
std::string replace_text(live_renderer& renderer, std::string_view text, std::string_view from,
                         std::string_view to, std::int64_t count);
std::string capitalized(std::string_view text);
std::string strip(std::string_view text, std::string_view characters, bool left, bool right);
std::vector<std::string_view> split_lines(std::string_view text, bool keep_ends = false);
std::string url_quoted(std::string_view text, std::string_view safe);
std::string without_tags(std::string_view markup);

}  // namespace hyper::detail
