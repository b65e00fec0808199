// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Judges the clauses of a query and says what is wrong with them. Private to orm/query_set.hpp.

#include <cstddef>
#include <hyper/orm/is_model.hpp>
#include <hyper/orm/path.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string_view>
#include <type_traits>

namespace hyper::detail {

/// A query that expressions are judged for: its model, and the names of its annotations.
template <class Model, class... Clauses>
struct query_scope {
  using model = Model;
  static constexpr bool has_annotation(std::string_view name) {
    clause_text const clauses[] = {Clauses::text..., clause_text{}};
    for (std::size_t i = 0; i < sizeof...(Clauses); ++i)
      if (clauses[i].kind == clause_kind::annotate && clauses[i].texts[0] == name) return true;
    return false;
  }
};

/// What a condition's text means for a model.
template <class Model, fixed_string Text>
inline constexpr model_path condition_of = read_condition(model_of<Model>, Text.view());

/// What the text of an ordering, a relation or an update means.
template <class Model, fixed_string Text>
inline constexpr model_path path_of = read_path(model_of<Model>, split_direction(Text.view()).name);

template <auto const& Path>
struct wrong_word {
  static constexpr std::string_view text = Path.word;
};

template <auto const& Path>
struct nearest_word {
  static constexpr std::string_view text = nearest_column(*Path.model, Path.word);
};

template <auto const& Path>
struct wanted_by_path {
  static constexpr std::string_view text = wanted_value(Path.subject(), Path.how);
};

/// The type that decides how the value of a condition travels.
constexpr type_oid bound_oid(model_path const& path) {
  column_info const subject = path.subject();
  return has_set_lookup(*subject.type, path.how) ? parameter_oid(subject, path.how) : subject->oid;
}

template <fixed_string Text>
struct whole_text {
  static constexpr std::string_view text = Text.view();
};

template <auto const& Path>
struct model_of_path {
  static constexpr std::string_view text = Path.model->name;
};

template <auto const& Path>
struct type_of_path {
  static constexpr std::string_view text = Path.subject()->sql_type;
};

/// Why a path does not lead anywhere, as the sentence to say.
template <class Model, fixed_string Text, auto const& Path>
constexpr auto flaw_of_path() {
  if constexpr (Path.flaw == path_flaw::no_column) {
    return std::type_identity<model_has_no_column<Model, clipped_text<wrong_word<Path>>,
                                                  "did you mean", clipped_text<nearest_word<Path>>,
                                                  "of", clipped_text<model_of_path<Path>>>>();
  } else if constexpr (Path.flaw == path_flaw::no_relation) {
    return std::type_identity<column_is_no_relation<Model, clipped_text<wrong_word<Path>>,
                                                    "only a foreign_key can be", "followed">>();
  } else if constexpr (Path.flaw == path_flaw::no_lookup) {
    return std::type_identity<column_has_no_such_lookup<
        Model, clipped_text<whole_text<Text>>, clipped_text<wrong_word<Path>>, "the column is",
        clipped_text<type_of_path<Path>>>>();
  } else if constexpr (Path.flaw == path_flaw::no_link) {
    return std::type_identity<
        relation_has_no_such_link<Model, clipped_text<wrong_word<Path>>, "name a foreign_key of",
                                  clipped_text<model_of_path<Path>>>>();
  } else {
    return std::type_identity<
        query_is_too_large<Model, "a path may follow", "at most 8 relations">>();
  }
}

template <class Model, fixed_string Text>
constexpr bool check_path() {
  constexpr bool good = path_of<Model, Text>.flaw == path_flaw::none;
  if constexpr (!good) {
    // Not in a function of its own: the reader has to get through each.
    using sentence = typename decltype(flaw_of_path<Model, Text, path_of<Model, Text>>())::type;
    static_cast<void>(&compile_error<sentence>);
  }
  return good;
}

/// One column or annotation to sort by.
template <class Scope, fixed_string Text>
constexpr bool check_ordering() {
  if constexpr (Scope::has_annotation(split_direction(Text.view()).name))
    return true;
  else
    return check_path<typename Scope::model, Text>();
}

/// Columns to sort by must exist.
template <class Scope, fixed_string... Texts>
constexpr bool check_order() {
  using Model = typename Scope::model;
  if constexpr (!is_queryable<Model>) {
    explain_flawed_model<Model>();
    return false;
  } else {
    bool const good[] = {check_ordering<Scope, Texts>()..., true};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
}

/// Columns of the model itself, for `only` and `defer`.
template <class Model, fixed_string... Texts>
constexpr bool check_columns() {
  if constexpr (!is_queryable<Model>) {
    explain_flawed_model<Model>();
    return false;
  } else {
    bool const good[] = {check_path<Model, Texts>()..., true};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
}

/// A relation to load: a foreign key at the path's end.
template <class Model, fixed_string Text>
constexpr bool check_relation() {
  if constexpr (!check_path<Model, Text>()) {
    return false;
  } else {
    constexpr auto const& path = path_of<Model, Text>;
    constexpr bool good = path.target()->relation && !path.has_many() && path.step_count == 0;
    if constexpr (!good)
      static_cast<void>(
          &compile_error<column_is_no_relation<Model, clipped_text<whole_text<Text>>,
                                               "only a foreign_key can be", "loaded">>);
    return good;
  }
}

template <class Model, fixed_string... Texts>
constexpr bool check_relations() {
  if constexpr (!is_queryable<Model>) {
    explain_flawed_model<Model>();
    return false;
  } else {
    bool const good[] = {check_relation<Model, Texts>()..., true};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
}

/// The value of one condition or assignment.
template <class Model, fixed_string Text, auto const& Path, class Value>
constexpr bool check_value() {
  constexpr bool good = lookup_takes<Value>(Path.subject(), Path.how);
  if constexpr (!good)
    static_cast<void>(
        &compile_error<lookup_takes_another_type<Model, clipped_text<whole_text<Text>>, Value,
                                                 clipped_text<wanted_by_path<Path>>>>);
  return good;
}

/// Whether a value is an expression of orm/expression.hpp.
template <class V>
inline constexpr bool is_expression_value = requires { typename V::expression_tag; };

/// Rows stay with their tenant.
template <class Model, fixed_string Text>
constexpr bool check_not_tenant() {
  constexpr bool good = path_of<Model, Text>.target()->source != column_source::tenant;
  if constexpr (!good)
    static_cast<void>(
        &compile_error<tenant_key_does_not_fit_here<Model, clipped_text<whole_text<Text>>,
                                                    "rows stay with their tenant">>);
  return good;
}

/// A column of the model itself that is to be written, and its value.
template <class Model, fixed_string Text, class Value>
constexpr bool check_assignment() {
  if constexpr (!check_path<Model, Text>()) {
    return false;
  } else if constexpr (!check_not_tenant<Model, Text>()) {
    return false;
  } else if constexpr (is_expression_value<Value>) {
    return Value::template check<query_scope<Model>>();
  } else if constexpr (find_separator(Text.view()) != Text.size() || Text.view().starts_with('-')) {
    static_cast<void>(
        &compile_error<
            clause_does_not_fit_here<Model, clipped_text<whole_text<Text>>,
                                     "only columns of the model", "itself can be updated">>);
    return false;
  } else if constexpr (assigns_null<Value>(path_of<Model, Text>.target())) {
    return true;
  } else {
    return check_value<Model, Text, path_of<Model, Text>, Value>();
  }
}

/// The type of the optional value of `filter_if`; `void` when it is none.
template <class V>
consteval auto find_optional_value() {
  if constexpr (is_optional_column<V>)
    return std::type_identity<typename V::value_type>();
  else if constexpr (requires(V const& value) {
                       requires is_optional_column<std::remove_cvref_t<decltype(*value)>>;
                     })
    return std::type_identity<
        typename std::remove_cvref_t<decltype(*std::declval<V const&>())>::value_type>();
  else
    return std::type_identity<void>();
}
template <class V>
using optional_value = typename decltype(find_optional_value<V>())::type;

template <class Model, fixed_string Text, class Value>
constexpr bool check_optional() {
  if constexpr (std::same_as<Value, std::nullopt_t>) {
    return true;
  } else if constexpr (std::is_void_v<optional_value<Value>>) {
    static_cast<void>(
        &compile_error<lookup_takes_another_type<Model, clipped_text<whole_text<Text>>, Value,
                                                 "filter_if wants a std::optional">>);
    return false;
  } else {
    return check_value<Model, Text, condition_of<Model, Text>, optional_value<Value>>();
  }
}

template <class... Types>
struct type_list;

template <class Model, class Values, fixed_string... Texts>
struct update_check;
template <class Model, class... Values, fixed_string... Texts>
struct update_check<Model, type_list<Values...>, Texts...> {
  static constexpr bool check() {
    if constexpr (!is_model<Model>) {
      explain_flawed_model<Model>();
      return false;
    } else if constexpr (sizeof...(Values) != sizeof...(Texts) || sizeof...(Texts) == 0) {
      static_cast<void>(
          &compile_error<
              clause_does_not_fit_here<Model, "update", "give one value for each column">>);
      return false;
    } else {
      bool const good[] = {check_assignment<Model, Texts, Values>()...};
      for (bool one : good)
        if (!one) return false;
      return true;
    }
  }
};

/// A condition and its values. `Bits` is what the query's variants would take with it.
template <class Model, clause_kind Kind, fixed_string Text, std::size_t Bits, class... Values>
constexpr bool check_condition() {
  constexpr auto const& path = condition_of<Model, Text>;
  if constexpr (path.flaw != path_flaw::none) {
    using sentence =
        typename decltype(flaw_of_path<Model, Text, condition_of<Model, Text>>())::type;
    static_cast<void>(&compile_error<sentence>);
    return false;
  } else if constexpr (Kind == clause_kind::exclude && path.has_many()) {
    static_cast<void>(
        &compile_error<
            clause_does_not_fit_here<Model, clipped_text<whole_text<Text>>,
                                     "a row has many of these: use", "filter(~exists(query))">>);
    return false;
  } else if constexpr (Bits > max_options) {
    static_cast<void>(
        &compile_error<
            query_is_too_large<Model, "at most 6 conditions may be", "optional or isnull">>);
    return false;
  } else if constexpr (sizeof...(Values) == 0) {
    return true;
  } else if constexpr (sizeof...(Values) != (path.how == lookup::range ? 2 : 1)) {
    static_cast<void>(&compile_error<clause_does_not_fit_here<Model, clipped_text<whole_text<Text>>,
                                                              "give one value, for range two">>);
    return false;
  } else if constexpr (Kind == clause_kind::filter_if) {
    return check_optional<Model, Text, Values...>();
  } else {
    bool const good[] = {check_value<Model, Text, condition_of<Model, Text>, Values>()...};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
}

template <class Model, class Clause>
inline constexpr std::size_t clause_bits = 0;
template <class Model, fixed_string Text>
inline constexpr std::size_t clause_bits<Model, clause<clause_kind::filter, Text>> =
    condition_of<Model, Text>.how == lookup::isnull ? 1 : 0;
template <class Model, fixed_string Text>
inline constexpr std::size_t clause_bits<Model, clause<clause_kind::exclude, Text>> =
    condition_of<Model, Text>.how == lookup::isnull ? 1 : 0;
template <class Model, fixed_string Text>
inline constexpr std::size_t clause_bits<Model, clause<clause_kind::filter_if, Text>> =
    condition_of<Model, Text>.how == lookup::isnull ? 2 : 1;

/// How many bits of a query's variant its clauses take.
template <class Model, class... Clauses>
inline constexpr std::size_t count_bits = (std::size_t{0} + ... + clause_bits<Model, Clauses>);

template <class... Clauses>
consteval bool has_clause(clause_kind wanted) {
  clause_kind const kinds[] = {Clauses::kind..., clause_kind::filter};
  for (std::size_t i = 0; i < sizeof...(Clauses); ++i)
    if (kinds[i] == wanted) return true;
  return false;
}

template <class Model>
constexpr void explain_several_tenants() {
  static_cast<void>(
      &compile_error<clause_does_not_fit_here<Model, "its tables belong to tenants of",
                                              "two kinds: use across_tenants()">>);
}

/// What only the whole query tells.
template <class Model, query_action Action, class... Clauses>
constexpr bool check_whole() {
  if constexpr (!is_queryable<Model> || (Action == query_action::erase && !is_model<Model>)) {
    explain_flawed_model<Model>();
    return false;
  } else if constexpr (lacks_common_table(shape_of<Model, Clauses...>)) {
    static_cast<void>(
        &compile_error<clause_does_not_fit_here<Model, "a common table is not defined:",
                                                "with(definition).select(query)">>);
    return false;
  } else if constexpr (shape_of<Model, Clauses...>.tenants.several) {
    explain_several_tenants<Model>();
    return false;
  } else if constexpr (shape_of<Model, Clauses...>.overflow) {
    static_cast<void>(
        &compile_error<query_is_too_large<Model, "it may have 8 tables,", "24 conditions",
                                          "and 8 columns to sort by">>);
    return false;
  } else {
    return true;
  }
}

/// The std::optional itself, out of an extractor of a request.
template <class V>
constexpr auto const& look_into_optional(V const& value) {
  if constexpr (is_optional_column<V>)
    return value;
  else
    return *value;
}

}  // namespace hyper::detail
