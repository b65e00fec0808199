// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The corpus as compiled templates: what the sources that embed_corpus writes have in common.

#include "templates/compiled_context.hpp"

namespace corpus {

struct page {
  char const* name;
  std::string (*render)(context const&);
};
std::vector<std::vector<page> (*)()> all_pages();

}  // namespace corpus
