// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/model_options.hpp>
#include <hyper/orm/primary_key.hpp>
#include <hyper/orm/relation_member.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <string_view>
#include <utility>

namespace hyper {

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

/// The `tenant_key` in a member, which may stand in `unique` and so on.
template <class Member>
struct tenant_key_in {};
template <class Member>
  requires requires { typename Member::value_type; }
struct tenant_key_in<Member> : tenant_key_in<typename Member::value_type> {};
template <class Member>
  requires requires { typename Member::tenant_type; }
struct tenant_key_in<Member> {
  using type = Member;
};

template <class Member>
void enter_tenant_key(context const* around, void* place) {
  auto& member = *static_cast<Member*>(place);
  if constexpr (requires { typename Member::tenant_type; })
    member.column_enter(around);
  else
    enter_tenant_key<typename Member::value_type>(around, &*member);
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
  if constexpr (is_loadable<Member>()) {
    access.load = &load_column<Member>;
    if constexpr (requires { typename tenant_key_in<Member>::type; }) {
      access.supply = &tenant_key_in<Member>::type::column_supply;
      access.enter = &enter_tenant_key<Member>;
    }
  }
  return access;
}

/// The model that a foreign key points to, also one in an optional, in `unique` and so on.
template <class Member>
struct target_of_member {};
template <class Member>
  requires requires { typename Member::value_type; }
struct target_of_member<Member> : target_of_member<typename Member::value_type> {};
template <class Member>
  requires requires { typename Member::model_type; }
struct target_of_member<Member> {
  using model = typename Member::model_type;
};

/// What a member's type says, without the member's name: one constant per type.
template <class Member>
constexpr column_type describe_member_type() {
  column_type column;
  if constexpr (column_form_of<Member> != column_form::none) {
    describe_column<Member>(column);
    if (column.oid != 0) column.access = describe_access<Member>();
    if constexpr (requires { typename target_of_member<Member>::model; })
      column.target = &model_of<typename target_of_member<Member>::model>;
  }
  return column;
}
template <class Member>
inline constexpr column_type column_of_type = describe_member_type<Member>();

/// Of a sealed member: its column, whose functions know where it stands, and the value on its way
/// there. orm/encrypted.hpp has them.
template <class Model, std::size_t Position>
constexpr column_type const* bound_column_type();
template <class Model, std::size_t Position, class Values>
void bind_sealed(member_type<Model, Position> const& member, Values& values);

/// Which members are columns: all but those that hold rows of other models.
template <class Model>
struct model_members {
  static constexpr std::size_t all = member_count<Model>;

  template <std::size_t... I>
  static consteval auto mark(std::index_sequence<I...>) {
    return std::array<bool, all + 1>{relation_member<member_type<Model, I>>..., false};
  }
  static constexpr std::array<bool, all + 1> is_relation = mark(std::make_index_sequence<all>{});

  static consteval std::size_t count_relations() {
    std::size_t count = 0;
    for (bool relation : is_relation) count += relation ? 1 : 0;
    return count;
  }
  static constexpr std::size_t relations = count_relations();
  static constexpr std::size_t columns = all - relations;

  /// The members' positions, first of the columns, then of the relations.
  static consteval std::array<std::size_t, all> sort() {
    std::array<std::size_t, all> order{};
    std::size_t at = 0;
    for (bool wanted : {false, true})
      for (std::size_t i = 0; i < all; ++i)
        if (is_relation[i] == wanted) order[at++] = i;
    return order;
  }
  static constexpr std::array<std::size_t, all> order = sort();
};

template <class Model>
struct model_table {
  using members = model_members<Model>;

  template <std::size_t... I>
  static consteval auto list_columns(std::index_sequence<I...>) {
    return std::array<column_info, sizeof...(I)>{
        {{member_names<Model>[members::order[I]],
          &column_of_type<member_type<Model, members::order[I]>>}...}};
  }
  template <std::size_t... I>
  static consteval bool has_sealed(std::index_sequence<I...>) {
    return (is_sealed_member<member_type<Model, members::order[I]>> || ...);
  }
  template <std::size_t I>
  static constexpr void bind_if_sealed(column_info& column) {
    if constexpr (is_sealed_member<member_type<Model, members::order[I]>>)
      column.type = bound_column_type<Model, members::order[I]>();
  }
  template <class Columns, std::size_t... I>
  static constexpr Columns bind_sealed_columns(Columns made, std::index_sequence<I...>) {
    (bind_if_sealed<I>(made[I]), ...);
    return made;
  }
  static constexpr auto columns = [] {
    constexpr std::make_index_sequence<members::columns> all{};
    auto made = list_columns(all);
    if constexpr (requires { model_traits<Model>::meta::retyped[0]; })
      for (std::size_t i = 0; i < made.size(); ++i)
        made[i].type = model_traits<Model>::meta::retyped[i];
    else if constexpr (has_sealed(all))
      made = bind_sealed_columns(made, all);
    return made;
  }();

  template <std::size_t... I>
  static consteval auto list_relations(std::index_sequence<I...>) {
    return std::array<relation_info, sizeof...(I)>{
        {describe_relation<Model, members::order[members::columns + I]>()...}};
  }
  static constexpr auto relations = list_relations(std::make_index_sequence<members::relations>{});

  /// Where each column's member lies, measured on the first object: the language has no constant
  /// for it.
  static std::uint32_t const* offsets(void const* object) {
    static auto const table = measure(*static_cast<Model const*>(object));
    return table.data();
  }

 private:
  static std::array<std::uint32_t, member_count<Model>> measure(Model const& object) {
    auto const* base = reinterpret_cast<char const*>(&object);
    auto const all = with_members(object, [base](auto const&... member) {
      return std::array<std::uint32_t, sizeof...(member)>{
          static_cast<std::uint32_t>(reinterpret_cast<char const*>(&member) - base)...};
    });
    auto sorted = all;
    for (std::size_t i = 0; i < sorted.size(); ++i) sorted[i] = all[members::order[i]];
    return sorted;
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
    info.relations = model_table<Model>::relations.data();
    info.relation_count = model_table<Model>::relations.size();
    info.offsets = &model_table<Model>::offsets;
    // Found by types: descriptions of other models may be under way, whose columns are these.
    if constexpr (key_position<Model> != no_column)
      for (std::size_t i = 0; i < info.count; ++i)
        if (model_members<Model>::order[i] == key_position<Model>) info.key = i;
  }
  if constexpr (has_meta<Model>) {
    auto const& options = model_traits<Model>::meta::options;
    info.options = options.data();
    info.option_count = options.size();
    for (model_option const naming : {model_option::common, model_option::table})
      if (info.first(naming).count == 1) info.table = info.first(naming).columns[0];
    model_columns const several = info.first(model_option::key);
    for (std::size_t i = 0; several.count != 0 && i < info.count; ++i)
      if (info.columns[i].member == several.columns[0]) info.key = i;
  }
  return info;
}

}  // namespace detail
}  // namespace hyper
