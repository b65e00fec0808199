// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Whether a type is a model, and the sentence that says why not.

#include <cstddef>
#include <cstdint>
#include <hyper/orm/model.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/orm/tenant_use.hpp>
#include <hyper/reflect/edit_distance.hpp>
#include <string_view>

namespace hyper {
namespace detail {

enum class model_flaw : std::uint8_t {
  none,
  no_struct,
  no_table,
  table_name,
  no_sql_type,
  borrowed,
  column_name,
  column_twice,
  no_key,
  two_keys,
  wrong_key,
  leaves_tenant,
  wrong_tenant,
  composite_key,
  large_key,
  meta_column,
  common_table
};

/// The first flaw of a model, and where it is.
struct model_verdict {
  model_flaw flaw = model_flaw::none;
  std::size_t column = 0;
  std::string_view text = {};
};

/// PostgreSQL cuts names after 63 bytes, so longer ones are refused.
constexpr bool is_identifier(std::string_view name) {
  if (name.empty() || name.size() > 63 || (name[0] >= '0' && name[0] <= '9')) return false;
  for (char letter : name) {
    bool const good = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                      (letter >= '0' && letter <= '9') || letter == '_';
    if (!good) return false;
  }
  return true;
}

/// Two columns may have the same name although their members have not: `writer` and `writer_id`.
constexpr bool same_column(column_info const& a, column_info const& b) {
  if (a.name_size() != b.name_size()) return false;
  if (a.stem().size() == b.stem().size()) return a.stem() == b.stem();
  return a.stem().size() < b.stem().size() ? a.is_called(b.stem()) : b.is_called(a.stem());
}

/// A row that points to a tenant's must be the same tenant's. It has one tenant, always.
constexpr model_flaw judge_tenant(model_info const& model, std::size_t i) {
  column_info const& column = model[i];
  if (column->source == column_source::tenant)
    return column->nullable || i != model.tenant_column() ? model_flaw::wrong_tenant
                                                          : model_flaw::none;
  if (!column->relation || column->target->tenant_column() == no_column) return model_flaw::none;
  return stays_with_tenant(model, column) ? model_flaw::none : model_flaw::leaves_tenant;
}

constexpr model_verdict judge_columns(model_info const& model) {
  std::size_t keys = 0;
  for (std::size_t i = 0; i < model.count; ++i) {
    column_info const& column = model[i];
    if (column->oid == 0) return {model_flaw::no_sql_type, i, column.member};
    if (column->borrowed) return {model_flaw::borrowed, i, column.member};
    if (column.name_size() > 63 || !is_identifier(column.stem()))
      return {model_flaw::column_name, i, column.member};
    if (column->relation && column->target->key_count() > 1)
      return {model_flaw::composite_key, i, column.member};
    if (column->wrong_key) return {model_flaw::wrong_key, i, column.member};
    if (model_flaw const tenant = judge_tenant(model, i); tenant != model_flaw::none)
      return {tenant, i, column.member};
    for (std::size_t j = 0; j < i; ++j)
      if (same_column(column, model[j])) return {model_flaw::column_twice, i, column.member};
    if (column->primary && !column->nullable) ++keys;
  }
  bool const several = model.has(model_option::key);
  if (model.has(model_option::common)) return {model_flaw::common_table, 0, {}};
  if (keys == 0 && !several) return {model_flaw::no_key, 0, {}};
  if (several && model.key == no_column)
    return {model_flaw::meta_column, 0, model.first(model_option::key).columns[0]};
  if (keys > (several ? 0 : 1)) return {model_flaw::two_keys, 0, {}};
  return {};
}

constexpr bool names_columns(model_option option) {
  return option == model_option::index || option == model_option::unique ||
         option == model_option::ordering || option == model_option::key;
}

constexpr model_verdict judge_names(model_info const& model, std::string_view const* names,
                                    std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view const name = split_direction(names[i]).name;
    if (model.find(name) == no_column) return {model_flaw::meta_column, i, name};
  }
  return {};
}

constexpr model_verdict judge_options(model_info const& model) {
  for (std::size_t i = 0; i < model.option_count; ++i) {
    model_columns const& option = model.options[i];
    bool const names =
        option.option == model_option::check || option.option == model_option::partition;
    if (names && !is_identifier(option.columns[0]))
      return {model_flaw::table_name, 0, option.columns[0]};
    if (!names_columns(option.option)) continue;
    model_verdict const keys = judge_names(model, option.columns, option.count);
    if (keys.flaw != model_flaw::none) return keys;
    model_verdict const more = judge_names(model, option.index.include, option.index.include_count);
    if (more.flaw != model_flaw::none) return more;
  }
  return {};
}

constexpr model_verdict judge_model(model_info const& model) {
  if (model.count == 0) return {model_flaw::no_struct, 0, {}};
  if (model.table.empty()) return {model_flaw::no_table, 0, {}};
  if (!is_identifier(model.table)) return {model_flaw::table_name, 0, model.table};
  if (model.key_count() > 4) return {model_flaw::large_key, 0, {}};
  model_verdict const verdict = judge_columns(model);
  return verdict.flaw == model_flaw::none ? judge_options(model) : verdict;
}

template <class T>
inline constexpr model_verdict verdict_of = judge_model(model_of<T>);

template <class T>
struct verdict_text {
  static constexpr std::string_view text = verdict_of<T>.text;
};

/// The column's name that is most like a wrong one.
constexpr std::string_view nearest_column(model_info const& model, std::string_view wrong) {
  std::size_t best = static_cast<std::size_t>(-1);
  std::string_view nearest;
  for (std::size_t i = 0; i < model.count; ++i) {
    std::size_t const distance = edit_distance(model[i].member, wrong);
    if (distance < best) nearest = model[i].member;
    if (distance < best) best = distance;
  }
  return nearest;
}

template <class T>
struct nearest_meta_column {
  static constexpr std::string_view text = nearest_column(model_of<T>, verdict_of<T>.text);
};

/// Says what is wrong with a model's key.
template <class T>
constexpr void explain_flawed_key() {
  if constexpr (verdict_of<T>.flaw == model_flaw::common_table)
    static_cast<void>(
        &compile_error<type_is_not_a_model<T, "a query makes its rows:", "they can only be read">>);
  else if constexpr (verdict_of<T>.flaw == model_flaw::large_key)
    static_cast<void>(
        &compile_error<model_has_too_large_a_key<T, "keyed_by takes at most", "four columns">>);
  else
    static_cast<void>(&compile_error<model_has_two_primary_keys<T, "keep one primary_key, or name",
                                                                "all columns in keyed_by">>);
}

/// Says what is wrong with a tenant.
template <class T, fixed_string Name>
constexpr void explain_flawed_tenant() {
  if constexpr (verdict_of<T>.flaw == model_flaw::leaves_tenant)
    static_cast<void>(
        &compile_error<foreign_key_leaves_the_tenant<T, Name, "its target belongs to a tenant:",
                                                     "add the same tenant_key here">>);
  else
    static_cast<void>(
        &compile_error<tenant_key_does_not_fit_here<T, Name, "a model has one tenant_key,",
                                                    "which is never NULL">>);
}

/// Says what is wrong with a foreign key.
template <class T, fixed_string Name>
constexpr void explain_flawed_link() {
  if constexpr (verdict_of<T>.flaw == model_flaw::composite_key)
    static_cast<void>(
        &compile_error<foreign_key_to_composite_key<T, Name, "its target has several keys: use",
                                                    "columns and constrained_by">>);
  else if constexpr (verdict_of<T>.flaw != model_flaw::wrong_key)
    explain_flawed_tenant<T, Name>();
  else
    static_cast<void>(
        &compile_error<foreign_key_has_wrong_key_type<T, Name, "name the key type of the target",
                                                      "as third argument">>);
}

/// Says what is wrong with a model. Only ever used when something is.
template <class T>
constexpr void explain_flawed_model() {
  constexpr model_flaw flaw = verdict_of<T>.flaw;
  if constexpr (flaw == model_flaw::no_struct) {
    static_cast<void>(&compile_error<type_is_not_a_model<T, "a model is an aggregate struct">>);
  } else if constexpr (flaw == model_flaw::no_table) {
    static_cast<void>(
        &compile_error<
            model_has_no_table_name<T, "add using meta =", "model<table<the name in quotes>>">>);
  } else if constexpr (flaw == model_flaw::no_key) {
    static_cast<void>(
        &compile_error<model_has_no_primary_key<T, "add a member", "primary_key<> id;">>);
  } else if constexpr (flaw == model_flaw::large_key || flaw == model_flaw::two_keys ||
                       flaw == model_flaw::common_table) {
    explain_flawed_key<T>();
  } else {
    constexpr auto name = clipped_text<verdict_text<T>>;
    if constexpr (flaw == model_flaw::table_name || flaw == model_flaw::column_name) {
      static_cast<void>(
          &compile_error<name_is_no_sql_identifier<T, name, "use letters, digits and _,",
                                                   "at most 63 of them">>);
    } else if constexpr (flaw == model_flaw::no_sql_type) {
      using type = member_type<T, model_members<T>::order[verdict_of<T>.column]>;
      static_cast<void>(
          &compile_error<member_has_no_sql_type<T, name, type, "specialise column_traits, or",
                                                "wrap it in stored_json<>">>);
    } else if constexpr (flaw == model_flaw::borrowed) {
      static_cast<void>(&compile_error<member_borrows_its_text<T, name, "write: std::string">>);
    } else if constexpr (flaw == model_flaw::column_twice) {
      static_cast<void>(
          &compile_error<model_has_column_twice<T, name, "a foreign key x makes x_id">>);
    } else if constexpr (flaw >= model_flaw::wrong_key && flaw <= model_flaw::composite_key) {
      explain_flawed_link<T, name>();
    } else {
      static_cast<void>(
          &compile_error<meta_names_unknown_column<T, name, "did you mean",
                                                   clipped_text<nearest_meta_column<T>>>>);
    }
  }
}

}  // namespace detail

/// Whether a type can be used as a model. For generic code; `objects<T>` says in words what is
/// wrong.
template <class T>
inline constexpr bool is_model = detail::verdict_of<T>.flaw == detail::model_flaw::none;

namespace detail {
/// Whether rows of the type can be read by a query: a model, or a row of a common table.
template <class T>
inline constexpr bool is_queryable = is_model<T> || verdict_of<T>.flaw == model_flaw::common_table;
}  // namespace detail

}  // namespace hyper
