// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Templates to trees: what of the statements is about other templates, macros and translation, and
// the one function that the renderers call.

#include <hyper/templates/statement_parser.hpp>

namespace hyper::detail {

/// `with context` or `without context`; `flag` says what holds if neither stands here.
constexpr std::uint8_t template_parser::parse_context(std::uint8_t flag) {
  bool const with = is_name("with");
  if (!with && !is_name("without")) return flag;
  if (following().kind != token_kind::name || text_of(following()) != "context") return flag;
  advance();
  advance();
  return with ? 2 : 0;
}

constexpr std::int32_t template_parser::parse_include() {
  std::int32_t const made = begin_statement(node_kind::include);
  std::int32_t const value = parse_expression();
  std::uint8_t flags = 0;
  if (is_name("ignore") && following().kind == token_kind::name &&
      text_of(following()) == "missing") {
    advance();
    advance();
    flags = 1;
  }
  flags = static_cast<std::uint8_t>(flags | parse_context(2));
  node(made).a = value;
  node(made).flags = flags;
  return made;
}

constexpr std::int32_t template_parser::parse_import() {
  std::int32_t const made = begin_statement(node_kind::import_module);
  std::int32_t const value = parse_expression();
  expect_name("as");
  text_range const target = expect_any_name();
  node(made).a = value;
  node(made).text = target;
  node(made).flags = parse_context(0);
  return made;
}

constexpr std::int32_t template_parser::parse_imported() {
  std::int32_t const made = add(node_kind::imported);
  node(made).text = expect_any_name();
  if (!failed() && tree_.view(node(made)).starts_with('_'))
    fail("names starting with an underline can not be imported", node(made).at);
  if (skip_name("as")) {
    std::int32_t const target = add(node_kind::name);
    text_range const name = expect_any_name();
    node(target).text = name;
    node(made).a = target;
  }
  return made;
}

constexpr std::int32_t template_parser::parse_from() {
  std::int32_t const made = begin_statement(node_kind::import_names);
  std::int32_t const value = parse_expression();
  expect_name("import");
  node_chain names;
  std::uint8_t flags = 4;  // not said yet
  while (!failed() && !is(token_kind::block_end)) {
    if (names.first != no_template_node) expect(token_kind::comma);
    if (flags = parse_context(4); flags != 4 || is(token_kind::block_end)) break;
    append(names, parse_imported());
    if (flags = parse_context(4); flags != 4) break;
  }
  if (names.first == no_template_node) expect(token_kind::name);
  node(made).a = value;
  node(made).b = names.first;
  node(made).flags = flags & 2;
  return made;
}

constexpr std::int32_t template_parser::parse_parameters() {
  expect(token_kind::open_paren);
  node_chain parameters;
  bool defaults = false;
  while (!failed() && !is(token_kind::close_paren)) {
    if (parameters.first != no_template_node) expect(token_kind::comma);
    std::int32_t const made = add(node_kind::parameter);
    text_range const name = expect_any_name();
    node(made).text = name;
    if (skip_if(token_kind::assign)) {
      std::int32_t const value = parse_expression();
      node(made).a = value;
      defaults = true;
    } else if (defaults) {
      fail("non-default argument follows default argument");
    }
    append(parameters, made);
  }
  expect(token_kind::close_paren);
  return parameters.first;
}

constexpr std::int32_t template_parser::parse_macro() {
  std::int32_t const made = begin_statement(node_kind::macro);
  text_range const name = expect_any_name();
  std::int32_t const parameters = parse_parameters();
  std::int32_t const outer_loops = std::exchange(loops_, 0);
  std::int32_t const body = parse_closed_body("macro", "endmacro");
  loops_ = outer_loops;
  node(made).text = name;
  node(made).a = parameters;
  node(made).c = body;
  return made;
}

constexpr std::int32_t template_parser::parse_call_block() {
  std::int32_t const made = begin_statement(node_kind::call_block);
  std::int32_t const parameters =
      is(token_kind::open_paren) ? parse_parameters() : no_template_node;
  std::int32_t const call = parse_expression();
  if (!failed() && node(call).kind != node_kind::call) fail("expected call", node(made).at);
  std::int32_t const outer_loops = std::exchange(loops_, 0);
  std::int32_t const body = parse_closed_body("call", "endcall");
  loops_ = outer_loops;
  node(made).a = parameters;
  node(made).b = call;
  node(made).c = body;
  return made;
}

/// The text of one form: data with doubled `%`, `{{ name }}` as `%(name)s`.
constexpr parsed_text template_parser::parse_message(node_chain& variables) {
  parsed_text text;
  while (!failed() && !is(token_kind::block_begin) && !is(token_kind::end)) {
    if (is(token_kind::data)) {
      for (char const& c : text_of(current()))
        text += c == '%' ? std::string_view("%%") : std::string_view(&c, 1);
      advance();
      continue;
    }
    expect(token_kind::variable_begin);
    std::int32_t const name = parse_name_only();
    if (!failed()) text += parsed_text("%(") + parsed_text(tree_.view(node(name))) + ")s";
    add_variable(variables, name, no_template_node);
    expect(token_kind::variable_end);
  }
  if (is(token_kind::end)) fail("unclosed translation block");
  return text;
}

constexpr std::int32_t template_parser::parse_name_only() {
  std::int32_t const made = add(node_kind::name);
  text_range const name = expect_any_name();
  node(made).text = name;
  return made;
}

/// Adds `name = value` once; without a value the name stands for itself.
constexpr void template_parser::add_variable(node_chain& variables, std::int32_t name,
                                             std::int32_t value) {
  if (failed()) return;
  for (std::int32_t i = variables.first; i != no_template_node; i = node(i).next)
    if (tree_.view(node(i)) == tree_.view(node(name))) return;
  std::int32_t const made = add(node_kind::keyword, node(name).at);
  node(made).text = node(name).text;
  node(made).a = value == no_template_node ? name : value;
  append(variables, made);
}

constexpr bool template_parser::parse_trans_head(node_chain& variables) {
  bool trims = false;
  while (!failed() && !is(token_kind::block_end)) {
    if (variables.first != no_template_node) expect(token_kind::comma);
    if (skip_if(token_kind::colon)) break;
    std::int32_t const name = parse_name_only();
    bool const assigned = is(token_kind::assign);
    bool const marker =
        !assigned && !failed() &&
        (tree_.view(node(name)) == "trimmed" || tree_.view(node(name)) == "notrimmed");
    if (marker && variables.first == no_template_node) {
      trims = tree_.view(node(name)) == "trimmed";
      continue;
    }
    advance_if_assigned(assigned);
    add_variable(variables, name, assigned ? parse_expression() : no_template_node);
  }
  return trims;
}

constexpr std::int32_t template_parser::parse_trans() {
  std::int32_t const made = begin_statement(node_kind::translation);
  node_chain variables;
  if (is(token_kind::string)) {
    std::int32_t const context = parse_primary();
    node(made).d = context;
  }
  bool const trims = parse_trans_head(variables);
  expect(token_kind::block_end);
  parsed_text singular = parse_message(variables);
  advance();
  std::int32_t plural = no_template_node;
  std::int32_t count = variables.first;
  if (skip_name("pluralize")) {
    if (is(token_kind::name)) count = named_variable(variables);
    expect(token_kind::block_end);
    parsed_text text = parse_message(variables);
    advance();
    plural = add(node_kind::string);
    if (trims) text = trimmed(text);
    text_range const kept = keep(text);
    node(plural).text = kept;
    if (count == no_template_node) fail("pluralize without variables");
  }
  expect_name("endtrans");
  if (trims) singular = trimmed(singular);
  text_range const kept = keep(singular);
  node(made).text = kept;
  node(made).a = variables.first;
  node(made).b = plural;
  node(made).c = count;
  return made;
}

constexpr std::int32_t template_parser::named_variable(node_chain const& variables) {
  std::string_view const name = text_of(current());
  for (std::int32_t i = variables.first; i != no_template_node; i = node(i).next) {
    if (tree_.view(node(i)) != name) continue;
    advance();
    return i;
  }
  fail(parsed_text("unknown variable '") + parsed_text(name) + "' for pluralization");
  return no_template_node;
}

/// Whether one of the words, which blanks part, is this one.
constexpr bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    std::string_view const first = words.substr(0, place_of(' ', words));
    if (first == word) return true;
    words.remove_prefix(first.size() < words.size() ? first.size() + 1 : words.size());
  }
  return false;
}

constexpr std::int32_t template_parser::parse_own_tag() {
  parsed_text const tag(text_of(current()));
  if (has_word(syntax_.block_tags, tag))
    return parse_filtered_body(add(node_kind::filter_block), tag, parsed_text("end") + tag);
  if (!has_word(syntax_.tags, tag)) {
    fail(parsed_text("Encountered unknown tag '") + described() + "'." + hint());
    return no_template_node;
  }
  std::int32_t const made = add(node_kind::output);
  std::int32_t const value = parse_expression();
  node(made).a = value;
  return made;
}

/// Reads a template. In the compiler and at run time alike.
constexpr template_tree parse_template(std::string_view source,
                                       template_syntax const& syntax = {}) {
  return template_parser(source, syntax).parse();
}

}  // namespace hyper::detail
