// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <hyper/json/kind.hpp>
#include <hyper/json/writer.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/rest/field.hpp>
#include <hyper/rest/plan.hpp>
#include <hyper/routing/created.hpp>
#include <hyper/routing/verdict.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

// Said by the compiler about a field of a serializer.

template <class Model, fixed_string Field, fixed_string... Advice>
struct serializer_field_not_in_model;
template <class Model, fixed_string Field, class Type, fixed_string... Advice>
struct serializer_field_has_no_json_form;
template <class Model, fixed_string Field, fixed_string... Advice>
struct serializer_field_repeats;

/// The fields that a serializer writes, by the names of members.
template <fixed_string... Names>
struct fields {};

namespace detail {

template <class Model, fixed_string Name>
struct field_reader {
  static constexpr std::size_t parts = field_parts<Name>.count;

  static void put(json_writer& out, void const* row) {
    out.value(field_at<Name, parts>(*static_cast<Model const*>(row)));
  }
  template <std::size_t Level>
  static bool present(void const* row) {
    return is_field_present(field_at<Name, Level + 1>(*static_cast<Model const*>(row)));
  }
  template <std::size_t Level>
  static constexpr auto present_at() -> bool (*)(void const*) {
    if constexpr (Level + 1 < parts)
      return &present<Level>;
    else
      return nullptr;
  }
  static constexpr field_access access() {
    return {
        Name.view(), &put, {present_at<0>(), present_at<1>(), present_at<2>(), present_at<3>()}};
  }
  static_assert(most_field_levels == 4);
};

template <class Model, fixed_string Name>
inline constexpr bool is_field = [] {
  if constexpr (has_field<Model, Name>())
    return json_writable<field_type<Model, Name, field_parts<Name>.count>>;
  else
    return false;
}();

template <class Model, fixed_string Name>
constexpr auto judge_field() {
  if constexpr (is_field<Model, Name>)
    return std::type_identity<passed>();
  else if constexpr (has_field<Model, Name>())
    return std::type_identity<serializer_field_has_no_json_form<
        Model, Name, field_type<Model, Name, field_parts<Name>.count>, "leave it out, or",
        "specialise json_traits for it">>();
  else if constexpr (nearest_field_name<Model, Name>.empty())
    return std::type_identity<
        serializer_field_not_in_model<Model, Name, "write the name of a member">>();
  else
    return std::type_identity<serializer_field_not_in_model<
        Model, Name, "did you mean this one:", clipped<nearest_field_name<Model, Name>>>>();
}

template <class Model, fixed_string... Names>
struct serializer_text {
  static constexpr std::size_t count = sizeof...(Names);
  static constexpr std::array<field_access, count> access{field_reader<Model, Names>::access()...};
  /// Enough for every field in objects of its own, with quotes, colons and brackets.
  static constexpr std::size_t size = [] {
    std::size_t sum = 8;
    for (field_access const& each : access) sum += each.name.size() + 6 * (most_field_levels + 1);
    return sum;
  }();
  static_assert(size < 65'536, "a serializer has too many fields");
  static constexpr serializer_plan<count, size> plan{access};
  static constexpr std::string_view torn = count == 0 ? "" : access[plan.torn_at].name;
};

/// Judges what concerns no single field.
template <class Model, fixed_string... Names>
constexpr auto judge_order() {
  if constexpr (!(is_field<Model, Names> && ...))
    return std::type_identity<passed>();  // said already
  else if constexpr (serializer_text<Model, Names...>::plan.torn)
    return std::type_identity<
        serializer_field_repeats<Model, clipped<serializer_text<Model, Names...>::torn>,
                                 "name it once, beside the", "fields of the same object">>();
  else
    return std::type_identity<passed>();
}

}  // namespace detail

/// How a row goes out: `serializer<post, fields<"address", "title", "writer.name">>`. It holds the
/// row, is made from one by itself, and is written as JSON with these members in this order.
///
/// A dotted name goes into a relation or a nested struct, and comes out nested:
/// `{"writer":{"name":…}}`, or `{"writer":null}` when it points nowhere. The relation's row must
/// have been loaded, by `select_related`. Fields of one object stand beside one another. A relation
/// without a dot is its key.
template <class Model, class Fields>
class serializer;

template <class Model, fixed_string... Names>
class serializer<Model, fields<Names...>> {
 public:
  using model_type = Model;
  using judgement = detail::judged<typename decltype(detail::judge_order<Model, Names...>())::type,
                                   typename decltype(detail::judge_field<Model, Names>())::type...>;

  serializer() = default;
  serializer(Model row) : row_(std::move(row)) {}

  Model const& row() const { return row_; }

  void write(json_writer& out) const {
    if constexpr ((detail::is_field<Model, Names> && ...)) {
      using text = detail::serializer_text<Model, Names...>;
      detail::write_plan(out, text::plan.steps.data(), text::plan.step_count,
                         text::plan.text.data(), &row_);
    }
  }

 private:
  Model row_{};
};

template <class Model, class Fields>
struct json_traits<serializer<Model, Fields>> {
  static void write(json_writer& out, serializer<Model, Fields> const& value) { value.write(out); }
};

/// A Location is made of the row's members, whether they are written or not.
template <class Model, class Fields>
struct location_source<serializer<Model, Fields>> {
  static Model const& of(serializer<Model, Fields> const& value) { return value.row(); }
};

}  // namespace hyper
