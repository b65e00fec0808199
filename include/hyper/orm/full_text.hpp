// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: PostgreSQL's full-text search with its languages and ranks, and the likeness of texts by
// their trigrams.

#include <cstddef>
#include <hyper/orm/expression.hpp>
#include <hyper/orm/functions.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <string>
#include <string_view>

namespace hyper {
namespace detail {

/// The name of a text search configuration, such as `english`.
constexpr bool is_configuration(std::string_view name) {
  for (char const c : name)
    if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.')) return false;
  return !name.empty();
}

/// `name('english', a, b)`; `Result` is void where no program reads it.
template <fixed_string Name, fixed_string Language, class Result, class... Parts>
struct language_function : operand_list<Parts...> {
  static_assert(is_configuration(Language.view()),
                "a text search configuration has a name such as english");
  using expression_tag = void;
  static constexpr auto tokens =
      join_tokens(sql_token(Name.view()), sql_token("('"), sql_token(Language.view()),
                  sql_token("', "), comma_tokens<Parts...>(), sql_token(")"));
  static constexpr column_type const* type(model_info const&) {
    if constexpr (std::is_void_v<Result>)
      return &unknown_type;
    else
      return &plain_column<Result>;
  }
};

template <fixed_string Name, fixed_string Language, class Result, class... Parts>
constexpr auto call_with_language(Parts const&... parts) {
  return language_function<Name, Language, Result, operand_type<Parts>...>{{{operand(parts)...}}};
}

/// `setweight(vector, 'A')`
template <char Weight, class Vector>
struct weighted_vector : operand_list<Vector> {
  static_assert(Weight >= 'A' && Weight <= 'D', "a weight is A, B, C or D");
  using expression_tag = void;
  static constexpr auto tokens =
      join_tokens(sql_token("setweight("), Vector::tokens, sql_token(", '"),
                  sql_token(std::string_view("ABCD").substr(Weight - 'A', 1)), sql_token("')"));
  static constexpr column_type const* type(model_info const&) { return &unknown_type; }
};

}  // namespace detail

/// The words of texts, as a language has them: `text_vector<"english">(column<"title">,
/// column<"body">)`. An index of the same expression, or a generated column, serves the search.
template <fixed_string Language, class First, class... More>
constexpr auto text_vector(First const& first, More const&... more) {
  if constexpr (sizeof...(More) == 0)
    return detail::call_with_language<"to_tsvector", Language, void>(first);
  else
    return detail::call_with_language<"to_tsvector", Language, void>(
        sql_function<"concat_ws", std::string>(std::string(" "), first, more...));
}

/// Words that count more, from A to D: `weighted<'A'>(text_vector<"english">(column<"title">))`.
template <char Weight, class Vector>
constexpr auto weighted(Vector const& vector) {
  return detail::weighted_vector<Weight, Vector>{{{vector}}};
}

/// Two vectors as one.
template <class A, class B>
constexpr auto joined_vectors(A const& a, B const& b) {
  return detail::make_binary<binary_expression, " || ">(a, b);
}

/// What a user has typed: words, `"a phrase"`, `or`, `-without`. No text is a mistake.
template <fixed_string Language, class Words>
constexpr auto text_query(Words const& words) {
  return detail::call_with_language<"websearch_to_tsquery", Language, void>(words);
}

/// Whether a vector, an expression or a column of type tsvector, has what a query wants.
template <detail::expression Vector, detail::expression Query>
constexpr auto text_matches(Vector const& vector, Query const& query) {
  return detail::make_binary<comparison_expression, " @@ ">(vector, query);
}

/// How well a vector matches a query: more is better.
template <detail::expression Vector, detail::expression Query>
constexpr auto search_rank(Vector const& vector, Query const& query) {
  return sql_function<"ts_rank", float>(vector, query);
}
/// … with words that stand near each other before those that do not.
template <detail::expression Vector, detail::expression Query>
constexpr auto search_rank_by_distance(Vector const& vector, Query const& query) {
  return sql_function<"ts_rank_cd", float>(vector, query);
}

/// The part of a text where the words stand, marked by `before` and `behind`. The rest of the text
/// is as it was stored: choose marks that your page's escaping keeps, and escape the whole.
template <fixed_string Language, class Text, detail::expression Query>
constexpr auto headline(Text const& text, Query const& query, std::string_view before = "[",
                        std::string_view behind = "]") {
  auto const quoted = [](std::string_view mark) {
    std::string made = "\"";
    for (char const c : mark) made += c == '"' ? std::string("\"\"") : std::string(1, c);
    return made += '"';
  };
  return detail::call_with_language<"ts_headline", Language, std::string>(
      text, query, "StartSel=" + quoted(before) + ", StopSel=" + quoted(behind));
}

/// How alike two texts are, from 0 to 1. This and what follows needs the extension pg_trgm.
template <class A, class B>
constexpr auto trigram_similarity(A const& a, B const& b) {
  return sql_function<"similarity", float>(a, b);
}
/// … the first text and the part of the second one that is most like it.
template <class A, class B>
constexpr auto word_similarity(A const& a, B const& b) {
  return sql_function<"word_similarity", float>(a, b);
}
/// 1 less the similarity; an index of the method gist serves an order by it.
template <class A, class B>
constexpr auto trigram_distance(A const& a, B const& b) {
  return cast<float>(detail::make_binary<binary_expression, " <-> ">(a, b));
}

}  // namespace hyper
