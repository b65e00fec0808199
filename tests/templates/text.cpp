// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/templates/text.hpp>

#include <hyper/templates/error.hpp>

#include "support/catch.hpp"

using hyper::template_value;
using hyper::to_text;

TEST_CASE("values are written as Python writes them") {
  CHECK(to_text(1.0) == "1.0");
  CHECK(to_text(1e16) == "1e+16");
  CHECK(to_text(0.0001) == "0.0001");
  CHECK(to_text(0.00001) == "1e-05");
  CHECK(to_text(true) == "True");
  CHECK(to_text(nullptr) == "None");
  CHECK(to_text(template_value::list{1, "a'b", nullptr}) == "[1, \"a'b\", None]");
  CHECK(to_text(template_value::tuple({1})) == "(1,)");
  auto dict = template_value::dict();
  dict.set_item("a", template_value::safe("<"));
  CHECK(to_text(dict) == "{'a': Markup('<')}");
}

TEST_CASE("percent formats and braces") {
  namespace detail = hyper::detail;
  CHECK(to_text(detail::format_percent(
            "%05.1f|%-4s|%x", template_value::tuple({2.25, "a", 255}))) == "002.2|a   |ff");
  CHECK_THROWS_AS(detail::format_percent("%s %s", template_value(1)), hyper::template_error);
  CHECK_THROWS_AS(detail::format_percent("%99999999s", template_value(1)), hyper::template_error);
  template_value const arguments[] = {1234567, "x"};
  CHECK(to_text(detail::format_braces("{:,}|{:>3}|{{}}", {arguments, {}})) == "1,234,567|  x|{}");
  CHECK_THROWS_AS(detail::format_braces("{5}", {arguments, {}}), hyper::template_error);
  CHECK_THROWS_AS(detail::format_braces("{", {arguments, {}}), hyper::template_error);
}

TEST_CASE("changes of case beyond ASCII") {
  CHECK(hyper::detail::upper("größe привет") == "GRÖSSE ПРИВЕТ");
  CHECK(hyper::detail::lower("ÀÉ Ж") == "àé ж");
}
