// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/byte_range.hpp>
//
#include <algorithm>
#include <hyper/http/grammar.hpp>
#include <hyper/http/request.hpp>
#include <optional>

namespace hyper {
namespace detail {

/// The bytes that the head of a part costs: gaps up to it are sent along.
inline constexpr std::uint64_t part_overhead = 80;

/// A number without sign; one that is too large for 64 bits becomes the largest.
constexpr std::optional<std::uint64_t> parse_position(std::string_view digits) {
  if (digits.empty()) return std::nullopt;
  std::uint64_t value = 0;
  for (char const c : digits) {
    if (!is(c, digit_character)) return std::nullopt;
    auto const digit = static_cast<std::uint64_t>(c - '0');
    value = value > (UINT64_MAX - digit) / 10 ? UINT64_MAX : value * 10 + digit;
  }
  return value;
}

/// One member of the list, cut to the size; empty when nothing of it exists. Nothing: malformed.
constexpr std::optional<byte_range> parse_range(std::string_view text, std::uint64_t size) {
  std::size_t const hyphen = text.find('-');
  if (hyphen == std::string_view::npos) return std::nullopt;
  std::string_view const before = text.substr(0, hyphen);
  auto const last = parse_position(text.substr(hyphen + 1));
  if (before.empty()) {  // the last so many bytes
    if (!last) return std::nullopt;
    std::uint64_t const count = std::min(*last, size);
    return byte_range{size - count, count};
  }
  auto const first = parse_position(before);
  bool const open_ended = hyphen + 1 == text.size();
  if (!first || (!last && !open_ended) || (last && *last < *first)) return std::nullopt;
  if (*first >= size) return byte_range{size, 0};
  std::uint64_t const end = last && *last < size ? *last + 1 : size;
  return byte_range{*first, end - *first};
}

HYPER_INLINE void merge_ranges(std::vector<byte_range>& parts) {
  std::sort(parts.begin(), parts.end(),
            [](byte_range const& a, byte_range const& b) { return a.begin < b.begin; });
  std::size_t kept = 0;
  for (byte_range const& next : parts) {
    byte_range& last = parts[kept == 0 ? 0 : kept - 1];
    std::uint64_t const end = last.begin + last.size;
    if (kept != 0 && next.begin <= end + part_overhead)
      last.size = std::max(end, next.begin + next.size) - last.begin;
    else
      parts[kept++] = next;
  }
  parts.resize(kept);
}

}  // namespace detail

HYPER_INLINE requested_ranges parse_ranges(std::string_view field, std::uint64_t size) {
  std::size_t const equals = field.find('=');
  requested_ranges found;
  if (equals == std::string_view::npos || !same_field_name(field.substr(0, equals), "bytes"))
    return {};
  std::string_view list = field.substr(equals + 1);
  std::size_t members = 0;
  bool suffix_of_nothing = false;
  while (!list.empty()) {
    std::string_view const member = detail::cut_list_member(list);
    if (member.empty()) continue;
    auto const part = detail::parse_range(member, size);
    if (!part || ++members > requested_ranges::most_ranges) return {};
    if (part->size != 0) found.parts.push_back(*part);
    suffix_of_nothing = suffix_of_nothing || (size == 0 && member.front() == '-');
  }
  if (members == 0 || suffix_of_nothing) return {};
  detail::merge_ranges(found.parts);
  using what = requested_ranges::what;
  found.kind = found.parts.empty() ? what::unsatisfiable : what::parts;
  return found;
}

HYPER_INLINE std::string content_range(byte_range const& part, std::uint64_t size) {
  std::string made = "bytes ";
  made += std::to_string(part.begin) + '-' + std::to_string(part.begin + part.size - 1);
  return made += '/' + std::to_string(size);
}

HYPER_INLINE std::string unsatisfied_range(std::uint64_t size) {
  return "bytes */" + std::to_string(size);
}

}  // namespace hyper
