// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Laws: whatever the template is, rendering ends with a text within its limit or with a
// `template_error`; nothing is lost, and a second rendering gives the same.

#include <cstdint>
#include <cstdlib>
#include <hyper/templates/environment.hpp>
#include <string>
#include <string_view>

namespace {

using hyper::template_value;

template_value make_context() {
  auto user = template_value::dict();
  user.set_item("name", "Ada <L>");
  user.set_item("age", 31);
  auto context = template_value::dict();
  context.set_item("n", 7);
  context.set_item("f", 2.5);
  context.set_item("text",
                   "The quick Gr\xC3\xB6\xC3\x9F"
                   "e");
  context.set_item("d", user);
  context.set_item("numbers", template_value::list{3, 1, 2});
  context.set_item("users", template_value::list{user, user});
  return context;
}

std::string render(hyper::template_environment& environment, std::string_view source) {
  try {
    return environment.render_source(source, make_context());
  } catch (hyper::template_error const& error) {
    if (error.line() == 0) std::abort();
    return error.what();
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const source(reinterpret_cast<char const*>(data), size);
  auto const loader = std::make_shared<hyper::memory_loader>();
  loader->add("base", "<{% block a %}A{% endblock %}>");
  loader->add("mac", "{% macro m(x) %}[{{ x }}]{% endmacro %}");
  loader->add("self", std::string(source));
  hyper::template_options options;
  options.limits = {20'000, 100'000, 120, 1'000, 50'000, std::chrono::milliseconds(0)};
  hyper::template_environment environment(options, loader);
  std::string const once = render(environment, source);
  if (once.size() > 700'000) std::abort();
  bool const by_chance = source.find("random") != source.npos || source.find("time") != source.npos;
  if (!by_chance && render(environment, source) != once) std::abort();
  return 0;
}
