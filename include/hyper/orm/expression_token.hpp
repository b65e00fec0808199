// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// An expression as data: the SQL that it becomes, piece by piece. Expressions of C++ put the pieces
// of their operands one behind the other; orm/write_expression.hpp writes them.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>

namespace hyper::detail {

struct query_shape;

enum class expression_token_kind : std::uint8_t {
  sql,        // as it stands
  column,     // a path, or the name of an annotation
  outer,      // a path of the query around this one
  value,      // a parameter
  condition,  // a path with a lookup, and its parameters
  left,       // a path with a lookup; what it is compared with follows
  ordering,   // a path, maybe with a `-`
  joined,     // a column of a common table
  rows        // a query in parentheses
};

/// What a query in an expression is there for.
enum class subquery_use : std::uint8_t { exists, value };

struct expression_token {
  expression_token_kind kind = expression_token_kind::sql;
  std::string_view text = {};
  type_oid oid = 0;                    ///< of a value
  query_shape const* query = nullptr;  ///< of a query
  subquery_use use = subquery_use::value;
  bool aggregate = false;            ///< begins an aggregate
  bool window = false;               ///< begins a window: its rows are neither grouped nor groups
  model_info const* rows = nullptr;  ///< of `joined`: the common table
};

/// The tokens of an expression, wherever they are.
struct token_list {
  expression_token const* first = nullptr;
  std::size_t count = 0;

  constexpr expression_token const* begin() const { return first; }
  constexpr expression_token const* end() const { return first + count; }
  constexpr bool empty() const { return count == 0; }
};

/// Whether an expression has values that are given at run time.
constexpr bool has_values(token_list tokens) {
  for (expression_token const& token : tokens)
    if (token.kind == expression_token_kind::value ||
        token.kind == expression_token_kind::condition || token.kind == expression_token_kind::rows)
      return true;
  return false;
}

template <std::size_t... Sizes>
constexpr auto join_tokens(std::array<expression_token, Sizes> const&... parts) {
  std::array<expression_token, (Sizes + ... + 0)> all{};
  std::size_t at = 0;
  auto const append = [&](auto const& part) {
    for (expression_token const& token : part) all[at++] = token;
  };
  (append(parts), ...);
  return all;
}

constexpr std::array<expression_token, 1> sql_token(std::string_view text) {
  return {{{expression_token_kind::sql, text}}};
}

}  // namespace hyper::detail
