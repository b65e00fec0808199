// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <string_view>
#include <utility>

namespace hyper {

// The options of `model<…>`. Columns are named by member or by column, a leading `-` means
// descending: `indexed_by<"writer", "-created">`.

namespace detail {
template <model_option Option, fixed_string... Texts>
struct meta_option {
  static constexpr std::array<std::string_view, sizeof...(Texts)> texts{Texts.view()...};
  static constexpr model_columns columns{Option, texts.data(), texts.size()};
};
}  // namespace detail

/// The table's name in the database.
template <fixed_string Name>
struct table : detail::meta_option<model_option::table, Name> {};

/// An index over these columns.
template <fixed_string... Columns>
struct indexed_by : detail::meta_option<model_option::index, Columns...> {};

/// No two rows have the same values in all of these columns.
template <fixed_string... Columns>
struct unique_together : detail::meta_option<model_option::unique, Columns...> {};

/// The order of rows when a query asks for none.
template <fixed_string... Columns>
struct ordered_by : detail::meta_option<model_option::ordering, Columns...> {};

/// What a table needs beyond its columns: `using meta = model<table<"posts">, ordered_by<"-id">>;`
template <class... Options>
struct model {
  static constexpr std::array<model_columns, sizeof...(Options)> options{Options::columns...};
};

/// Where a model's options stand. Specialise it for a type that cannot have a member `meta`.
template <class T>
struct model_traits {};
template <class T>
  requires requires { T::meta::options.size(); }
struct model_traits<T> {
  using meta = typename T::meta;
};

namespace detail {

/// The functions of one member type that plain code calls.
template <class Member>
struct column_functions {
  static void read(void* member, row_view const& row, std::size_t position) {
    read_column(*static_cast<Member*>(member), row, position);
  }
  static void bind(void const* member, parameters& values) {
    bind_column(*static_cast<Member const*>(member), values);
  }
  static bool is_set(void const* member) {
    return static_cast<Member const*>(member)->column_look() != nullptr;
  }
  static void prepare(void* member) { static_cast<Member*>(member)->column_prepare(); }
};

template <class Member>
concept loadable_column = requires(Member& member) { member.column_load(); };

/// Foreign keys may stand in an optional, in `unique` or in `indexed`.
template <class Member>
void* load_column(void* place) {
  auto& member = *static_cast<Member*>(place);
  if constexpr (loadable_column<Member>)
    return member.column_load();
  else
    return load_column<typename Member::value_type>(&*member);
}

template <class Member>
consteval bool is_loadable() {
  if constexpr (loadable_column<Member>)
    return true;
  else if constexpr (column_form_of<Member> == column_form::optional ||
                     column_form_of<Member> == column_form::wrapped)
    return is_loadable<typename Member::value_type>();
  else
    return false;
}

template <class Member>
constexpr column_access describe_access() {
  using functions = column_functions<Member>;
  column_access access;
  access.read = &functions::read;
  access.bind = &functions::bind;
  if constexpr (column_wrapper<Member>) access.is_set = &functions::is_set;
  if constexpr (requires(Member& member) { member.column_prepare(); })
    access.prepare = &functions::prepare;
  if constexpr (is_loadable<Member>()) access.load = &load_column<Member>;
  return access;
}

/// What a member's type says, without the member's name: one constant per type.
template <class Member>
constexpr column_type describe_member_type() {
  column_type column;
  if constexpr (column_form_of<Member> != column_form::none) {
    describe_column<Member>(column);
    if (column.oid != 0) column.access = describe_access<Member>();
  }
  return column;
}
template <class Member>
inline constexpr column_type column_of_type = describe_member_type<Member>();

template <class Model>
struct model_table {
  template <std::size_t... I>
  static consteval auto list_columns(std::index_sequence<I...>) {
    return std::array<column_info, sizeof...(I)>{
        {{member_names<Model>[I], &column_of_type<member_type<Model, I>>}...}};
  }
  static constexpr auto columns = list_columns(std::make_index_sequence<member_count<Model>>{});

  /// Where each member lies, measured on the first object: the language has no constant for it.
  static std::uint32_t const* offsets(void const* object) {
    static auto const table = measure(*static_cast<Model const*>(object));
    return table.data();
  }

 private:
  static std::array<std::uint32_t, member_count<Model>> measure(Model const& object) {
    auto const* base = reinterpret_cast<char const*>(&object);
    return with_members(object, [base](auto const&... member) {
      return std::array<std::uint32_t, sizeof...(member)>{
          static_cast<std::uint32_t>(reinterpret_cast<char const*>(&member) - base)...};
    });
  }
};

template <class Model>
concept has_meta = requires { model_traits<Model>::meta::options.size(); };

template <class Model>
constexpr model_info describe_model() {
  model_info info;
  info.id = type_id<Model>;
  info.name = type_name<Model>();
  if constexpr (reflectable<Model>) {
    info.columns = model_table<Model>::columns.data();
    info.count = model_table<Model>::columns.size();
    info.key = key_position<Model>;
    info.offsets = &model_table<Model>::offsets;
  }
  if constexpr (has_meta<Model>) {
    auto const& options = model_traits<Model>::meta::options;
    info.options = options.data();
    info.option_count = options.size();
    model_columns const named = info.first(model_option::table);
    if (named.count == 1) info.table = named.columns[0];
  }
  return info;
}

}  // namespace detail
}  // namespace hyper
