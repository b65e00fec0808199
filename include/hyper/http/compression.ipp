// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/compression.hpp>
//
#include <hyper/http/accept_encoding.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/media_type.hpp>

namespace hyper {
namespace detail {

/// Goes through lines that each end with CRLF.
struct line_reader {
  std::string_view rest;
  header_field field = {};

  bool next() {
    std::size_t const end = rest.find("\r\n");
    if (end == std::string_view::npos) return false;
    std::string_view const line = rest.substr(0, end);
    std::size_t const colon = line.find(':');
    field.name = line.substr(0, colon);
    field.value =
        colon == std::string_view::npos ? std::string_view() : trim_field(line.substr(colon + 1));
    rest.remove_prefix(end + 2);
    return true;
  }
};

constexpr bool lists_token(std::string_view list, std::string_view token) {
  while (!list.empty())
    if (same_field_name(cut_list_member(list), token)) return true;
  return false;
}

HYPER_INLINE bool forbids_compression(std::string_view lines) {
  for (line_reader each{lines}; each.next();) {
    if (same_field_name(each.field.name, "Content-Encoding")) return true;
    if (same_field_name(each.field.name, "Content-Range")) return true;
    if (same_field_name(each.field.name, "Cache-Control") &&
        lists_token(each.field.value, "no-transform"))
      return true;
  }
  return false;
}

HYPER_INLINE bool varies_by_coding(std::string_view lines) {
  for (line_reader each{lines}; each.next();)
    if (same_field_name(each.field.name, "Vary") &&
        (lists_token(each.field.value, "Accept-Encoding") || lists_token(each.field.value, "*")))
      return true;
  return false;
}

HYPER_INLINE void weaken_tag(std::string& lines) {
  for (line_reader each{lines}; each.next();) {
    if (!same_field_name(each.field.name, "ETag") || !each.field.value.starts_with('"')) continue;
    lines.insert(static_cast<std::size_t>(each.field.value.data() - lines.data()), "W/");
    return;
  }
}

}  // namespace detail

HYPER_INLINE compression judge_compression(request const& asked, int status,
                                           std::string_view content_type, std::size_t size,
                                           std::string_view lines,
                                           compression_options const& options) {
  bool const whole = status >= 200 && status != 204 && status != 205 && status != 206 &&
                     status != 304 && status != 416;
  if (!whole || size < options.least || !is_compressible(content_type) ||
      detail::forbids_compression(lines))
    return compression::never;
  auto const best = parse_accept_encoding(asked).best(true, false);
  return best == content_coding::gzip ? compression::gzip : compression::unasked;
}

HYPER_INLINE void mark_compression(std::string& lines, compression done) {
  if (done == compression::never) return;
  if (!detail::varies_by_coding(lines)) lines += "Vary: Accept-Encoding\r\n";
  if (done == compression::unasked) return;
  detail::weaken_tag(lines);
  lines += "Content-Encoding: gzip\r\n";
}

}  // namespace hyper
