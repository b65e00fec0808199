// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Whole objects with annotations beside them.

#include <array>
#include <cstddef>
#include <hyper/orm/clause.hpp>
#include <hyper/orm/query_rows.hpp>
#include <hyper/orm/query_set.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/reflect/edit_distance.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/members.hpp>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace hyper {

/// An object, and what its query has computed beside it. It is used as the object is:
/// `row->name`, `row.extra.posts`.
template <class Model, class Annotations>
struct annotated {
  using annotations_type = Annotations;

  Model object{};
  Annotations extra{};

  Model& operator*() { return object; }
  Model const& operator*() const { return object; }
  Model* operator->() { return &object; }
  Model const* operator->() const { return &object; }
};

/// The members of a struct are annotations by their names, behind the columns of whole rows.
template <class Annotations>
struct annotations_clause {
  static constexpr clause_kind kind = clause_kind::annotations;
  static constexpr auto const& texts = member_names<Annotations>;
  static constexpr detail::clause_text text{
      kind, texts.data(), texts.size(), {}, nullptr, detail::row_types<Annotations>::types.data()};
};

namespace detail {

/// The annotation's name that is most like a wrong one; empty when there are none.
constexpr std::string_view nearest_annotation(query_shape const& shape, std::string_view wrong) {
  std::size_t best = static_cast<std::size_t>(-1);
  std::string_view nearest;
  for (std::size_t i = 0; i < shape.condition_count; ++i) {
    if (!shape.conditions[i].annotation) continue;
    std::size_t const distance = edit_distance(shape.conditions[i].name, wrong);
    if (distance < best) nearest = shape.conditions[i].name;
    if (distance < best) best = distance;
  }
  return nearest;
}

template <class Query, class Row, std::size_t Position>
struct annotation_of_member {
  static constexpr std::string_view name = member_names<Row>[Position];
  static constexpr int which = find_annotation(*Query::shape(), name);
  static constexpr column_type const* type =
      which < 0 ? &unknown_type
                : Query::shape()->conditions[static_cast<std::size_t>(which)].path.type;
  static constexpr std::string_view text =
      which < 0 ? nearest_annotation(*Query::shape(), name) : type->sql_type;
};

/// One member of the struct that takes annotations.
template <class Query, class Row, std::size_t Position>
constexpr bool check_annotation() {
  using found = annotation_of_member<Query, Row, Position>;
  if constexpr (!check_member_type<Row, Position>()) {
    return false;
  } else if constexpr (found::which < 0) {
    static_cast<void>(
        &compile_error<member_names_no_annotation<Row, clipped_text<row_member<Row, Position>>,
                                                  "did you mean", clipped_text<found>>>);
    return false;
  } else {
    constexpr bool good = holds_value(&column_of_type<member_type<Row, Position>>, found::type);
    if constexpr (!good)
      static_cast<void>(
          &compile_error<lookup_takes_another_type<Row, clipped_text<row_member<Row, Position>>,
                                                   member_type<Row, Position>, "the annotation is",
                                                   clipped_text<found>>>);
    return good;
  }
}

template <class Query, class Row>
constexpr bool check_annotations() {
  using model = typename Query::model_type;
  if constexpr (!is_queryable<model>) {
    explain_flawed_model<model>();
    return false;
  } else {
    return []<std::size_t... I>(std::index_sequence<I...>) {
      bool const good[] = {check_annotation<Query, Row, I>()..., true};
      for (bool one : good)
        if (!one) return false;
      return true;
    }(std::make_index_sequence<member_count<Row>>{});
  }
}

/// PostgreSQL locks rows, and groups are none.
template <class Query>
constexpr bool check_lock() {
  constexpr bool good = Query::shape()->lock == row_lock::none || !Query::shape()->grouped;
  if constexpr (!good)
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<typename Query::model_type, "for_update",
                                                "groups of rows cannot be locked">>);
  return good;
}

}  // namespace detail

/// What `with_annotations` makes of a query: its ends, whose rows are `annotated`.
template <class Query, class Annotations>
class annotated_query {
 public:
  using model_type = typename Query::model_type;
  using row_type = annotated<model_type, Annotations>;

  constexpr explicit annotated_query(Query query) : query_(std::move(query)) {}

  /// The SQL of `all`, or of another end.
  template <query_action Action = query_action::select>
  constexpr std::string_view sql() const {
    return query_.template sql<Action>();
  }

  /// As those of the query.
  task<std::vector<row_type>> all() const { return detail::all_rows<row_type>(query_); }
  task<std::optional<row_type>> first() const { return detail::first_row<row_type>(query_); }
  task<row_type> get() const { return detail::only_row<row_type>(query_); }
  template <fixed_string Text, class Value>
  task<row_type> get(Value const& value) const {
    return detail::only_row<row_type>(query_.template filter<Text>(value));
  }
  template <class Cursor>
  task<keyset_page<row_type>> page(Cursor const& at) const {
    return detail::page_of_rows<row_type>(query_, at);
  }

  // For the library.
  template <query_action Action>
  constexpr statement const* statement_of() const {
    return query_.template statement_of<Action>();
  }
  static constexpr detail::query_shape const* shape() { return Query::shape(); }
  static consteval bool has(clause_kind kind) { return Query::has(kind); }
  parameters all_values() const { return query_.all_values(); }
  static task<void> prefetch(std::vector<model_type*> objects) {
    return Query::prefetch(std::move(objects));
  }

 private:
  Query query_;
};

namespace detail {

template <class Annotations, class Query>
constexpr auto annotate_rows(Query const& query) {
  if constexpr (check_annotations<Query, Annotations>()) {
    auto grown = query.template with_clause<annotations_clause<Annotations>>();
    static_cast<void>(check_lock<decltype(grown)>());
    return annotated_query<decltype(grown), Annotations>(std::move(grown));
  } else {
    return annotated_query<Query, Annotations>(query);
  }
}

}  // namespace detail
}  // namespace hyper
