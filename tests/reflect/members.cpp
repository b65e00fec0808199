// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/reflect/members.hpp>

#include "support/catch.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blog {
struct author {
  int id = 0;
  std::string name;
};
struct post {
  long id;
  std::string title;
  std::optional<author> writer;
  std::vector<post> replies;
  double _score2;
  using meta = int;
  static constexpr int limit = 5;
  int doubled() const { return static_cast<int>(id) * 2; }
};
struct empty {};
struct with_reference_count {
  std::unique_ptr<int> owned;
  std::map<std::string, int> counts;
};
struct long_one {
  int m0, m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11, m12, m13, m14, m15, m16, m17, m18, m19, m20,
      m21, m22, m23, m24, m25, m26, m27, m28, m29, m30, m31, m32, m33, m34, m35, m36, m37, m38, m39;
};
inline int counter;
template <class Type, auto* Pointer>
struct named_by {
  Type probe_of;
  bool object;
};
class hidden {
 public:
  explicit hidden(int start) : number_(start) {}
  int& number() { return number_; }
  int const& number() const { return number_; }

 private:
  int number_;
};
struct container_like {
  using value_type = int;
  int a;
};
struct derived : author {
  int c;
};
union either {
  int a;
  float b;
};
}  // namespace blog

template <>
struct hyper::adapted_members<blog::hidden> {
  static constexpr std::size_t count = 1;
  static constexpr std::array<std::string_view, 1> names{"number"};
  template <std::size_t>
  static constexpr auto& get(blog::hidden& object) {
    return object.number();
  }
  template <std::size_t>
  static constexpr auto& get(blog::hidden const& object) {
    return object.number();
  }
};

namespace {

using namespace hyper;

static_assert(member_count<blog::post> == 5);
static_assert(member_names<blog::post> ==
              std::array<std::string_view, 5>{"id", "title", "writer", "replies", "_score2"});
static_assert(member_names<blog::empty>.empty());
// The spelling of these holds what stands between the names of others.
static_assert(member_names<blog::named_by<void* (*)(int&, char const&), &blog::counter>> ==
              std::array<std::string_view, 2>{"probe_of", "object"});
static_assert(std::is_same_v<member_type<blog::post, 2>, std::optional<blog::author>>);
static_assert(std::is_same_v<member_type<blog::post const, 1>, std::string>);
static_assert(member_index<blog::post>("title") == 1);
static_assert(member_index<blog::post>("limit") == no_member);
static_assert(member_index<blog::post>("") == no_member);
static_assert(member_count<blog::empty> == 0);
static_assert(member_count<blog::long_one> == 40);
static_assert(member_names<blog::long_one>[39] == "m39");
static_assert(member_names<blog::with_reference_count>[1] == "counts");

static_assert(reflectable<blog::post>);
static_assert(reflectable<blog::empty>);
static_assert(reflectable<blog::hidden>);
static_assert(!reflectable<blog::container_like>);
static_assert(!reflectable<blog::derived>);
static_assert(!reflectable<blog::either>);
static_assert(!reflectable<std::string>);
static_assert(!reflectable<std::optional<int>>);
static_assert(!reflectable<std::array<int, 2>>);
static_assert(!reflectable<std::unique_ptr<int>>);
static_assert(!reflectable<int>);
static_assert(member_names<blog::hidden>[0] == "number");

struct in_unnamed_namespace {
  int first;
  std::string second;
};
static_assert(member_names<in_unnamed_namespace>[1] == "second");

template <class T>
struct generic {
  T value;
  int other;
};
static_assert(member_names<generic<std::vector<int>>>[0] == "value");

}  // namespace

TEST_CASE("members are reached by position", "[reflect]") {
  blog::post one{4, "Title", blog::author{1, "Ada"}, {}, 0.5};
  member<0>(one) = 7;
  CHECK(one.id == 7);
  auto const& fixed = one;
  static_assert(std::is_same_v<decltype(member<1>(fixed)), std::string const&>);
  CHECK(&member<1>(fixed) == &one.title);
}

TEST_CASE("members are visited in order, with their names", "[reflect]") {
  blog::author someone{3, "Grace"};
  std::string names;
  for_each_member(someone, [&](std::string_view name, auto& value) {
    names += name;
    if constexpr (std::is_same_v<std::decay_t<decltype(value)>, int>) value = 9;
  });
  CHECK(names == "idname");
  CHECK(someone.id == 9);
  CHECK(with_members(someone, [](int id, std::string const& name) { return id + name.size(); }) ==
        14);
  blog::empty nothing;
  CHECK(with_members(nothing, [](auto const&... none) { return sizeof...(none); }) == 0);
}

TEST_CASE("a type that is not an aggregate brings its members", "[reflect]") {
  blog::hidden secret(5);
  member<0>(secret) += 1;
  CHECK(secret.number() == 6);
}

TEST_CASE("a struct declared in a function has members", "[reflect]") {
  struct local {
    int a;
    std::string b;
  };
  static_assert(member_names<local> == std::array<std::string_view, 2>{"a", "b"});
  local here{1, "x"};
  CHECK(member<1>(here) == "x");
}
