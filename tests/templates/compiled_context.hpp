// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// corpus/context.json as C++ types, for the compiled renderer.

#include <concepts>
#include <hyper/reflect/members.hpp>
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
  hyper::template_value d;  // in the order of the file, which no map of C++ keeps
  std::vector<user> users;
  std::vector<branch> tree;
  std::vector<int> nolist;
  std::map<std::string, int> nodict;
  std::string url;
  int when;
};

// A value of the file as a member. Texts are looked at, not copied: the file's values must live on.
template <class T>
void read(hyper::template_value const& given, T& into) {
  if constexpr (std::same_as<T, hyper::template_value>) {
    into = given;
  } else if constexpr (std::same_as<T, bool>) {
    into = given.truth();
  } else if constexpr (std::integral<T>) {
    into = static_cast<T>(given.integer());
  } else if constexpr (std::floating_point<T>) {
    into = given.number();
  } else if constexpr (std::constructible_from<T, std::string_view>) {
    into = T(given.text());
  } else if constexpr (requires { into.emplace_back(); }) {
    for (auto const& element : given.elements()) read(element, into.emplace_back());
  } else if constexpr (requires { typename T::mapped_type; }) {
    for (auto const& [key, value] : given.entries()) read(value, into[std::string(key.text())]);
  } else if constexpr (requires { into.emplace(); }) {
    if (!given.is(hyper::value_kind::none)) read(given, into.emplace());
  } else {
    hyper::for_each_member(
        into, [&given](std::string_view name, auto& member) { read(*given.find(name), member); });
  }
}

}  // namespace corpus
