// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Renders the corpus by compiled templates. In: contexts as JSON objects, one a line. Out: for each
// of them and each template {"name": "…", "output": "…"} or {"name": "…", "error": "…"} a line.

#include <iostream>

#include "json_reader.hpp"
#include "templates/compiled_corpus.hpp"

namespace {

void render_all(corpus::context const& context) {
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

}  // namespace

int main() {
  for (std::string line; std::getline(std::cin, line);) {
    hyper::template_value const given = cases::json_reader(line).read();
    corpus::context context{};
    corpus::read(given, context);
    render_all(context);
  }
}
