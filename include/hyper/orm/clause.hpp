// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The clauses of a query, as elements of its type and as data.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/expression_token.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <string_view>
#include <utility>

namespace hyper {

/// What a clause of a query does.
enum class clause_kind : std::uint8_t {
  filter,
  exclude,
  filter_if,
  order_by,
  reverse,
  select_related,
  limit,
  offset,
  update,
  with_deleted,    ///< of a model that is deleted softly: its deleted rows, too
  only_deleted,    ///< … nothing else
  hard,            ///< … rows are really deleted
  across_tenants,  ///< of a model with a `tenant_key`: the rows of all tenants
  filter_by,       ///< a condition made of expressions
  annotate,        ///< a value beside the columns, with a name
  values,          ///< which columns and annotations are selected, instead of whole rows
  annotations,     ///< which annotations are selected beside whole rows
  distinct,
  only,       ///< the columns that are read
  defer,      ///< the columns that are not
  lock,       ///< the rows stay as they are until the transaction's end
  pick,       ///< the one column of a subquery
  prefetch,   ///< relations that are loaded by queries of their own
  returning,  ///< the changed rows come back
  with        ///< tables that the query makes for itself
};

/// What is done with the rows that a query describes.
enum class query_action : std::uint8_t {
  select,
  first,  ///< LIMIT 1
  get,    ///< LIMIT 2, where there may be several: one too many is seen
  count,
  exists,
  erase,
  update,
  first_page,
  next_page,     ///< the rows behind the cursor
  previous_page  ///< the rows before it, in reverse order
};

/// How `for_update` waits for rows that others have locked, and what it keeps others from.
enum class row_lock : std::uint8_t {
  none,
  update,             ///< waits
  update_nowait,      ///< throws lock_not_available
  update_skip_locked  ///< leaves them out
};

namespace detail {

struct common_text;

template <fixed_string A, fixed_string B>
inline constexpr auto joined_text = [] {
  fixed_string<A.size() + B.size() + 1> made;
  for (std::size_t i = 0; i < A.size(); ++i) made.characters[i] = A.characters[i];
  for (std::size_t i = 0; i < B.size(); ++i) made.characters[A.size() + i] = B.characters[i];
  return made;
}();

/// A clause as data.
struct clause_text {
  clause_kind kind = clause_kind::filter;
  std::string_view const* texts = nullptr;
  std::size_t count = 0;
  token_list tokens = {};                     ///< of an expression
  token_list const* assigned = nullptr;       ///< of update: an expression for each column, or none
  column_type const* const* types = nullptr;  ///< of values: what each is wanted as
  row_lock lock = row_lock::none;
  column_type const* (*type)(model_info const&) = nullptr;  ///< what an expression comes to
  common_text const* commons = nullptr;                     ///< of with
  bool assigns = false;                                     ///< there is an `assigned`
};

/// The types of a struct's members, as columns.
template <class Row>
struct row_types {
  template <std::size_t... I>
  static consteval auto list(std::index_sequence<I...>) {
    return std::array<column_type const*, sizeof...(I)>{&column_of_type<member_type<Row, I>>...};
  }
  static constexpr auto types = list(std::make_index_sequence<member_count<Row>>{});
};

}  // namespace detail

/// One clause of a query, as an element of its type.
template <clause_kind Kind, fixed_string... Texts>
struct clause {
  static constexpr clause_kind kind = Kind;
  static constexpr std::array<std::string_view, sizeof...(Texts)> texts{Texts.view()...};
  static constexpr detail::clause_text text{Kind, texts.data(), texts.size()};
};

/// A clause with an expression, and for an annotation its name.
template <clause_kind Kind, class Expression, fixed_string... Name>
struct expression_clause {
  template <class Other>
  using with = expression_clause<Kind, Other, Name...>;
  static constexpr clause_kind kind = Kind;
  static constexpr std::array<std::string_view, sizeof...(Name)> texts{Name.view()...};
  static constexpr detail::clause_text text{
      Kind,    texts.data(), texts.size(),   {Expression::tokens.data(), Expression::tokens.size()},
      nullptr, nullptr,      row_lock::none, &Expression::type};
};

/// Columns that are set; `Expressions` is a list of those that are not plain values.
template <class Expressions, fixed_string... Columns>
struct update_clause {
  static constexpr clause_kind kind = clause_kind::update;
  static constexpr std::array<std::string_view, sizeof...(Columns)> texts{Columns.view()...};
  static constexpr detail::clause_text text{.kind = kind,
                                            .texts = texts.data(),
                                            .count = texts.size(),
                                            .assigned = Expressions::assigned.data(),
                                            .assigns = true};
};

/// The members of a struct, which are selected by their names.
template <class Row>
struct values_clause {
  static constexpr clause_kind kind = clause_kind::values;
  static constexpr auto const& texts = member_names<Row>;
  static constexpr detail::clause_text text{
      kind, texts.data(), texts.size(), {}, nullptr, detail::row_types<Row>::types.data()};
};

/// `for_update`.
template <row_lock Lock>
struct lock_clause {
  static constexpr clause_kind kind = clause_kind::lock;
  static constexpr detail::clause_text text{kind, nullptr, 0, {}, nullptr, nullptr, Lock};
};

}  // namespace hyper
