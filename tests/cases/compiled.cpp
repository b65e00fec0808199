// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Renders the corpus by compiled templates: one JSON object a line out, {"name": "…", "output":
// "…"} or {"name": "…", "error": "…"}.

#include <iostream>

#include "json_reader.hpp"
#include "templates/compiled_corpus.hpp"

int main() {
  corpus::context const context = corpus::make_context();
  for (auto const pages : corpus::all_pages())
    for (corpus::page const& each : pages()) {
      std::string const name = "{\"name\": " + cases::quoted(each.name);
      try {
        std::string const output = cases::quoted(each.render(context));
        std::cout << name << ", \"output\": " << output << "}\n";
      } catch (hyper::template_error const& error) {
        std::cout << name << ", \"error\": " << cases::quoted(error.what()) << "}\n";
      }
    }
}
