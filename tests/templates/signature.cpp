// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/signature.hpp>
//
#include <hyper/templates/environment.hpp>

#include "support/catch.hpp"

using hyper::detail::template_signature;

static_assert(hyper::detail::filter_signatures[3].count() == 2);
constexpr template_signature const& filter(std::string_view name) {
  return hyper::detail::filter_signatures[hyper::detail::find_signature(
      hyper::detail::filter_signatures, name)];
}
static_assert(filter("truncate").find("end") == 2);
static_assert(filter("upper").count() == 0);
static_assert(hyper::detail::find_signature(hyper::detail::filter_signatures, "uper") ==
              std::size(hyper::detail::filter_signatures));

namespace {

std::string said(std::string const& source) {
  hyper::template_environment environment;
  try {
    environment.render_source(source, hyper::template_value::dict());
    return "";
  } catch (hyper::template_error const& error) {
    return error.reason();
  }
}

std::string named_arguments(template_signature const& each) {
  std::string made = std::string(each.parameters);
  for (std::size_t at = 0; (at = made.find(' ', at)) != made.npos;) made.replace(at, 1, "=1,");
  return made.empty() ? made : made + "=1";
}

}  // namespace

TEST_CASE("the signatures are those that the functions have") {
  for (auto const& each : hyper::detail::filter_signatures) {
    std::string const name(each.name);
    INFO(name);
    CHECK(said("{{ 1|" + name + " }}").find("No filter named") == std::string::npos);
    if (each.open) continue;
    CHECK(said("{{ 1|" + name + "(none_such=1) }}").find("unexpected keyword") !=
          std::string::npos);
    // What the list names, the function takes.
    CHECK(said("{{ 1|" + name + "(" + named_arguments(each) + ") }}").find("unexpected keyword") ==
          std::string::npos);
  }
  for (auto const& each : hyper::detail::test_signatures) {
    if (each.name[0] < 'a') continue;  // an operator, for select
    INFO(each.name);
    CHECK(said("{{ 1 is " + std::string(each.name) + " }}").find("No test named") ==
          std::string::npos);
  }
}
