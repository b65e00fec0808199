// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <hyper/orm/foreign_key.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/model_options.hpp>
#include <hyper/orm/related.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {
namespace detail {

template <class Member>
inline constexpr bool holds_tenant_key = requires { typename tenant_key_in<Member>::type; };

/// The member that says whose a model's rows are, or `no_column`.
template <class Model, std::size_t... I>
consteval std::size_t find_tenant_member(std::index_sequence<I...>) {
  bool const found[] = {holds_tenant_key<member_type<Model, I>>..., false};
  for (std::size_t i = 0; i < sizeof...(I); ++i)
    if (found[i]) return i;
  return no_column;
}
template <class Model>
inline constexpr std::size_t tenant_position =
    find_tenant_member<Model>(std::make_index_sequence<member_count<Model>>{});

struct no_tenant {};

/// Rows between rows of tenants are the same tenant's.
template <class Owner, class Target>
consteval auto find_junction_tenant() {
  if constexpr (constexpr std::size_t own = tenant_position<Owner>; own != no_column)
    return std::type_identity<typename tenant_key_in<member_type<Owner, own>>::type>();
  else if constexpr (constexpr std::size_t its = tenant_position<Target>; its != no_column)
    return std::type_identity<typename tenant_key_in<member_type<Target, its>>::type>();
  else
    return std::type_identity<no_tenant>();
}

/// The model between two others that exists for a `many_to_many` without a model of the program's
/// own: two foreign keys, which together are its key, and whose the row is.
template <class Owner, class Target, std::size_t Position>
struct junction {
  using tenant_key = typename decltype(find_junction_tenant<Owner, Target>())::type;
  static constexpr bool apart = !std::is_same_v<tenant_key, no_tenant>;

  foreign_key<Owner> source{};
  foreign_key<Target> target{};
  [[no_unique_address]] tenant_key tenant{};
};

/// Its names: the table after the owner's and the member, the columns after the two models.
template <class Owner, class Target, std::size_t Position>
struct junction_names {
  static constexpr bool to_itself = std::is_same_v<Owner, Target>;

  struct table_text {
    static constexpr void write(sql_writer& out) {
      for (model_columns const& option : model_traits<Owner>::meta::options)
        if (option.option == model_option::table) out << option.columns[0];
      out << '_' << member_names<Owner>[Position];
    }
  };
  struct source_text {
    static constexpr void write(sql_writer& out) {
      out << (to_itself ? "from_" : "") << type_name<Owner>();
    }
  };
  struct target_text {
    static constexpr void write(sql_writer& out) {
      out << (to_itself ? "to_" : "") << type_name<Target>();
    }
  };
  static constexpr std::array<std::string_view, 1> table{constant_sql<table_text>::text};
  /// The third is there between rows of tenants alone.
  static constexpr auto columns = [] {
    if constexpr (junction<Owner, Target, Position>::apart)
      return std::array<std::string_view, 3>{constant_sql<source_text>::text,
                                             constant_sql<target_text>::text, "tenant"};
    else
      return std::array<std::string_view, 2>{constant_sql<source_text>::text,
                                             constant_sql<target_text>::text};
  }();
  static constexpr std::array<model_columns, 3> options{
      {{model_option::table, table.data(), 1},
       {model_option::key, columns.data(), 2},
       {model_option::index, columns.data() + 1, 1}}};
};

}  // namespace detail

template <class Owner, class Target, std::size_t Position>
struct adapted_members<detail::junction<Owner, Target, Position>> {
  using object = detail::junction<Owner, Target, Position>;
  static constexpr std::size_t count = object::apart ? 3 : 2;
  static constexpr auto const& names = detail::junction_names<Owner, Target, Position>::columns;
  template <std::size_t Index, class Object>
  static constexpr auto& get(Object& of) {
    if constexpr (Index == 0)
      return of.source;
    else if constexpr (Index == 1)
      return of.target;
    else
      return of.tenant;
  }
};

template <class Owner, class Target, std::size_t Position>
struct model_traits<detail::junction<Owner, Target, Position>> {
  using meta = detail::junction_names<Owner, Target, Position>;
};

/// Names the model between two others, which must have one foreign key to each.
template <class Model>
struct through {};

/// Rows of another model, any number on both sides: `many_to_many<tag> tags{};`. Without more, the
/// table between is made with the model's own, named after it and the member. With
/// `through<tagging>` it is a model of the program's, which may have columns of its own.
///
/// No column: queries say `tags__name`, and `prefetch_related<"tags">()` loads the rows.
template <class Model, class Through = void>
class many_to_many;

template <class Model>
class many_to_many<Model, void> : public detail::related_rows<Model> {
 public:
  template <class Owner, std::size_t Position>
  using through_model = detail::junction<Owner, Model, Position>;

  template <class Owner, std::size_t Position>
  static constexpr void describe_relation(relation_info& made) {
    using names = detail::junction_names<Owner, Model, Position>;
    made.target = &detail::model_of<Model>;
    made.through = &detail::model_of<through_model<Owner, Position>>;
    made.link = names::columns[0];
    made.target_link = names::columns[1];
    made.many_to_many = true;
    made.own_through = true;
  }
};

namespace detail {
template <class Member, class Target>
inline constexpr bool points_to = false;
template <class Model, class OnDelete, class Key, fixed_string Column>
inline constexpr bool points_to<foreign_key<Model, OnDelete, Key, Column>, Model> = true;

/// The name of the first, or the last, foreign key of a model to another.
template <class Model, class Target>
consteval std::string_view name_of_link(bool last) {
  return []<std::size_t... I>(std::index_sequence<I...>, bool from_behind) {
    std::string_view found;
    bool const links[] = {points_to<member_type<Model, I>, Target>...};
    for (std::size_t i = 0; i < sizeof...(I); ++i)
      if (links[i] && (found.empty() || from_behind)) found = member_names<Model>[i];
    return found;
  }(std::make_index_sequence<member_count<Model>>{}, last);
}
}  // namespace detail

template <class Model, class Between>
class many_to_many<Model, through<Between>> : public detail::related_rows<Model> {
 public:
  template <class Owner, std::size_t Position>
  using through_model = Between;

  template <class Owner, std::size_t Position>
  static constexpr void describe_relation(relation_info& made) {
    made.target = &detail::model_of<Model>;
    made.through = &detail::model_of<Between>;
    made.link = detail::name_of_link<Between, Owner>(false);
    made.target_link = detail::name_of_link<Between, Model>(true);
    made.many_to_many = true;
  }
};

template <class Model, class Through>
struct json_traits<many_to_many<Model, Through>> {
  using as = std::vector<Model>;
  static as to(many_to_many<Model, Through> const& value) {
    return value.is_loaded() ? *value : as();
  }
  static std::optional<problem> from(as rows, many_to_many<Model, Through>& value) {
    value.load() = std::move(rows);
    return std::nullopt;
  }
};

}  // namespace hyper
