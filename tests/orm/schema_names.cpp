// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/schema_names.hpp>
//
#include "blog.hpp"

namespace {
using namespace hyper::detail;

constexpr std::string_view long_name =
    "a_table_with_a_name_of_sixty_three_characters_which_is_the_most";
static_assert(long_name.size() == 63);
constexpr schema_name name(std::string_view table, std::string_view column) {
  hyper::detail::schema_name made(table);
  return made.add("_").add(column).kind("_key");
}
static_assert(name("posts", "title").view() == "posts_title_key");
static_assert(name(long_name, "title").view().size() == 63);
static_assert(name(long_name, "title").view().ends_with("_key"));
static_assert(name(long_name, "title").view() != name(long_name, "body").view());
static_assert(name(long_name, "title").view() == name(long_name, "title").view());
static_assert(hyper::detail::schema_name(long_name).kind("_pkey").view().size() == 63);
}  // namespace
