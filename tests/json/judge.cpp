// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/json/judge.hpp>

#include "support/catch.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

struct post {
  int id;
};
using hyper::detail::find_bad_member;
using hyper::detail::json_struct_in;

struct looks {
  int a;
  std::string_view b;
  void* c;
};

static_assert(std::is_same_v<json_struct_in<std::vector<std::optional<post>>>, post>);
static_assert(std::is_same_v<json_struct_in<std::map<std::string, std::vector<post>>>, post>);
static_assert(std::is_empty_v<json_struct_in<std::vector<int>>>);
static_assert(find_bad_member<true, looks>(std::make_index_sequence<3>{}) == 1);
static_assert(find_bad_member<false, looks>(std::make_index_sequence<3>{}) == 2);
static_assert(find_bad_member<true, post>(std::make_index_sequence<1>{}) == 1);

}  // namespace

TEST_CASE("a struct without mistakes is judged without a word", "[json]") {
  hyper::detail::judge_json<true, post>();
  SUCCEED();
}
