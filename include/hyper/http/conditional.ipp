// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/conditional.hpp>
//
#include <time.h>
#include <hyper/http/date.hpp>
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

enum class tag_comparison : bool { strong, weak };

/// Whether a list of entity tags, which may be several fields, has this one. "*" has any.
HYPER_INLINE bool lists_tag(request const& asked, std::string_view name,
                            std::optional<entity_tag> const& own, tag_comparison how) {
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, name)) continue;
    if (trim_field(field.value) == "*") return true;
    if (!own) continue;
    for (entity_tag_list tags(field.value); auto const tag = tags.next();)
      if (how == tag_comparison::weak ? tag->same_meaning(*own) : tag->same_bytes(*own))
        return true;
  }
  return false;
}

HYPER_INLINE std::optional<std::int64_t> date_field(request const& asked, std::string_view name) {
  auto const text = asked.header(name);
  return text ? parse_http_date(*text) : std::nullopt;
}

/// If-Match, or in its absence If-Unmodified-Since.
HYPER_INLINE bool is_still_expected(request const& asked, validators const& of) {
  if (asked.header("If-Match")) return lists_tag(asked, "If-Match", of.tag, tag_comparison::strong);
  auto const since = date_field(asked, "If-Unmodified-Since");
  return !since || !of.modified || *of.modified <= *since;
}

}  // namespace detail

HYPER_INLINE precondition judge_preconditions(request const& asked, validators const& of) {
  if (!detail::is_still_expected(asked, of)) return precondition::failed;
  bool const reads = asked.method == http_method::get || asked.method == http_method::head;
  if (asked.header("If-None-Match")) {
    if (!detail::lists_tag(asked, "If-None-Match", of.tag, detail::tag_comparison::weak))
      return precondition::passed;
    return reads ? precondition::not_modified : precondition::failed;
  }
  if (!reads || !of.modified) return precondition::passed;
  auto const since = detail::date_field(asked, "If-Modified-Since");
  return since && *of.modified <= *since ? precondition::not_modified : precondition::passed;
}

HYPER_INLINE bool range_is_wanted(request const& asked, validators const& of) {
  auto const condition = asked.header("If-Range");
  if (!condition) return true;
  if (auto const tag = parse_entity_tag(*condition)) return of.tag && tag->same_bytes(*of.tag);
  auto const date = parse_http_date(*condition);
  if (!date || !of.modified || *date != *of.modified) return false;
  // Within the same second it may have changed once more (RFC 9110 §8.8.2.2).
  return *of.modified + 1 < ::time(nullptr);
}

}  // namespace hyper
