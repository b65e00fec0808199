// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/rest/cursor.hpp>
//
#include <algorithm>
#include <hyper/http/url.hpp>
#include <hyper/routing/from_text.hpp>
#include <hyper/security/signer.hpp>
#include <optional>
#include <vector>

namespace hyper {
namespace detail {

HYPER_INLINE signer const& cursor_signer() {
  thread_local process_signer made("cursor");
  return made.get();
}

using query_pairs = std::vector<std::pair<std::string, std::string>>;

/// The query's parameters but the cursor, decoded. Malformed ones are left out.
HYPER_INLINE query_pairs other_parameters(std::string_view query) {
  query_pairs found;
  for (query_parts parts(query); auto const part = parts.next();) {
    auto name = decode_query_part(part->name);
    auto value = decode_query_part(part->value);
    if (name && value && *name != "cursor") found.emplace_back(std::move(*name), std::move(*value));
  }
  return found;
}

HYPER_INLINE void append_measured(std::string& out, std::string_view text) {
  out.append(std::to_string(text.size())).append(":").append(text);
}

/// What a token is bound to: each text with its length in front, the parameters sorted.
HYPER_INLINE std::string binding_of(std::string_view path, query_pairs parameters) {
  std::string made;
  append_measured(made, path);
  std::sort(parameters.begin(), parameters.end());
  for (auto const& [name, value] : parameters) {
    if (name == "page_size") continue;
    append_measured(made, name);
    append_measured(made, value);
  }
  return made;
}

HYPER_INLINE std::size_t take_page_size(extraction& from) {
  auto text = find_text(from, text_source::query, "page_size");
  if (!text) return cursor::usual_size;
  std::size_t size = 0;
  bool const whole = !read_text_form(size, std::move(*text));
  if (whole && size >= 1 && size <= cursor::largest_size) return size;
  note_problem(
      from, text_source::query, "page_size",
      {"range", "must be a whole number from 1 to " + std::to_string(cursor::largest_size)});
  return cursor::usual_size;
}

}  // namespace detail

HYPER_INLINE std::string cursor_url(request const& asked, std::string_view payload) {
  auto parameters = detail::other_parameters(asked.query);
  std::string url(asked.path);
  for (auto const& [name, value] : parameters) {
    url += url.size() == asked.path.size() ? '?' : '&';
    url.append(encode_percent(name)).append("=").append(encode_percent(value));
  }
  url.append(parameters.empty() ? "?" : "&").append("cursor=");
  std::string const binding = detail::binding_of(asked.path, std::move(parameters));
  return url.append(detail::cursor_signer().sign(payload, binding));
}

HYPER_INLINE cursor extractor_traits<cursor>::take(extraction& from) {
  std::size_t const size = detail::take_page_size(from);
  auto const token = detail::find_text(from, detail::text_source::query, "cursor");
  if (!token) return cursor({}, size);
  request const& asked = from.asked();
  auto payload = detail::cursor_signer().verify(
      *token, detail::binding_of(asked.path, detail::other_parameters(asked.query)));
  if (payload && !payload->empty()) return cursor(std::move(*payload), size);
  from.refuse(400, "The cursor was not made for this list: begin at the first page.");
  return {};
}

}  // namespace hyper
