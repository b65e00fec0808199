// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/respond.hpp>
//
#include <hyper/http/url.hpp>

namespace hyper::detail {

HYPER_INLINE std::string fill_location(std::string_view pattern,
                                       std::string (*text_of)(void const* value,
                                                              std::string_view name),
                                       void const* value) {
  std::string made;
  while (!pattern.empty()) {
    std::size_t const open = pattern.find('{');
    made.append(pattern.substr(0, open));
    if (open == pattern.npos) break;
    std::size_t const close = pattern.find('}', open);
    made.append(encode_percent(text_of(value, pattern.substr(open + 1, close - open - 1))));
    pattern = close == pattern.npos ? std::string_view() : pattern.substr(close + 1);
  }
  return made;
}

}  // namespace hyper::detail
