// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/representation.hpp>
//
#include <hyper/http/date.hpp>
#include <hyper/security/random_bytes.hpp>

namespace hyper {
namespace detail {

/// Text that does not occur in the representation but by a chance of 2^-128.
HYPER_INLINE std::string random_boundary() {
  constexpr char digits[] = "0123456789abcdef";
  std::string made;
  for (char const c : random_bytes(16)) {
    auto const byte = static_cast<unsigned char>(c);
    (made += digits[byte >> 4]) += digits[byte & 15];
  }
  return made;
}

HYPER_INLINE void append_line(std::string& to, std::string_view name, std::string_view value) {
  to.append(name).append(": ").append(value).append("\r\n");
}

/// multipart/byteranges (RFC 9110 §14.6).
HYPER_INLINE void plan_parts(answer_plan& plan, representation const& of,
                             std::vector<byte_range> const& ranges) {
  std::string const boundary = random_boundary();
  plan.content_type = "multipart/byteranges; boundary=" + boundary;
  for (byte_range const& each : ranges) {
    std::string head = plan.pieces.empty() ? "--" : "\r\n--";
    head += boundary + "\r\n";
    if (!of.content_type.empty()) append_line(head, "Content-Type", of.content_type);
    append_line(head, "Content-Range", content_range(each, of.size));
    plan.pieces.push_back({head += "\r\n", each});
  }
  plan.pieces.push_back({"\r\n--" + boundary + "--\r\n", {}});
}

HYPER_INLINE void plan_ranges(answer_plan& plan, representation const& of,
                              requested_ranges const& ranges) {
  if (ranges.kind == requested_ranges::what::unsatisfiable) {
    plan.status = 416;
    return append_line(plan.lines, "Content-Range", unsatisfied_range(of.size));
  }
  plan.status = 206;
  if (ranges.parts.size() > 1) return plan_parts(plan, of, ranges.parts);
  append_line(plan.lines, "Content-Range", content_range(ranges.parts[0], of.size));
  plan.pieces.push_back({{}, ranges.parts[0]});
}

HYPER_INLINE void append_validators(std::string& to, validators const& known) {
  if (known.tag) append_line(to, "ETag", known.tag->text());
  if (known.modified) append_line(to, "Last-Modified", http_date(*known.modified).view());
}

}  // namespace detail

HYPER_INLINE std::uint64_t answer_plan::length() const {
  std::uint64_t sum = 0;
  for (answer_piece const& each : pieces) sum += each.text.size() + each.bytes.size;
  return sum;
}

HYPER_INLINE answer_plan plan_answer(request const& asked, representation const& of) {
  answer_plan plan;
  plan.lines = of.lines;
  precondition const judged = judge_preconditions(asked, of.known);
  if (judged == precondition::failed) {
    plan.status = 412;
    plan.lines.clear();
    return plan;
  }
  detail::append_validators(plan.lines, of.known);
  if (judged == precondition::not_modified) {
    plan.status = 304;
    return plan;
  }
  plan.lines += "Accept-Ranges: bytes\r\n";
  plan.content_type = of.content_type;
  auto const field = asked.method == http_method::get ? asked.header("Range") : std::nullopt;
  if (field && range_is_wanted(asked, of.known)) {
    auto const ranges = parse_ranges(*field, of.size);
    if (ranges.kind != requested_ranges::what::everything) {
      detail::plan_ranges(plan, of, ranges);
      return plan;
    }
  }
  plan.pieces.push_back({{}, {0, of.size}});
  return plan;
}

}  // namespace hyper
