// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What the parsers of expressions and statements share: the stream of tokens, the growing tree, and
// how a mistake is said. After a mistake the stream stands at its end, so that all loops finish.

#include <hyper/templates/lexer.hpp>
#include <hyper/templates/node.hpp>
#include <utility>

namespace hyper::detail {

/// How deep tags, brackets and calls may stand in one another.
inline constexpr int deepest_nesting = 80;

/// The source with `\n` at the end of each line, and without the last one unless it is kept. If it
/// `lives` longer than the result it need not be copied.
constexpr parsed_text normalize_newlines(std::string_view source, template_syntax const& syntax,
                                         bool lives = false) {
  std::size_t const plain = find_character(source, '\r');
  parsed_text text;
  if (lives && plain == source.size())
    text = parsed_text::borrowed(source);
  else
    text += source.substr(0, plain);
  for (std::size_t i = plain; i < source.size(); ++i) {
    if (source[i] != '\r') {
      text.push_back(source[i]);
      continue;
    }
    text.push_back('\n');
    if (i + 1 < source.size() && source[i + 1] == '\n') ++i;
  }
  if (!syntax.keep_trailing_newline && !text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

class parser_base {
 protected:
  constexpr parser_base(std::string_view source, template_syntax const& syntax) : syntax_(syntax) {
    tree_.text = normalize_newlines(source, syntax, std::is_constant_evaluated());
    tree_.source_size = static_cast<std::uint32_t>(tree_.text.size());
    template_lexer lexer(tree_.text, syntax);
    tokens_ = lexer.tokens();
    now_ = tokens_.data();
    last_ = now_ + (tokens_.size() - 1);
    lexical_ = lexer.problem();
    tree_.nodes.reserve(tokens_.size());
  }

  /// A list of nodes that grows at its end.
  struct node_chain {
    std::int32_t first = no_template_node;
    std::int32_t last = no_template_node;
  };

  constexpr template_token const& current() const { return *now_; }
  constexpr template_token const& following() const { return now_ < last_ ? now_[1] : *now_; }
  constexpr std::string_view text_of(template_token const& token) const {
    return {tree_.text.data() + token.begin, token.size};
  }
  constexpr bool is(token_kind kind) const { return now_->kind == kind; }
  constexpr bool is_word(char const* wanted, std::size_t size) const {
    if (now_->kind != token_kind::name || now_->size != size) return false;
    char const* const word = tree_.text.data() + now_->begin;
    for (std::size_t i = 0; i < size; ++i)
      if (word[i] != wanted[i]) return false;
    return true;
  }
  constexpr bool is_name(std::string_view name) const { return is_word(name.data(), name.size()); }
  template <std::size_t Size>
  constexpr bool is_name(char const (&name)[Size]) const {
    return is_word(name, Size - 1);
  }
  constexpr void advance() {
    if (now_ < last_) ++now_;
  }
  constexpr bool skip_if(token_kind kind) {
    if (!is(kind)) return false;
    advance();
    return true;
  }
  constexpr bool skip_name(std::string_view name) {
    if (!is_name(name)) return false;
    advance();
    return true;
  }
  template <std::size_t Size>
  constexpr bool skip_name(char const (&name)[Size]) {
    return skip_name(std::string_view(name, Size - 1));
  }
  constexpr bool failed() const { return static_cast<bool>(tree_.problem); }

  constexpr void fail(std::string_view sentence, std::uint32_t at) {
    if (failed()) return;
    tree_.problem.sentence += sentence;
    tree_.problem.at = at;
    if (lexical_ && lexical_.at <= current().begin) tree_.problem = lexical_;
    now_ = last_;
  }
  constexpr void fail(std::string_view sentence) { fail(sentence, current().begin); }

  constexpr parsed_text described() const {
    return parsed_text(is(token_kind::name) ? text_of(current()) : token_words(current().kind));
  }
  constexpr void fail_expected(std::string_view words) {
    if (is(token_kind::end))
      fail(parsed_text("unexpected end of template, expected '") + parsed_text(words) + "'.");
    else
      fail(parsed_text("expected token '") + parsed_text(words) + "', got '" + described() + "'");
  }
  constexpr void expect(token_kind kind) {
    if (!skip_if(kind)) fail_expected(token_words(kind));
  }
  constexpr void expect_name(std::string_view name) {
    if (!skip_name(name)) fail_expected(name);
  }
  constexpr text_range expect_any_name() {
    text_range const range{current().begin, current().size};
    if (!skip_if(token_kind::name)) {
      fail_expected("name");
      return {};
    }
    return range;
  }

  constexpr std::int32_t add(node_kind kind, std::uint32_t at) {
    template_node node;
    node.kind = kind;
    node.at = at;
    tree_.nodes.push_back(node);
    return static_cast<std::int32_t>(tree_.nodes.size() - 1);
  }
  constexpr std::int32_t add(node_kind kind) { return add(kind, current().begin); }
  constexpr template_node& node(std::int32_t position) {
    return tree_.nodes[static_cast<std::size_t>(position)];
  }
  constexpr void append(node_chain& chain, std::int32_t position) {
    if (position == no_template_node) return;
    if (chain.first == no_template_node)
      chain.first = position;
    else
      node(chain.last).next = position;
    chain.last = position;
  }

  /// Keeps a text that the source does not hold.
  constexpr text_range keep(std::string_view text) { return tree_.keep(text); }
  /// A text as the output shall have it: with the newlines that were asked for.
  constexpr text_range with_newlines(text_range range) {
    if (syntax_.newline == "\n") return range;
    parsed_text text;
    parsed_text const plain(tree_.view(range));
    for (char const c : plain.view()) {
      if (c == '\n')
        text += syntax_.newline;
      else
        text.push_back(c);
    }
    return keep(text);
  }

  /// Counts what stands in one another while it lives.
  class nesting {
   public:
    constexpr explicit nesting(parser_base& parser) : parser_(parser) {
      if (++parser_.depth_ > deepest_nesting) parser_.fail("the template is nested too deeply");
    }
    constexpr ~nesting() { --parser_.depth_; }
    nesting(nesting const&) = delete;
    nesting& operator=(nesting const&) = delete;

   private:
    parser_base& parser_;
  };

  template_tree tree_;
  template_syntax syntax_;
  parsed_list<template_token> tokens_;
  syntax_problem lexical_;
  template_token const* now_ = nullptr;
  template_token const* last_ = nullptr;
  int depth_ = 0;
};

}  // namespace hyper::detail
