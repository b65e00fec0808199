// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/accept_language.hpp>
//
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

/// What a request says of a language, or of all: "*".
struct language_range {
  std::string_view tag;
  int quality = 0;  // in thousandths; 0 excludes
};
struct language_wishes {
  static constexpr std::size_t most = 32;
  language_range ranges[most]{};
  std::size_t count = 0;
};

/// Whether it is parts of one to eight letters or digits with hyphens between (RFC 4647 §2.1).
constexpr bool is_language_range(std::string_view text) {
  std::size_t part = 0;
  for (char const c : text) {
    bool const letter = (c | 32) >= 'a' && (c | 32) <= 'z';
    if (c == '-' ? part == 0 : !letter && !is(c, digit_character)) return false;
    part = c == '-' ? 0 : part + 1;
    if (part > 8) return false;
  }
  return part > 0 && text.size() <= 64;
}

/// Whether a tag is the range, or continues it behind a hyphen.
constexpr bool begins_with_language(std::string_view tag, std::string_view range) {
  if (tag.size() < range.size() || !same_field_name(tag.substr(0, range.size()), range))
    return false;
  return tag.size() == range.size() || tag[range.size()] == '-';
}

HYPER_INLINE void read_language(language_wishes& wishes, std::string_view member) {
  std::size_t const semicolon = member.find(';');
  std::string_view const tag = trim_field(member.substr(0, semicolon));
  int quality = 1000;
  if (semicolon != member.npos) {
    std::string_view const weight = trim_field(member.substr(semicolon + 1));
    bool const named = weight.size() > 2 && (weight[0] | 32) == 'q' && weight[1] == '=';
    quality = named ? parse_quality(weight.substr(2)) : -1;
  }
  bool const sound = quality >= 0 && (tag == "*" || is_language_range(tag));
  if (sound && wishes.count < language_wishes::most) wishes.ranges[wishes.count++] = {tag, quality};
}

HYPER_INLINE language_wishes read_languages(request const& asked) {
  language_wishes wishes;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, "Accept-Language")) continue;
    for (std::string_view list = field.value; !list.empty();)
      read_language(wishes, cut_list_member(list));
  }
  return wishes;
}

/// Whether the most precise of the ranges that fit a language excludes it.
HYPER_INLINE bool is_excluded(language_wishes const& wishes, std::string_view tag) {
  language_range best;
  for (std::size_t i = 0; i < wishes.count; ++i) {
    language_range const& each = wishes.ranges[i];
    if (begins_with_language(tag, each.tag) && each.tag.size() > best.tag.size()) best = each;
  }
  return !best.tag.empty() && best.quality == 0;
}

/// The first language for which `fits(tag)`, and which is not excluded.
template <class Fits>
std::optional<std::size_t> first_language(std::span<std::string_view const> offered,
                                          language_wishes const& wishes, Fits const& fits) {
  for (std::size_t i = 0; i < offered.size(); ++i)
    if (fits(offered[i]) && !is_excluded(wishes, offered[i])) return i;
  return std::nullopt;
}

/// What is left of a range without its last part, and without a single letter before that.
constexpr std::string_view shorten_range(std::string_view range) {
  std::size_t const hyphen = range.rfind('-');
  if (hyphen == range.npos) return {};
  range = range.substr(0, hyphen);
  return range.size() > 1 && range[range.size() - 2] == '-' ? range.substr(0, range.size() - 2)
                                                            : range;
}

HYPER_INLINE std::optional<std::size_t> look_up_language(std::string_view range,
                                                         std::span<std::string_view const> offered,
                                                         language_wishes const& wishes) {
  for (std::string_view left = range; !left.empty(); left = shorten_range(left)) {
    auto const same = [&](std::string_view tag) { return same_field_name(tag, left); };
    if (auto const found = first_language(offered, wishes, same)) return found;
  }
  std::string_view const language = range.substr(0, range.find('-'));
  return first_language(offered, wishes,
                        [&](std::string_view tag) { return begins_with_language(tag, language); });
}

}  // namespace detail

HYPER_INLINE std::optional<std::size_t> find_language(std::string_view range,
                                                      std::span<std::string_view const> offered) {
  if (!detail::is_language_range(range)) return std::nullopt;
  return detail::look_up_language(range, offered, {});
}

HYPER_INLINE std::optional<std::size_t> accepted_language(
    request const& asked, std::span<std::string_view const> offered) {
  detail::language_wishes const wishes = detail::read_languages(asked);
  detail::language_wishes left = wishes;
  while (true) {
    detail::language_range* best = nullptr;
    for (std::size_t i = 0; i < left.count; ++i)
      if (left.ranges[i].quality > (best == nullptr ? 0 : best->quality)) best = &left.ranges[i];
    if (best == nullptr) return std::nullopt;
    auto const found =
        best->tag == "*"
            ? detail::first_language(offered, wishes, [](std::string_view) { return true; })
            : detail::look_up_language(best->tag, offered, wishes);
    if (found) return found;
    best->quality = 0;
  }
}

}  // namespace hyper
