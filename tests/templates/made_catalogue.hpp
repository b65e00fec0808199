// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Catalogues of gettext, made in memory.

#include <string>
#include <utility>
#include <vector>

using catalogue_texts = std::vector<std::pair<std::string, std::string>>;

inline std::string catalogue_number(std::size_t value, bool big) {
  std::string made;
  for (unsigned i = 0; i < 4; ++i)
    made += static_cast<char>(value >> (8 * (big ? 3 - i : i)) & 255);
  return made;
}

/// A catalogue as msgfmt writes it.
inline std::string catalogue(catalogue_texts const& messages, bool big = false) {
  std::size_t const count = messages.size();
  std::string names, forms, rest;
  std::size_t const begin = 28 + 16 * count;
  for (bool const first : {true, false})
    for (auto const& [name, form] : messages) {
      std::string const& text = first ? name : form;
      (first ? names : forms) +=
          catalogue_number(text.size(), big) + catalogue_number(begin + rest.size(), big);
      rest += text + '\0';
    }
  return catalogue_number(0x950412de, big) + catalogue_number(0, big) +
         catalogue_number(count, big) + catalogue_number(28, big) +
         catalogue_number(28 + 8 * count, big) + catalogue_number(0, big) +
         catalogue_number(begin, big) + names + forms + rest;
}
