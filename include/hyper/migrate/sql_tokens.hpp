// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// SQL taken apart into words, so that statements are split and definitions read without guessing
// where a quote ends.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

enum class sql_token_kind : std::uint8_t {
  end,
  word,    ///< a keyword, a name without quotes, a number
  quoted,  ///< "a name"
  text,    ///< 'a string', E'…', $tag$…$tag$
  symbol   ///< one character of anything else
};

/// One token: a view of the text that it was read from.
struct sql_token {
  sql_token_kind kind = sql_token_kind::end;
  std::string_view text;
  std::size_t at = 0;  ///< where it begins in the whole text

  /// Whether it is this keyword; letters are compared without regard to case.
  bool is(std::string_view keyword) const;
  bool is(char symbol) const { return kind == sql_token_kind::symbol && text[0] == symbol; }
  /// Whether it can be a name.
  bool is_name() const { return kind == sql_token_kind::word || kind == sql_token_kind::quoted; }
  /// The name that it spells: without quotes, and in lower case when it has none.
  std::string name() const;
};

/// Reads tokens one after the other, as PostgreSQL's scanner does with standard strings: comments
/// (also nested ones) are skipped, a quote that never ends reaches to the end of the text.
class sql_tokens {
 public:
  explicit sql_tokens(std::string_view text) : text_(text) { next(); }

  sql_token const& front() const { return front_; }
  /// Returns the front and goes on.
  sql_token next();
  /// Goes on if the front is this keyword.
  bool skip(std::string_view keyword);
  bool skip(char symbol);
  /// Where the token before the front ended.
  std::size_t end_of_last() const { return last_end_; }
  std::string_view text() const { return text_; }

 private:
  void skip_blanks();
  std::size_t skip_comment(std::size_t at) const;
  std::size_t end_of_token(std::size_t at, sql_token_kind& kind) const;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t last_end_ = 0;
  sql_token front_;
};

/// One statement of a script, without its semicolon.
struct sql_statement {
  std::string_view text;
  std::size_t line = 1;  ///< in which it begins

  /// Whether these words stand in it one behind the other: `has("DROP TABLE")`.
  bool has(std::string_view words) const;
};

/// The statements of a script, in order; those that hold nothing but comments are left out.
std::vector<sql_statement> split_statements(std::string_view script);

namespace detail {
constexpr bool is_word_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
constexpr char lower_letter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
}  // namespace detail

/// A name in quotes, any quote in it doubled.
std::string quoted_name(std::string_view name);
/// A string literal.
std::string quoted_text(std::string_view text);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/sql_tokens.ipp>
#endif
