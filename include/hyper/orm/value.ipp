// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/value.hpp>

namespace hyper::detail {

HYPER_INLINE void bind_pattern(parameters& to, lookup how, std::string_view text) {
  bool const open_front = how == lookup::contains || how == lookup::icontains ||
                          how == lookup::endswith || how == lookup::iendswith;
  bool const open_end = how == lookup::contains || how == lookup::icontains ||
                        how == lookup::startswith || how == lookup::istartswith;
  std::string pattern;
  pattern.reserve(text.size() + 8);
  if (open_front) pattern += '%';
  for (char character : text) {
    if (character == '%' || character == '_' || character == '\\') pattern += '\\';
    pattern += character;
  }
  if (open_end) pattern += '%';
  to.add(pattern);
}

}  // namespace hyper::detail
