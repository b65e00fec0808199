// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/is_model.hpp>
//
#include <string>
#include "blog.hpp"

namespace {
using namespace blog;

struct no_meta {
  primary_key<> id{};
};
struct no_key {
  int id{};
  using meta = model<table<"t">>;
};
struct two_keys {
  primary_key<> a{};
  primary_key<> b{};
  using meta = model<table<"t">>;
};
struct strange_member {
  primary_key<> id{};
  void* pointer{};
  using meta = model<table<"t">>;
};
struct strange_table {
  primary_key<> id{};
  using meta = model<table<"a\"b">>;
};
struct long_table {
  primary_key<> id{};
  using meta = model<table<"a123456789012345678901234567890123456789012345678901234567890123">>;
};
struct longest_table {
  primary_key<> id{};
  using meta = model<table<"a12345678901234567890123456789012345678901234567890123456789012">>;
};
struct strange_order {
  primary_key<> id{};
  using meta = model<table<"t">, ordered_by<"-id", "nothing">>;
};
struct twice {
  primary_key<> id{};
  foreign_key<author> writer{};
  int writer_id{};
  using meta = model<table<"t">>;
};
static_assert(is_model<author> && is_model<post> && is_model<longest_table>);
static_assert(!is_model<int> && !is_model<std::string> && !is_model<std::vector<int>>);
static_assert(!is_model<no_meta> && !is_model<no_key> && !is_model<two_keys>);
static_assert(!is_model<strange_member> && !is_model<strange_table> && !is_model<long_table>);
static_assert(!is_model<strange_order> && !is_model<twice>);
static_assert(detail::nearest_column(detail::model_of<post>, "adress") == "address");
static_assert(!detail::is_identifier("") && !detail::is_identifier("1a"));
static_assert(!detail::is_identifier("a-b") && !detail::is_identifier("\xC3\xA4"));
}  // namespace
