// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

#include <hyper/postgres/table_list.hpp>
//
#include "support/catch.hpp"

using namespace hyper;

TEST_CASE("a list of tables has each once", "[postgres]") {
  static constexpr std::string_view names[] = {"posts", "authors", "posts"};
  static constexpr statement_tables named{names};
  CHECK(detail::table_list(&named).names() == std::vector<std::string_view>{"posts", "authors"});
  static constexpr statement_tables listed{
      {}, false, names, [](void const* described, detail::table_list& into) {
        into.add(static_cast<std::string_view const*>(described)[1]);
      }};
  CHECK(detail::table_list(&listed).names() == std::vector<std::string_view>{"authors"});
  CHECK(detail::table_list(nullptr).names().empty());
}
