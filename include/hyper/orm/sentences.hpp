// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the compiler says about mistakes in models and queries. None of these is ever defined; each
// has an entry in docs/compile_errors.md. They are said by `&compile_error<…>`, an address only, so
// that the function that says them stays a constant expression: its use in one would be reported as
// a second error.

#include <cstddef>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>

namespace hyper {

template <class Model, fixed_string Member, class Type, fixed_string... Advice>
struct member_has_no_sql_type;

template <class Model, fixed_string Member, fixed_string... Advice>
struct member_borrows_its_text;

template <class Model, fixed_string... Advice>
struct model_has_no_table_name;

template <class Model, fixed_string... Advice>
struct model_has_no_primary_key;

template <class Model, fixed_string... Advice>
struct model_has_two_primary_keys;

template <class Model, fixed_string... Advice>
struct model_has_too_large_a_key;

template <class Type, fixed_string... Advice>
struct type_is_not_a_model;

template <class Model, fixed_string Name, fixed_string... Advice>
struct name_is_no_sql_identifier;

template <class Model, fixed_string Column, fixed_string... Advice>
struct model_has_column_twice;

template <class Model, fixed_string Column, fixed_string... Advice>
struct meta_names_unknown_column;

template <class Model, fixed_string Member, fixed_string... Advice>
struct foreign_key_has_wrong_key_type;

template <class Model, fixed_string Member, fixed_string... Advice>
struct foreign_key_to_composite_key;

template <class Model, fixed_string Member, fixed_string... Advice>
struct foreign_key_leaves_the_tenant;

template <class Model, fixed_string Member, fixed_string... Advice>
struct tenant_key_does_not_fit_here;

template <class Model, fixed_string Column, fixed_string... Advice>
struct model_has_no_column;

template <class Model, fixed_string Column, fixed_string... Advice>
struct column_is_no_relation;

template <class Model, fixed_string Column, fixed_string... Advice>
struct column_is_not_saved;

template <class Model, fixed_string Lookup, fixed_string... Advice>
struct column_has_no_such_lookup;

template <class Model, fixed_string Lookup, class Given, fixed_string... Advice>
struct lookup_takes_another_type;

template <class Row, fixed_string Member, fixed_string... Advice>
struct member_names_no_annotation;

template <class Model, fixed_string Link, fixed_string... Advice>
struct relation_has_no_such_link;

template <class Model, fixed_string... Advice>
struct query_is_too_large;

template <class Model, fixed_string... Advice>
struct clause_does_not_fit_here;

/// Names several models in a sentence.
template <class... Models>
struct model_list;

template <class Models, fixed_string... Advice>
struct models_point_to_each_other;

namespace detail {

/// As much of a text as both compilers print.
constexpr std::size_t clip(std::size_t size) { return size < 32 ? size : 32; }

/// A text that a constant holds as a template argument. `Source` has a static member `text`.
template <class Source>
inline constexpr auto clipped_text =
    to_fixed_string<clip(std::string_view(Source::text).size())>(Source::text);

}  // namespace detail
}  // namespace hyper
