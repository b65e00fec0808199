// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: distances of vectors, and vectors in JSON.

#include <cstddef>
#include <hyper/json/traits.hpp>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/functions.hpp>
#include <hyper/orm/query_expressions.hpp>
#include <hyper/postgres/pgvector.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

template <class Model, fixed_string Path>
struct vector_column_text {
  static constexpr std::string_view text = path_of<Model, Path>.subject().type->sql_type;
};

/// Whether a path leads to vectors of this size: PostgreSQL refuses to compare others, at run time.
template <class Model, fixed_string Path, std::size_t Size>
constexpr bool check_vector() {
  if constexpr (!check_path<Model, Path>()) {
    return false;
  } else {
    using found = vector_column_text<Model, Path>;
    constexpr bool good = found::text == codec<pgvector<Size>>::sql_type;
    if constexpr (!good)
      static_cast<void>(
          &compile_error<
              lookup_takes_another_type<Model, clipped_text<lookup_text<Path>>, pgvector<Size>,
                                        "the column is", clipped_text<found>>>);
    return good;
  }
}

/// `(p."place" <=> $1)`
template <fixed_string Operator, fixed_string Path, std::size_t Size>
struct distance_expression
    : binary_expression<Operator, column_expression<Path>, value_expression<pgvector<Size>>> {
  template <class Scope>
  static constexpr bool check() {
    if constexpr (Scope::has_annotation(Path.view()))
      return true;
    else
      return check_vector<typename Scope::model, Path, Size>();
  }
};

/// An index of the column serves an order by this, up to a limit.
template <fixed_string Operator, fixed_string Path, std::size_t Size>
constexpr auto vector_distance(pgvector<Size> const& to) {
  using distance = distance_expression<Operator, Path, Size>;
  return cast<double>(distance{{{{column<Path>, value_expression<pgvector<Size>>{to}}}}});
}

}  // namespace detail

/// How far a column's vector is from another one, in a straight line (`<->`):
///   annotate<"far">(l2_distance<"place">(v)).order_by<"far">().limit(10)
template <fixed_string Path, std::size_t Size>
constexpr auto l2_distance(pgvector<Size> const& to) {
  return detail::vector_distance<" <-> ", Path>(to);
}
/// … by direction alone (`<=>`): 0 the same, 1 across, 2 opposite.
template <fixed_string Path, std::size_t Size>
constexpr auto cosine_distance(pgvector<Size> const& to) {
  return detail::vector_distance<" <=> ", Path>(to);
}
/// … as the sum of products with its sign turned (`<#>`): the least is the nearest.
template <fixed_string Path, std::size_t Size>
constexpr auto negative_inner_product(pgvector<Size> const& to) {
  return detail::vector_distance<" <#> ", Path>(to);
}
/// … along the axes, the sum of differences (`<+>`; pgvector 0.7 or later).
template <fixed_string Path, std::size_t Size>
constexpr auto l1_distance(pgvector<Size> const& to) {
  return detail::vector_distance<" <+> ", Path>(to);
}

/// In JSON a list of numbers.
template <std::size_t Size>
struct json_traits<pgvector<Size>> {
  using as = std::vector<float>;
  static as to(pgvector<Size> const& value) { return value.numbers(); }
  static std::optional<problem> from(as numbers, pgvector<Size>& value) {
    try {
      value = pgvector<Size>(std::move(numbers));
    } catch (std::invalid_argument const& refused) {
      return problem{"vector", refused.what()};
    }
    return std::nullopt;
  }
};

}  // namespace hyper
