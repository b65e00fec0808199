// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's expressions, each level of precedence one function, the weakest first.

#include <hyper/templates/literal.hpp>
#include <hyper/templates/parser_base.hpp>

namespace hyper::detail {

/// An operand that was read before its operators were looked for, and where it begins.
struct read_operand {
  std::int32_t node = no_template_node;
  std::uint32_t at = 0;
};

class expression_parser : public parser_base {
 protected:
  constexpr expression_parser(std::string_view source, template_syntax const& syntax)
      : parser_base(source, syntax) {}

  /// What ends a tuple besides `)`, `}}` and `%}`.
  struct tuple_rules {
    bool conditional = true;
    bool simplified = false;
    bool parenthesised = false;
    bool in_loop_head = false;  // `in` and `recursive` end it
  };

  constexpr std::int32_t parse_expression(bool conditional = true) {
    nesting const level(*this);
    if (is_alone()) return parse_primary();
    read_operand first;
    if (!is_name("not") && !failed()) {  // most have no operator: no need to ask for each
      first.at = current().begin;
      first.node = parse_unary();
      if (ends_expression(current().kind)) return first.node;
    }
    return conditional && !failed() ? parse_conditional(first) : parse_or(first);
  }

  /// A name or literal that no operator follows: most expressions are, and need no climbing.
  constexpr bool is_alone() const {
    token_kind const kind = current().kind;
    if (kind != token_kind::name && kind != token_kind::integer && kind != token_kind::string)
      return false;
    if (kind == token_kind::name && is_name("not")) return false;
    return ends_expression(following().kind);
  }
  static constexpr bool ends_expression(token_kind kind) {
    switch (kind) {
      case token_kind::variable_end:
      case token_kind::block_end:
      case token_kind::comma:
      case token_kind::close_paren:
      case token_kind::close_bracket:
      case token_kind::close_brace:
        return true;
      default:
        return false;
    }
  }

  constexpr std::int32_t parse_conditional(read_operand first = {}) {
    std::int32_t left = parse_or(first);
    while (!failed() && is_name("if")) {
      std::int32_t const made = add(node_kind::conditional);
      advance();
      std::int32_t const test = parse_or();
      std::int32_t const other = skip_name("else") ? parse_expression() : no_template_node;
      node(made).a = test;
      node(made).b = left;
      node(made).c = other;
      left = made;
    }
    return left;
  }

  constexpr std::int32_t make_binary(node_kind kind, std::uint8_t flags, std::uint32_t at,
                                     std::int32_t left, std::int32_t right) {
    std::int32_t const made = add(kind, at);
    node(made).flags = flags;
    node(made).a = left;
    node(made).b = right;
    return made;
  }

  constexpr std::int32_t parse_or(read_operand first = {}) {
    std::int32_t left = parse_and(first);
    while (!failed() && is_name("or")) {
      std::uint32_t const at = current().begin;
      advance();
      left = make_binary(node_kind::logic, 1, at, left, parse_and());
    }
    return left;
  }
  constexpr std::int32_t parse_and(read_operand first = {}) {
    std::int32_t left = parse_not(first);
    while (!failed() && is_name("and")) {
      std::uint32_t const at = current().begin;
      advance();
      left = make_binary(node_kind::logic, 0, at, left, parse_not());
    }
    return left;
  }
  constexpr std::int32_t parse_not(read_operand first = {}) {
    if (first.node != no_template_node || !is_name("not")) return parse_comparison(first);
    nesting const level(*this);
    std::int32_t const made = add(node_kind::unary);
    node(made).flags = static_cast<std::uint8_t>(token_kind::name);
    advance();
    std::int32_t const operand = failed() ? no_template_node : parse_not();
    node(made).a = operand;
    return made;
  }

  /// The operator of a comparison that stands here, taken; `end` if none does.
  constexpr token_kind take_comparison() {
    token_kind const kind = current().kind;
    if (kind >= token_kind::equal && kind <= token_kind::greater_equal) {
      advance();
      return kind;
    }
    if (skip_name("in")) return token_kind::name;
    if (!is_name("not") || following().kind != token_kind::name || text_of(following()) != "in")
      return token_kind::end;
    advance();
    advance();
    return token_kind::data;
  }

  constexpr std::int32_t parse_comparison(read_operand given = {}) {
    std::uint32_t const at = given.node == no_template_node ? current().begin : given.at;
    std::int32_t const first = parse_sum(given);
    node_chain operands;
    while (!failed()) {
      std::uint32_t const here = current().begin;
      token_kind const kind = take_comparison();
      if (kind == token_kind::end) break;
      append(operands, make_binary(node_kind::operand, static_cast<std::uint8_t>(kind), here,
                                   parse_sum(), no_template_node));
    }
    if (operands.first == no_template_node) return first;
    return make_binary(node_kind::comparison, 0, at, first, operands.first);
  }

  constexpr std::int32_t parse_sum(read_operand first = {}) {
    std::int32_t left = parse_concatenation(first);
    while (is(token_kind::add) || is(token_kind::sub)) {
      template_token const sign = current();
      advance();
      left = make_binary(node_kind::binary, static_cast<std::uint8_t>(sign.kind), sign.begin, left,
                         parse_concatenation());
    }
    return left;
  }

  constexpr std::int32_t parse_concatenation(read_operand given = {}) {
    std::uint32_t const at = given.node == no_template_node ? current().begin : given.at;
    std::int32_t const first = parse_product(given);
    if (!is(token_kind::tilde)) return first;
    node_chain operands;
    append(operands, first);
    while (skip_if(token_kind::tilde)) append(operands, parse_product());
    return make_binary(node_kind::concatenation, 0, at, operands.first, no_template_node);
  }

  constexpr std::int32_t parse_product(read_operand first = {}) {
    std::int32_t left = parse_power(first);
    while (current().kind >= token_kind::mul && current().kind <= token_kind::mod) {
      template_token const sign = current();
      advance();
      left = make_binary(node_kind::binary, static_cast<std::uint8_t>(sign.kind), sign.begin, left,
                         parse_power());
    }
    return left;
  }

  constexpr std::int32_t parse_power(read_operand first = {}) {
    std::int32_t left = first.node == no_template_node ? parse_unary() : first.node;
    while (is(token_kind::pow)) {
      std::uint32_t const at = current().begin;
      advance();
      left = make_binary(node_kind::binary, static_cast<std::uint8_t>(token_kind::pow), at, left,
                         parse_unary());
    }
    return left;
  }

  constexpr std::int32_t parse_unary(bool with_filters = true) {
    std::int32_t made = no_template_node;
    if (is(token_kind::sub) || is(token_kind::add)) {
      nesting const level(*this);
      made = add(node_kind::unary);
      node(made).flags = static_cast<std::uint8_t>(current().kind);
      advance();
      std::int32_t const operand = parse_unary(false);
      node(made).a = operand;
    } else {
      made = parse_primary();
    }
    made = parse_postfix(made);
    return with_filters ? parse_filters_and_tests(made) : made;
  }

  constexpr std::int32_t parse_primary() {
    switch (current().kind) {
      case token_kind::name:
        return parse_name();
      case token_kind::string:
        return parse_string();
      case token_kind::integer:
      case token_kind::floating:
        return parse_number();
      case token_kind::open_paren: {
        advance();
        std::int32_t const made = parse_tuple({.parenthesised = true});
        expect(token_kind::close_paren);
        return made;
      }
      case token_kind::open_bracket:
        return parse_list();
      case token_kind::open_brace:
        return parse_dict();
      default:
        // No conditional expression: in the compiler, g++ 12 destroys its temporaries twice.
        if (is(token_kind::end)) fail("unexpected end of template");
        fail(parsed_text("unexpected '") + described() + "'");
        return add(node_kind::none);
    }
  }

  constexpr std::int32_t parse_name();

  constexpr std::int32_t parse_string();

  constexpr std::int32_t parse_number();

  constexpr std::int32_t parse_list();

  constexpr std::int32_t parse_dict();

  constexpr bool at_tuple_end(tuple_rules rules) const {
    return is(token_kind::variable_end) || is(token_kind::block_end) ||
           is(token_kind::close_paren) ||
           (rules.in_loop_head && (is_name("in") || is_name("recursive")));
  }

  constexpr std::int32_t parse_tuple(tuple_rules rules) {
    std::uint32_t const at = current().begin;
    node_chain elements;
    bool is_tuple = false;
    while (!failed()) {
      if (elements.first != no_template_node) expect(token_kind::comma);
      if (at_tuple_end(rules)) break;
      append(elements,
             rules.simplified ? parse_target_element() : parse_expression(rules.conditional));
      if (!is(token_kind::comma)) break;
      is_tuple = true;
    }
    if (!is_tuple && elements.first != no_template_node) return elements.first;
    if (!is_tuple && !rules.parenthesised)
      fail(parsed_text("Expected an expression, got '") + described() + "'");
    return make_binary(node_kind::tuple, 0, at, elements.first, no_template_node);
  }

  /// A name, `namespace.name`, or a tuple of such in brackets.
  constexpr std::int32_t parse_target_element() {
    nesting const level(*this);
    if (is(token_kind::name) && following().kind == token_kind::dot) {
      std::int32_t const object = parse_name();
      return parse_subscript(object);
    }
    return failed() ? no_template_node : parse_primary();
  }

  constexpr std::int32_t parse_postfix(std::int32_t made) {
    while (!failed()) {
      if (is(token_kind::dot) || is(token_kind::open_bracket))
        made = parse_subscript(made);
      else if (is(token_kind::open_paren))
        made = parse_call(made);
      else
        break;
    }
    return made;
  }

  constexpr std::int32_t parse_filters_and_tests(std::int32_t made) {
    while (!failed()) {
      if (is(token_kind::pipe))
        made = parse_filter(made);
      else if (is_name("is"))
        made = parse_test(made);
      else if (is(token_kind::open_paren))
        made = parse_call(made);
      else
        break;
    }
    return made;
  }

  constexpr std::int32_t parse_subscript(std::int32_t object);

  constexpr std::int32_t parse_subscripts();

  constexpr bool at_slice_end() const {
    return is(token_kind::close_bracket) || is(token_kind::comma) || is(token_kind::colon);
  }

  constexpr std::int32_t parse_slice();

  constexpr std::int32_t parse_argument();

  constexpr std::int32_t parse_arguments();

  constexpr std::int32_t parse_call(std::int32_t function);

  constexpr text_range parse_dotted_name();

  constexpr std::int32_t parse_filter(std::int32_t input);

  constexpr bool at_test_argument() const;

  constexpr std::int32_t parse_test(std::int32_t input);
};

}  // namespace hyper::detail
