// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/value.hpp>
//
#include <cstring>

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

HYPER_INLINE void set_element_type(std::string& array, type_oid type) {
  type_oid const there =
      swap_to_network(type);  // behind the dimensions and whether nulls are in it
  std::memcpy(array.data() + 8, &there, sizeof there);
}

}  // namespace hyper::detail
