// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/migrate/sql_tokens.hpp>
//
#include <algorithm>

namespace hyper {
namespace detail {

/// The end of a quote that begins at `at`; a doubled quote is part of it, and with `escapes` so is
/// what follows a backslash.
HYPER_INLINE std::size_t end_of_quote(std::string_view text, std::size_t at, bool escapes) {
  char const quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (escapes && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (i + 1 >= text.size() || text[i + 1] != quote) return i + 1;
      ++i;
    }
  }
  return text.size();
}

/// `$tag$` at this place, or nothing.
HYPER_INLINE std::string_view dollar_tag(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '$' && is_word_letter(text[end])) ++end;
  if (end >= text.size() || text[end] != '$') return {};
  if (end > at + 1 && text[at + 1] >= '0' && text[at + 1] <= '9') return {};
  return text.substr(at, end + 1 - at);
}

HYPER_INLINE std::string doubled(std::string_view text, char quote) {
  std::string made(1, quote);
  for (char const c : text) {
    if (c == quote) made += c;
    made += c;
  }
  return made += quote;
}

}  // namespace detail

HYPER_INLINE bool sql_token::is(std::string_view keyword) const {
  return kind == sql_token_kind::word &&
         std::equal(text.begin(), text.end(), keyword.begin(), keyword.end(), [](char a, char b) {
           return detail::lower_letter(a) == detail::lower_letter(b);
         });
}

HYPER_INLINE std::string sql_token::name() const {
  std::string made;
  if (kind != sql_token_kind::quoted) {
    for (char const c : text) made += detail::lower_letter(c);
    return made;
  }
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    made += text[i];
    if (text[i] == '"') ++i;
  }
  return made;
}

/// The end of a comment at this place, or the place itself.
HYPER_INLINE std::size_t sql_tokens::skip_comment(std::size_t at) const {
  std::string_view const rest = text_.substr(at);
  if (rest.starts_with("--")) {
    std::size_t const end = rest.find('\n');
    return end == rest.npos ? text_.size() : at + end + 1;
  }
  if (!rest.starts_with("/*")) return at;
  std::size_t depth = 1;
  std::size_t i = at + 2;
  for (; i < text_.size() && depth > 0; ++i) {
    std::string_view const here = text_.substr(i, 2);
    if (here == "/*" || here == "*/") {
      depth += here == "/*" ? 1 : static_cast<std::size_t>(-1);
      ++i;
    }
  }
  return i;
}

HYPER_INLINE void sql_tokens::skip_blanks() {
  while (at_ < text_.size()) {
    if (static_cast<unsigned char>(text_[at_]) <= ' ') {
      ++at_;
      continue;
    }
    std::size_t const after = skip_comment(at_);
    if (after == at_) return;
    at_ = after;
  }
}

HYPER_INLINE std::size_t sql_tokens::end_of_token(std::size_t at, sql_token_kind& kind) const {
  char const c = text_[at];
  char const second = at + 1 < text_.size() ? text_[at + 1] : '\0';
  kind = sql_token_kind::text;
  if (c == '\'') return detail::end_of_quote(text_, at, false);
  if ((c == 'E' || c == 'e') && second == '\'') return detail::end_of_quote(text_, at + 1, true);
  if (c == '$') {
    std::string_view const tag = detail::dollar_tag(text_, at);
    if (!tag.empty()) {
      std::size_t const end = text_.find(tag, at + tag.size());
      return end == text_.npos ? text_.size() : end + tag.size();
    }
  }
  kind = sql_token_kind::quoted;
  if (c == '"') return detail::end_of_quote(text_, at, false);
  kind = detail::is_word_letter(c) ? sql_token_kind::word : sql_token_kind::symbol;
  std::size_t end = at + 1;
  if (kind == sql_token_kind::word)
    while (end < text_.size() && detail::is_word_letter(text_[end])) ++end;
  return end;
}

HYPER_INLINE sql_token sql_tokens::next() {
  sql_token const taken = front_;
  last_end_ = at_;
  skip_blanks();
  front_ = {sql_token_kind::end, {}, at_};
  if (at_ >= text_.size()) return taken;
  std::size_t const end = end_of_token(at_, front_.kind);
  front_.text = text_.substr(at_, end - at_);
  at_ = end;
  return taken;
}

HYPER_INLINE bool sql_tokens::skip(std::string_view keyword) {
  if (!front_.is(keyword)) return false;
  next();
  return true;
}

HYPER_INLINE bool sql_tokens::skip(char symbol) {
  if (!front_.is(symbol)) return false;
  next();
  return true;
}

HYPER_INLINE bool sql_statement::has(std::string_view words) const {
  std::vector<std::string_view> wanted;
  for (sql_tokens each(words); each.front().kind != sql_token_kind::end;)
    wanted.push_back(each.next().text);
  std::size_t matched = 0;
  for (sql_tokens each(text); each.front().kind != sql_token_kind::end;) {
    sql_token const token = each.next();
    if (!token.is(wanted[matched])) matched = 0;
    if (token.is(wanted[matched]) && ++matched == wanted.size()) return true;
  }
  return false;
}

HYPER_INLINE std::vector<sql_statement> split_statements(std::string_view script) {
  std::vector<sql_statement> made;
  std::size_t line = 1;
  std::size_t counted = 0;
  for (sql_tokens each(script); each.front().kind != sql_token_kind::end;) {
    if (each.skip(';')) continue;
    std::size_t const begin = each.front().at;
    // In a body that begins with BEGIN ATOMIC semicolons end no statement; END does.
    int inside = 0;
    while (each.front().kind != sql_token_kind::end && (inside > 0 || !each.front().is(';'))) {
      bool const begins = each.next().is("BEGIN") && each.front().is("ATOMIC");
      if (begins || (inside > 0 && each.front().is("CASE"))) ++inside;
      if (inside > 0 && each.front().is("END")) --inside;
    }
    line += static_cast<std::size_t>(
        std::count(script.begin() + static_cast<std::ptrdiff_t>(counted),
                   script.begin() + static_cast<std::ptrdiff_t>(begin), '\n'));
    counted = begin;
    made.push_back({script.substr(begin, each.end_of_last() - begin), line});
  }
  return made;
}

HYPER_INLINE std::string quoted_name(std::string_view name) { return detail::doubled(name, '"'); }
HYPER_INLINE std::string quoted_text(std::string_view text) { return detail::doubled(text, '\''); }

}  // namespace hyper
