// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/entity_tag.hpp>
//
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

constexpr bool is_tag_text(std::string_view text) {
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte == '"' || byte == 0x7f) return false;
  }
  return true;
}

/// Takes an entity tag off the front.
HYPER_INLINE std::optional<entity_tag> cut_entity_tag(std::string_view& rest) {
  entity_tag found;
  if (rest.starts_with("W/")) {
    found.weak = true;
    rest.remove_prefix(2);
  }
  if (!rest.starts_with('"')) return std::nullopt;
  std::size_t const end = rest.find('"', 1);
  if (end == std::string_view::npos) return std::nullopt;
  found.opaque = rest.substr(1, end - 1);
  rest.remove_prefix(end + 1);
  if (!is_tag_text(found.opaque)) return std::nullopt;
  return found;
}

}  // namespace detail

HYPER_INLINE std::string entity_tag::text() const {
  std::string made = weak ? "W/\"" : "\"";
  return made.append(opaque) += '"';
}

HYPER_INLINE std::optional<entity_tag> parse_entity_tag(std::string_view text) {
  std::string_view rest = detail::trim_field(text);
  auto const found = detail::cut_entity_tag(rest);
  return rest.empty() ? found : std::nullopt;
}

HYPER_INLINE std::optional<entity_tag> entity_tag_list::next() {
  while (!rest_.empty() && (rest_[0] == ',' || rest_[0] == ' ' || rest_[0] == '\t'))
    rest_.remove_prefix(1);
  auto const found = detail::cut_entity_tag(rest_);
  rest_ = detail::trim_field(rest_);
  bool const ended = rest_.empty() || rest_.front() == ',';
  if (!found || !ended) {
    rest_ = {};
    return std::nullopt;
  }
  return found;
}

}  // namespace hyper
