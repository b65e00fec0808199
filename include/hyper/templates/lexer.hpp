// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Source to tokens, in the compiler and at run time alike. White space control is done here: what
// the parser sees as data is what the page will hold.

#include <hyper/templates/syntax.hpp>
#include <hyper/templates/token.hpp>

namespace hyper::detail {

class template_lexer {
 public:
  constexpr template_lexer(std::string_view source, template_syntax const& syntax)
      : source_(source), text_(source.data()), size_(source.size()), syntax_(syntax) {
    order_starts();
  }

  /// All tokens, the last of which is `end`. When there is a problem they stop where it stands.
  constexpr parsed_list<template_token> tokens() {
    tokens_.reserve(size_ / 8 + 8);
    while (at_ < size_ && !problem_) read_root();
    add(token_kind::end, size_, 0);
    return std::move(tokens_);
  }
  constexpr syntax_problem const& problem() const { return problem_; }

 private:
  enum class start : std::uint8_t {
    raw,
    comment,
    block,
    variable,
    line_comment,
    line_statement,
    none
  };
  struct opening {
    start kind = start::none;
    std::size_t begin = 0;  // where it starts, white space before a line prefix included
    std::size_t end = 0;    // behind it and its sign
    char sign = 0;          // '-', '+' or 0
  };
  struct start_rule {
    start kind = start::none;
    std::string_view text;
  };

  // Jinja2 tries the longest delimiter first; equals by the name of their rule, backwards.
  constexpr void order_starts() {
    start_rule const all[] = {{start::variable, syntax_.variable_start},
                              {start::line_statement, syntax_.line_statement_prefix},
                              {start::line_comment, syntax_.line_comment_prefix},
                              {start::comment, syntax_.comment_start},
                              {start::block, syntax_.block_start}};
    for (auto const& each : all) {
      if (each.text.empty()) continue;
      std::size_t i = rule_count_++;
      for (; i > 0 && rules_[i - 1].text.size() < each.text.size(); --i) rules_[i] = rules_[i - 1];
      rules_[i] = each;
    }
    only_start_ = rules_[0].text[0];
    for (std::size_t i = 0; i < rule_count_; ++i) {
      char const first = rules_[i].text[0];
      starts_[static_cast<unsigned char>(first)] = true;
      if (first != only_start_) only_start_ = 0;
    }
    lines_ = !syntax_.line_statement_prefix.empty() || !syntax_.line_comment_prefix.empty();
  }

  constexpr bool has(std::size_t at, std::string_view text) const {
    std::size_t const size = text.size();
    if (size > size_ || at > size_ - size) return false;
    char const* const here = text_ + at;
    char const* const wanted = text.data();
    for (std::size_t i = 0; i < size; ++i)
      if (here[i] != wanted[i]) return false;
    return true;
  }
  constexpr bool at_line_start(std::size_t at) const { return at == 0 || text_[at - 1] == '\n'; }
  constexpr std::size_t skip_spaces(std::size_t at) const {
    while (at < size_ && is_space(text_[at])) ++at;
    return at;
  }
  constexpr std::size_t skip_blanks(std::size_t at) const {
    while (at < size_ && is_space(text_[at]) && text_[at] != '\n') ++at;
    return at;
  }
  constexpr void add(token_kind kind, std::size_t begin, std::size_t size) {
    tokens_.push_back({kind, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(size)});
  }
  constexpr void fail(std::string_view sentence, std::size_t at) {
    if (problem_) return;
    problem_.sentence += sentence;
    problem_.at = static_cast<std::uint32_t>(at);
  }

  constexpr opening opened(start kind, std::size_t begin, std::size_t end) const {
    char const next = end < size_ ? text_[end] : 0;
    bool const has_sign = next == '-' || next == '+';
    return {kind, begin, end + (has_sign ? 1 : 0), has_sign ? next : '\0'};
  }

  /// `{% raw %}` with any white space in it.
  constexpr opening match_raw(std::size_t at) const {
    if (!has(at, syntax_.block_start)) return {};
    opening found = opened(start::raw, at, at + syntax_.block_start.size());
    std::size_t i = skip_spaces(found.end);
    if (i >= size_ || text_[i] != 'r' || !has(i, "raw")) return {};
    i = skip_spaces(i + 3);
    if (i < size_ && text_[i] == '-' && has(i + 1, syntax_.block_end))
      found.end = skip_spaces(i + 1 + syntax_.block_end.size());
    else if (has(i, syntax_.block_end))
      found.end = i + syntax_.block_end.size();
    else
      return {};
    return found;
  }

  constexpr opening match_rule(start_rule const& rule, std::size_t at) const {
    if (rule.kind != start::line_statement && rule.kind != start::line_comment)
      return has(at, rule.text) ? opened(rule.kind, at, at + rule.text.size()) : opening{};
    bool const line = at_line_start(at);
    if (!line && (rule.kind == start::line_statement || is_space(text_[at - 1]))) return {};
    std::size_t const i = skip_blanks(at);
    return has(i, rule.text) ? opened(rule.kind, at, i + rule.text.size()) : opening{};
  }

  constexpr opening match_any(std::size_t at) const {
    if (opening const raw = match_raw(at); raw.kind != start::none) return raw;
    for (std::size_t i = 0; i < rule_count_; ++i)
      if (opening const found = match_rule(rules_[i], at); found.kind != start::none) return found;
    return {};
  }

  constexpr opening find_opening() const {
    std::size_t const size = size_;
    for (std::size_t at = at_; at < size; ++at) {
      if (!lines_) at = find_start(at);
      if (at == size) break;
      if (opening const found = match_any(at); found.kind != start::none) return found;
    }
    return {start::none, size_, size_, 0};
  }

  constexpr std::size_t find_start(std::size_t at) const {
    if (only_start_ != 0) return find_character(source_, only_start_, at);
    while (at < size_ && !starts_[static_cast<unsigned char>(text_[at])]) ++at;
    return at;
  }

  /// Where the data ends that stands before a tag.
  constexpr std::size_t strip(std::size_t begin, std::size_t end, char sign, bool blanks) const {
    if (sign == '-') {
      while (end > begin && is_space(text_[end - 1])) --end;
      return end;
    }
    if (sign == '+' || !blanks) return end;
    std::size_t line = end;
    while (line > begin && text_[line - 1] != '\n') --line;
    if (line == begin && !line_starting_) return end;
    return skip_spaces(line) >= end ? line : end;
  }

  constexpr void add_data(std::size_t begin, std::size_t end) {
    if (end > begin) add(token_kind::data, begin, end - begin);
  }
  constexpr void move_to(std::size_t at) {
    line_starting_ = at > 0 && text_[at - 1] == '\n';
    at_ = at;
  }

  constexpr void read_root() {
    opening const found = find_opening();
    bool const blanks = syntax_.lstrip_blocks && found.kind != start::variable;
    add_data(at_,
             found.kind == start::none ? found.begin : strip(at_, found.begin, found.sign, blanks));
    std::size_t const begin = found.begin;
    move_to(found.end);
    switch (found.kind) {
      case start::raw:
        return read_raw(begin);
      case start::comment:
        return read_comment(begin);
      case start::block:
        return read_tag(token_kind::block_begin, begin);
      case start::variable:
        return read_tag(token_kind::variable_begin, begin);
      case start::line_statement:
        return read_tag(token_kind::block_begin, begin, true);
      case start::line_comment:
        while (at_ < size_ && text_[at_] != '\n') ++at_;
        return move_to(at_);
      case start::none:
        return;
    }
  }

  /// Behind the end of a tag at `at`, with its sign and what it takes along; `at` if there is none.
  constexpr std::size_t match_end(std::size_t at, std::string_view end, bool plus,
                                  bool trim) const {
    if (at < size_ && text_[at] == '-' && has(at + 1, end)) return skip_spaces(at + 1 + end.size());
    if (plus && at < size_ && text_[at] == '+' && has(at + 1, end)) return at + 1 + end.size();
    if (!has(at, end)) return at;
    at += end.size();
    return trim && at < size_ && text_[at] == '\n' ? at + 1 : at;
  }

  constexpr void read_comment(std::size_t begin) {
    for (std::size_t at = at_; at < size_; ++at) {
      std::size_t const end = match_end(at, syntax_.comment_end, true, syntax_.trim_blocks);
      if (end != at) return move_to(end);
    }
    if (at_ < size_) fail("Missing end of comment tag", begin);
  }

  constexpr void read_raw(std::size_t begin) {
    for (std::size_t at = at_; at < size_; ++at) {
      if (!has(at, syntax_.block_start)) continue;
      opening const found = opened(start::raw, at, at + syntax_.block_start.size());
      std::size_t i = skip_spaces(found.end);
      if (!has(i, "endraw")) continue;
      i = skip_spaces(i + 6);
      std::size_t const end = match_end(i, syntax_.block_end, true, syntax_.trim_blocks);
      if (end == i) continue;
      add_data(at_, strip(at_, at, found.sign, syntax_.lstrip_blocks));
      return move_to(end);
    }
    if (at_ < size_) fail("Missing end of raw directive", begin);
  }

  /// The end of a line statement: through the last newline of the white space that follows.
  constexpr std::size_t match_line_end() const {
    std::size_t const end = skip_spaces(at_);
    if (end == size_) return end == at_ ? end + 1 : end;
    for (std::size_t i = end; i > at_; --i)
      if (text_[i - 1] == '\n') return i;
    return at_;
  }

  constexpr std::size_t match_tag_end(token_kind begin, bool line) const {
    if (line) return match_line_end();
    return begin == token_kind::variable_begin
               ? match_end(at_, syntax_.variable_end, false, false)
               : match_end(at_, syntax_.block_end, true, syntax_.trim_blocks);
  }

  constexpr void read_tag(token_kind kind, std::size_t begin, bool line = false) {
    add(kind, begin, at_ - begin);
    token_kind const closing =
        kind == token_kind::variable_begin ? token_kind::variable_end : token_kind::block_end;
    std::string_view const delimiter =
        kind == token_kind::variable_begin ? syntax_.variable_end : syntax_.block_end;
    bool const looks = line || delimiter.empty();  // everywhere; else where the end may begin
    char const first = looks ? ' ' : delimiter[0];
    parsed_list<char> open;
    while (true) {
      if (!looks)
        while (at_ < size_ && text_[at_] == ' ' && first != ' ') ++at_;
      char const c = at_ < size_ ? text_[at_] : first;
      if ((looks || c == first || c == '-' || c == '+') && open.empty()) {
        std::size_t const end = match_tag_end(kind, line);
        if (end != at_) {
          add(closing, at_, 0);
          return move_to(end < size_ ? end : size_);
        }
      }
      if (at_ >= size_) return;
      if (is_space(c)) {
        ++at_;
      } else {
        read_token(open);
        if (problem_) return;
      }
    }
  }

  constexpr void take(token_kind kind, std::size_t size) {
    add(kind, at_, size);
    at_ += size;
  }

  constexpr void read_token(parsed_list<char>& open) {
    char const c = text_[at_];
    if (is_decimal(c)) return read_number();
    if (c == '"' || c == '\'') return read_string(c);
    if (!is_name_start(c)) return read_operator(open);
    char const* const text = text_ + at_;
    std::size_t const most = size_ - at_;
    std::size_t size = 1;
    while (size < most && name_parts.at[static_cast<unsigned char>(text[size])]) ++size;
    take(token_kind::name, size);
  }

  constexpr void read_string(char quote) {
    for (std::size_t i = at_ + 1; i < size_; ++i) {
      if (text_[i] == '\\')
        ++i;
      else if (text_[i] == quote)
        return take(token_kind::string, i + 1 - at_);
    }
    fail(parsed_text("unexpected char ") + (quote == '"' ? "'\"'" : "\"'\""), at_);
  }

  /// Digits with single underscores between them.
  constexpr std::size_t skip_digits(std::size_t at, char base) const {
    while (at < size_) {
      bool const gap = text_[at] == '_' && at + 1 < size_ && is_based_digit(text_[at + 1], base);
      if (!gap && !is_based_digit(text_[at], base)) break;
      at += gap ? 2 : 1;
    }
    return at;
  }

  constexpr char number_base() const {
    if (text_[at_] != '0' || at_ + 2 >= size_) return 'd';
    char const base = static_cast<char>(text_[at_ + 1] | 32);
    bool const known = base == 'b' || base == 'o' || base == 'x';
    std::size_t const first = at_ + (text_[at_ + 2] == '_' ? 3 : 2);
    return known && first < size_ && is_based_digit(text_[first], base) ? base : 'd';
  }

  constexpr void read_number() {
    if (char const base = number_base(); base != 'd')
      return take(token_kind::integer, skip_digits(at_ + 2, base) - at_);
    std::size_t const whole = skip_digits(at_, 'd');
    std::size_t end = whole;
    bool const digit_follows = end + 1 < size_ && is_decimal(text_[end + 1]);
    bool const after_dot = at_ > 0 && text_[at_ - 1] == '.';
    if (!after_dot && digit_follows && text_[end] == '.') end = skip_digits(end + 1, 'd');
    if (!after_dot && end < size_ && (text_[end] | 32) == 'e') {
      std::size_t i = end + 1;
      if (i < size_ && (text_[i] == '+' || text_[i] == '-')) ++i;
      if (i < size_ && is_decimal(text_[i])) end = skip_digits(i, 'd');
    }
    take(end == whole ? token_kind::integer : token_kind::floating, end - at_);
  }

  constexpr token_kind match_operator(std::size_t& size) const {
    char const first = text_[at_];
    char const second = at_ + 1 < size_ ? text_[at_ + 1] : '\0';
    constexpr char pairs[] = "// ** == != <= >= ";
    constexpr token_kind pair_kinds[] = {token_kind::floordiv,   token_kind::pow,
                                         token_kind::equal,      token_kind::unequal,
                                         token_kind::less_equal, token_kind::greater_equal};
    size = 2;
    for (std::size_t i = 0; i < sizeof pairs - 1; i += 3)
      if (pairs[i] == first && pairs[i + 1] == second) return pair_kinds[i / 3];
    constexpr char singles[] = "+-*/%~<>=.,:;|()[]{}";
    constexpr token_kind single_kinds[] = {
        token_kind::add,         token_kind::sub,          token_kind::mul,
        token_kind::div,         token_kind::mod,          token_kind::tilde,
        token_kind::less,        token_kind::greater,      token_kind::assign,
        token_kind::dot,         token_kind::comma,        token_kind::colon,
        token_kind::semicolon,   token_kind::pipe,         token_kind::open_paren,
        token_kind::close_paren, token_kind::open_bracket, token_kind::close_bracket,
        token_kind::open_brace,  token_kind::close_brace};
    size = 1;
    for (std::size_t i = 0; i < sizeof singles - 1; ++i)
      if (singles[i] == first) return single_kinds[i];
    return token_kind::end;
  }

  static constexpr parsed_text shown(char c) {
    return parsed_text("'") + std::string_view(&c, 1) + "'";
  }
  constexpr void read_operator(parsed_list<char>& open) {
    std::size_t size = 0;
    token_kind const kind = match_operator(size);
    char const c = text_[at_];
    if (kind == token_kind::end) return fail(parsed_text("unexpected char ") + shown(c), at_);
    if (c == '(' || c == '[' || c == '{') open.push_back(c == '(' ? ')' : c == '[' ? ']' : '}');
    if (c == ')' || c == ']' || c == '}') {
      if (open.empty()) return fail(parsed_text("unexpected ") + shown(c), at_);
      char const expected = open.back();
      open.pop_back();
      if (expected != c)
        return fail(parsed_text("unexpected ") + shown(c) + ", expected " + shown(expected), at_);
    }
    take(kind, size);
  }

  std::string_view source_;
  char const* text_;
  std::size_t size_;
  template_syntax syntax_;
  std::size_t at_ = 0;
  bool line_starting_ = true;
  bool lines_ = false;
  bool starts_[256]{};   // by character: whether a tag or comment may start with it
  char only_start_ = 0;  // the one character that all start with; 0: there are several
  start_rule rules_[5];
  std::size_t rule_count_ = 0;
  parsed_list<template_token> tokens_;
  syntax_problem problem_;
};

}  // namespace hyper::detail
