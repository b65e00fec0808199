// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/rest/cursor.hpp>
//
#include <hyper/http/url.hpp>
#include <hyper/security/signer.hpp>

namespace hyper {
namespace detail {

HYPER_INLINE signer const& cursor_signer() {
  thread_local std::vector<std::string> made_for;
  thread_local signer current(secret_keys(), "cursor");
  if (made_for != secret_keys()) {
    made_for = secret_keys();
    current = signer(made_for, "cursor");
  }
  return current;
}

/// The query's parts but the cursor, as they were sent.
HYPER_INLINE std::string other_parts(std::string_view query) {
  std::string kept;
  query_parts parts(query);
  while (auto const part = parts.next()) {
    if (part->is("cursor")) continue;
    if (!kept.empty()) kept += '&';
    kept.append(part->name);
    if (!part->value.empty()) kept.append("=").append(part->value);
  }
  return kept;
}

HYPER_INLINE std::string binding_of(request const& asked) {
  return std::string(asked.path) + "?" + other_parts(asked.query);
}

}  // namespace detail

HYPER_INLINE std::string cursor::url_of(request const& asked, std::string_view payload) {
  std::string const others = detail::other_parts(asked.query);
  std::string url(asked.path);
  url.append("?").append(others).append(others.empty() ? "" : "&").append("cursor=");
  return url.append(detail::cursor_signer().sign(payload, detail::binding_of(asked)));
}

HYPER_INLINE cursor extractor_traits<cursor>::take(extraction& from) {
  request const& asked = from.with.asked;
  std::size_t size = cursor::usual_size;
  if (auto const text = detail::find_text(from, detail::text_source::query, "page_size")) {
    std::optional<problem> why;
    auto const given = detail::value_from_text<std::size_t>(*text, why);
    if (given && *given >= 1 && *given <= cursor::largest_size)
      size = *given;
    else
      detail::note_problem(from, detail::text_source::query, "page_size",
                           {"range", "must be a whole number from 1 to 100"});
  }
  auto const token = detail::find_text(from, detail::text_source::query, "cursor");
  if (!token) return cursor({}, size);
  auto payload = detail::cursor_signer().verify(*token, detail::binding_of(asked));
  if (!payload || payload->empty()) {
    from.refuse(400, "The cursor was not made for this list: begin at the first page.");
    return {};
  }
  return cursor(std::move(*payload), size);
}

}  // namespace hyper
