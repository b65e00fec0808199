// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/last_event_id.hpp>
//
#include <charconv>

namespace hyper {

HYPER_INLINE std::int64_t last_event_id::number_or(std::int64_t otherwise) const {
  if (!value) return otherwise;
  std::int64_t number = 0;
  char const* const end = value->data() + value->size();
  auto const [last, failure] = std::from_chars(value->data(), end, number);
  return failure == std::errc{} && last == end ? number : otherwise;
}

HYPER_INLINE last_event_id extractor_traits<last_event_id>::take(extraction& from) {
  constexpr std::size_t longest = 1024;
  auto const sent = from.asked().header("Last-Event-ID");
  if (!sent || sent->size() > longest) return {};
  return {std::string(*sent)};
}

}  // namespace hyper
