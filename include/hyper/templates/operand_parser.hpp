// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What stands between the operators of an expression: literals, subscripts, calls, filters, tests.

#include <hyper/templates/expression_parser.hpp>

namespace hyper::detail {

constexpr std::int32_t expression_parser::parse_name() {
  std::string_view const name = text_of(current());
  bool const truth = same_word(name, "true") || same_word(name, "True");
  bool const boolean = truth || same_word(name, "false") || same_word(name, "False");
  bool const nothing = same_word(name, "none") || same_word(name, "None");
  std::int32_t const made = add(boolean   ? node_kind::boolean
                                : nothing ? node_kind::none
                                          : node_kind::name);
  node(made).number = truth ? 1 : 0;
  node(made).text = {current().begin, current().size};
  advance();
  return made;
}

constexpr std::int32_t expression_parser::parse_string() {
  std::int32_t const made = add(node_kind::string);
  text_range range{current().begin + 1, current().size - 2};
  bool const plain = find_character(tree_.view(range), '\\') == range.size;
  bool const several = following().kind == token_kind::string;
  if (plain && !several) {
    range = with_newlines(range);
    advance();
  } else {
    parsed_text text;
    for (; is(token_kind::string); advance())
      text += decode_string(text_of(current()).substr(1, current().size - 2));
    range = with_newlines(keep(text));
  }
  node(made).text = range;
  return made;
}

constexpr std::int32_t expression_parser::parse_number() {
  bool const whole = is(token_kind::integer);
  std::int32_t const made = add(whole ? node_kind::integer : node_kind::floating);
  node(made).text = {current().begin, current().size};
  if (whole && !decode_integer(text_of(current()), node(made).number))
    fail("the integer needs more than 64 bits");
  advance();
  return made;
}

constexpr std::int32_t expression_parser::parse_list() {
  std::int32_t const made = add(node_kind::list);
  advance();
  node_chain elements;
  while (!failed() && !is(token_kind::close_bracket)) {
    if (elements.first != no_template_node) expect(token_kind::comma);
    if (is(token_kind::close_bracket)) break;
    append(elements, parse_expression());
  }
  expect(token_kind::close_bracket);
  node(made).a = elements.first;
  return made;
}

constexpr std::int32_t expression_parser::parse_dict() {
  std::int32_t const made = add(node_kind::dict);
  advance();
  node_chain pairs;
  while (!failed() && !is(token_kind::close_brace)) {
    if (pairs.first != no_template_node) expect(token_kind::comma);
    if (is(token_kind::close_brace)) break;
    std::uint32_t const at = current().begin;
    std::int32_t const key = parse_expression();
    expect(token_kind::colon);
    append(pairs, make_binary(node_kind::pair, 0, at, key, parse_expression()));
  }
  expect(token_kind::close_brace);
  node(made).a = pairs.first;
  return made;
}

constexpr std::int32_t expression_parser::parse_subscript(std::int32_t object) {
  std::int32_t const made = add(node_kind::attribute);
  node(made).a = object;
  if (skip_if(token_kind::dot)) {
    if (is(token_kind::integer)) {
      node(made).kind = node_kind::item;
      std::int32_t const key = parse_number();
      node(made).b = key;
    } else {
      node(made).text = {current().begin, current().size};
      if (!skip_if(token_kind::name)) fail("expected name or number");
    }
    return made;
  }
  advance();
  node(made).kind = node_kind::item;
  std::int32_t const key = parse_subscripts();
  node(made).b = key;
  expect(token_kind::close_bracket);
  return made;
}

constexpr std::int32_t expression_parser::parse_subscripts() {
  std::uint32_t const at = current().begin;
  node_chain keys;
  append(keys, parse_slice());
  std::int32_t const first = keys.first;
  bool several = false;
  while (!failed() && skip_if(token_kind::comma)) {
    several = true;
    append(keys, parse_slice());
  }
  return several ? make_binary(node_kind::tuple, 0, at, first, no_template_node) : first;
}

constexpr std::int32_t expression_parser::parse_slice() {
  std::uint32_t const at = current().begin;
  std::int32_t start = no_template_node;
  if (!is(token_kind::colon)) {
    start = parse_expression();
    if (!is(token_kind::colon)) return start;
  }
  advance();
  std::int32_t const stop = at_slice_end() ? no_template_node : parse_expression();
  bool const has_step = skip_if(token_kind::colon) && !at_slice_end();
  std::int32_t const step = has_step ? parse_expression() : no_template_node;
  std::int32_t const made = make_binary(node_kind::slice, 0, at, start, stop);
  node(made).c = step;
  return made;
}

constexpr std::int32_t expression_parser::parse_argument() {
  std::int32_t const made = add(node_kind::keyword);
  if (skip_if(token_kind::mul))
    node(made).kind = node_kind::star;
  else if (skip_if(token_kind::pow))
    node(made).kind = node_kind::double_star;
  else if (is(token_kind::name) && following().kind == token_kind::assign) {
    node(made).text = {current().begin, current().size};
    advance();
    advance();
  } else {
    tree_.nodes.pop_back();
    return parse_expression();
  }
  std::int32_t const value = parse_expression();
  node(made).a = value;
  return made;
}

/// The arguments in brackets; Jinja2 wants them in the order positional, keyword, `*`, `**`.
constexpr std::int32_t expression_parser::parse_arguments() {
  std::uint32_t const at = current().begin;
  expect(token_kind::open_paren);
  node_chain arguments;
  int highest = 0;
  while (!failed() && !is(token_kind::close_paren)) {
    if (arguments.first != no_template_node) expect(token_kind::comma);
    if (is(token_kind::close_paren)) break;
    std::int32_t const argument = parse_argument();
    node_kind const kind = node(argument).kind;
    int const rank = kind == node_kind::keyword       ? 1
                     : kind == node_kind::star        ? 2
                     : kind == node_kind::double_star ? 3
                                                      : 0;
    if ((rank == 0 && highest > 0) || (rank > 1 && rank <= highest) || (rank == 1 && highest == 3))
      fail("invalid syntax for function call expression", at);
    if (rank > highest) highest = rank;
    append(arguments, argument);
  }
  expect(token_kind::close_paren);
  return arguments.first;
}

constexpr std::int32_t expression_parser::parse_call(std::int32_t function) {
  std::int32_t const made = add(node_kind::call);
  node(made).a = function;
  std::int32_t const arguments = parse_arguments();
  node(made).b = arguments;
  return made;
}

constexpr text_range expression_parser::parse_dotted_name() {
  text_range name = expect_any_name();
  while (!failed() && skip_if(token_kind::dot)) {
    text_range const part = expect_any_name();
    name.size = part.begin + part.size - name.begin;
  }
  return name;
}

/// One `|name(arguments)`; in filter blocks the first has no bar and no input.
constexpr std::int32_t expression_parser::parse_filter(std::int32_t input) {
  skip_if(token_kind::pipe);
  std::int32_t const made = add(node_kind::filter);
  node(made).a = input;
  text_range const name = parse_dotted_name();
  node(made).text = name;
  std::int32_t const arguments = is(token_kind::open_paren) ? parse_arguments() : no_template_node;
  node(made).b = arguments;
  return made;
}

constexpr bool expression_parser::at_test_argument() const {
  token_kind const kind = current().kind;
  bool const value = kind == token_kind::name || kind == token_kind::string ||
                     kind == token_kind::integer || kind == token_kind::floating ||
                     kind == token_kind::open_bracket || kind == token_kind::open_brace;
  return value && !is_name("else") && !is_name("or") && !is_name("and");
}

constexpr std::int32_t expression_parser::parse_test(std::int32_t input) {
  std::uint32_t const at = current().begin;
  advance();
  bool const negated = skip_name("not");
  std::int32_t const made = add(node_kind::test);
  text_range const name = parse_dotted_name();
  std::int32_t arguments = no_template_node;
  if (is(token_kind::open_paren)) {
    arguments = parse_arguments();
  } else if (at_test_argument()) {
    if (is_name("is")) fail("You cannot chain multiple tests with is");
    if (!failed()) arguments = parse_postfix(parse_primary());
  }
  node(made).a = input;
  node(made).b = arguments;
  node(made).text = name;
  if (!negated) return made;
  return make_binary(node_kind::unary, static_cast<std::uint8_t>(token_kind::name), at, made,
                     no_template_node);
}

}  // namespace hyper::detail
