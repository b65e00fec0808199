// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// corpus/context.json as C++ types, for the compiled renderer.

#include <hyper/templates/render.hpp>
#include <map>

namespace corpus {

struct user {
  std::string name;
  int age;
  std::string city;
  std::vector<std::string> tags;
};
struct branch {
  int v;
  std::vector<branch> kids;
};

inline hyper::template_value dict(
    std::vector<std::pair<std::string, hyper::template_value>> const& entries) {
  auto made = hyper::template_value::dict();
  for (auto const& [key, value] : entries) made.set_item(key, value);
  return made;
}

// Without initialisers: g++ 12 crashes when it counts the members of a struct with some of these.
struct context {
  std::string name;
  int n;
  int neg;
  double f;
  std::int64_t big;
  unsigned zero;
  bool yes;
  bool no;
  std::optional<int> nothing;
  std::string empty;
  std::string text;
  std::string html;
  std::string_view unicode;
  std::string lines;
  std::vector<int> numbers;
  std::vector<std::string> words;
  hyper::template_value mixed;
  std::vector<std::vector<int>> nested;
  hyper::template_value d;  // in the order of its making, which no map of C++ keeps
  std::vector<user> users;
  std::vector<branch> tree;
  std::vector<int> nolist;
  std::map<std::string, int> nodict;
  std::string url;
  int when;
};

inline context make_context() {
  context made{};
  made.name = "Ada <Lovelace>";
  made.n = 7;
  made.neg = -3;
  made.f = 2.5;
  made.big = 1234567;
  made.yes = true;
  made.text = "The quick brown fox jumps over the lazy dog";
  made.html = "<b>bold & 'quoted' \"text\"</b>";
  made.unicode = "Größe naïve ПРИВЕТ";
  made.lines = "first\nsecond line\n\nfourth";
  made.numbers = {3, 1, 4, 1, 5, 9, 2, 6};
  made.words = {"pear", "Apple", "fig", "apple", "Banana"};
  made.mixed =
      hyper::template_value::list{1, "two", 3.0, nullptr, true, hyper::template_value::list{4, 5}};
  made.nested = {{1, 2}, {3}, {}};
  made.d = dict({{"b", 2}, {"a", 1}, {"C", 3}});
  made.users = {
      {"ann", 31, "Rome", {"x", "y"}}, {"Bob", 25, "Oslo", {}}, {"cid", 31, "Rome", {"z"}}};
  made.tree = {{1, {{2, {{3, {}}}}}}, {4, {}}};
  made.url = "http://example.com/a?b=c&d=e";
  made.when = 86400;
  return made;
}

}  // namespace corpus
