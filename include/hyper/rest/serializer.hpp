// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <hyper/json/writer.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/routing/respond.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

// Compile error: a field of a serializer.
template <class Model, fixed_string Field, fixed_string... Advice>
struct serializer_field_not_in_model;

/// The fields that a serializer writes, by the names of members; "writer.name" goes into what a
/// member points to.
template <fixed_string... Names>
struct fields {};

namespace detail {

/// The part of a dotted name before or after its first dot.
template <fixed_string Name>
constexpr std::size_t dot_in() {
  for (std::size_t i = 0; i < Name.size(); ++i)
    if (Name.characters[i] == '.') return i;
  return Name.size();
}
template <fixed_string Name>
constexpr auto before_dot() {
  fixed_string<dot_in<Name>() + 1> part;
  for (std::size_t i = 0; i < dot_in<Name>(); ++i) part.characters[i] = Name.characters[i];
  return part;
}
template <fixed_string Name>
constexpr auto after_dot() {
  fixed_string<Name.size() - dot_in<Name>()> part;
  for (std::size_t i = dot_in<Name>() + 1; i < Name.size(); ++i)
    part.characters[i - dot_in<Name>() - 1] = Name.characters[i];
  return part;
}

/// What a member leads to: the object itself, or what it points to.
template <class T>
decltype(auto) pointed_to(T const& object) {
  if constexpr (requires { *object; } && !reflectable<T>)
    return *object;
  else
    return (object);
}

template <class T, fixed_string Name>
constexpr bool has_field() {
  constexpr std::size_t position = member_index<T>(before_dot<Name>().view());
  if constexpr (position == no_member)
    return false;
  else if constexpr (dot_in<Name>() == Name.size())
    return true;
  else
    return has_field<
        std::remove_cvref_t<decltype(pointed_to(std::declval<member_type<T, position> const&>()))>,
        after_dot<Name>()>();
}

template <fixed_string Name, class T>
decltype(auto) field_of(T const& object) {
  constexpr std::size_t position = member_index<T>(before_dot<Name>().view());
  if constexpr (dot_in<Name>() == Name.size())
    return (member<position>(object));
  else
    return field_of<after_dot<Name>()>(pointed_to(member<position>(object)));
}

/// The constant texts between the values: `{"address":`, `,"writer":{"name":`, …, `}`. Fields that
/// share what stands before their dot and follow each other stand in one object.
template <fixed_string... Names>
struct serializer_texts {
  static constexpr std::size_t count = sizeof...(Names);
  static constexpr std::size_t capacity = (std::size_t{8} + ... + (Names.size() + 16));
  struct result {
    std::array<char, capacity> text{};
    std::array<std::size_t, count + 2> ends{};
  };
  static constexpr result made = [] {
    result out;
    std::string_view const names[] = {std::string_view(Names.characters, Names.size())...};
    std::size_t at = 0;
    auto const put = [&](std::string_view text) {
      for (char const c : text) out.text[at++] = c;
    };
    std::string_view open;  // the object that is open, by its name
    for (std::size_t i = 0; i < count; ++i) {
      std::size_t dot = 0;
      while (dot < names[i].size() && names[i][dot] != '.') ++dot;
      std::string_view const outer =
          dot == names[i].size() ? std::string_view() : names[i].substr(0, dot);
      std::string_view const inner = outer.empty() ? names[i] : names[i].substr(dot + 1);
      bool const goes_on = !outer.empty() && outer == open;
      if (!open.empty() && !goes_on) put("}");
      put(i == 0 ? "{" : ",");
      if (!outer.empty() && !goes_on) {
        put("\"");
        put(outer);
        put("\":{");
      }
      put("\"");
      put(inner);
      put("\":");
      open = outer;
      out.ends[i + 1] = at;
    }
    if (!open.empty()) put("}");
    put("}");
    out.ends[count + 1] = at;
    return out;
  }();
  static constexpr std::string_view part(std::size_t i) {
    return std::string_view(made.text.data() + made.ends[i], made.ends[i + 1] - made.ends[i]);
  }
};

}  // namespace detail

/// A row as it goes out: `serializer<post, fields<"address", "title", "writer.name">>`. It holds
/// the row and is made from one by itself. "writer.name" is written as {"writer": {"name": …}}; the
/// relation must have been loaded (`select_related`).
template <class Model, class Fields>
class serializer;

template <class Model, fixed_string... Names>
class serializer<Model, fields<Names...>> {
 public:
  serializer() = default;
  serializer(Model row) : row_(std::move(row)) {}
  Model const& row() const { return row_; }

  void write(json_writer& out) const {
    if constexpr ((... && judge<Names>())) {
      using texts = detail::serializer_texts<Names...>;
      std::size_t i = 0;
      int const order[] = {
          0, (out.literal(texts::part(i++)), out.value(detail::field_of<Names>(row_)), 0)...};
      static_cast<void>(order);
      out.literal(texts::part(i));
    }
  }

 private:
  template <fixed_string Name>
  static constexpr bool judge() {
    if constexpr (!detail::has_field<Model, Name>()) {
      compile_error<serializer_field_not_in_model<Model, Name, "name a member of the struct">>();
      return false;
    } else {
      return true;
    }
  }
  Model row_{};
};

template <class Model, class Fields>
struct json_traits<serializer<Model, Fields>> {
  static void write(json_writer& out, serializer<Model, Fields> const& value) { value.write(out); }
};

template <class Model, class Fields>
struct location_source<serializer<Model, Fields>> {
  static Model const& of(serializer<Model, Fields> const& value) { return value.row(); }
};

}  // namespace hyper
