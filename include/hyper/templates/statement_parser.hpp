// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's statements, those of its extensions `do`, `loopcontrols`, `i18n` and `debug` among them.

#include <hyper/templates/operand_parser.hpp>

namespace hyper::detail {

class template_parser : public expression_parser {
 public:
  constexpr template_parser(std::string_view source, template_syntax const& syntax)
      : expression_parser(source, syntax) {}

  /// The whole template. A mistake is told by `problem`, and then the tree is of no use.
  constexpr template_tree parse() {
    std::int32_t const body = parse_body_until({});
    tree_.body = body;
    if (lexical_ && !failed()) tree_.problem = lexical_;
    return std::move(tree_);
  }

 private:
  /// Up to three tags that end a body.
  struct end_tags {
    std::string_view names[3]{};
    constexpr bool empty() const { return names[0].empty(); }
    constexpr bool has(std::string_view name) const {
      return !name.empty() &&
             (same_word(name, names[0]) || same_word(name, names[1]) || same_word(name, names[2]));
    }
  };

  constexpr parsed_text looked_for() const {
    parsed_text text;
    for (auto const& name : open_.back().ends.names) {
      if (name.empty()) continue;
      text += text.empty() ? "'" : " or '";
      text += parsed_text(name) + "'";
    }
    return text;
  }
  constexpr parsed_text hint() const {
    if (open_.empty()) return "";
    return parsed_text(" Jinja was looking for the following tags: ") + looked_for() +
           ". The innermost block that needs to be closed is '" + parsed_text(open_.back().tag) +
           "'.";
  }

  constexpr std::int32_t parse_body_until(end_tags ends) {
    node_chain body;
    while (!failed() && !is(token_kind::end)) {
      if (is(token_kind::block_begin)) {
        advance();
        if (is(token_kind::name) && ends.has(text_of(current()))) return body.first;
        append(body, parse_statement());
        expect(token_kind::block_end);
      } else {
        append(body, parse_piece());
      }
    }
    if (!ends.empty()) fail(parsed_text("Unexpected end of template.") + hint());
    return body.first;
  }

  constexpr std::int32_t parse_piece() {
    if (is(token_kind::data)) {
      std::int32_t const made = add(node_kind::data);
      text_range const text = with_newlines({current().begin, current().size});
      node(made).text = text;
      advance();
      return made;
    }
    expect(token_kind::variable_begin);
    std::int32_t const made = add(node_kind::output);
    std::int32_t const value = parse_tuple({});
    node(made).a = value;
    expect(token_kind::variable_end);
    return made;
  }

  struct open_tag {
    std::string_view tag;
    end_tags ends;
  };

  /// `:` if any, the end of the tag, the body, and stands at the name that ended it.
  constexpr std::int32_t parse_body(std::string_view tag, end_tags ends) {
    skip_if(token_kind::colon);
    expect(token_kind::block_end);
    open_.push_back({tag, ends});
    std::int32_t const body = parse_body_until(ends);
    open_.pop_back();
    return body;
  }
  constexpr std::int32_t parse_closed_body(std::string_view tag, std::string_view end) {
    std::int32_t const body = parse_body(tag, {{end}});
    advance();
    return body;
  }

  using statement_parser = std::int32_t (template_parser::*)();
  struct statement_rule {
    std::string_view tag;
    statement_parser parse;
  };

  constexpr std::int32_t parse_statement() {
    constexpr statement_rule rules[] = {
        {"for", &template_parser::parse_for},
        {"if", &template_parser::parse_if},
        {"set", &template_parser::parse_set},
        {"block", &template_parser::parse_block},
        {"extends", &template_parser::parse_extends},
        {"include", &template_parser::parse_include},
        {"macro", &template_parser::parse_macro},
        {"call", &template_parser::parse_call_block},
        {"filter", &template_parser::parse_filter_block},
        {"with", &template_parser::parse_with},
        {"import", &template_parser::parse_import},
        {"from", &template_parser::parse_from},
        {"autoescape", &template_parser::parse_autoescape},
        {"print", &template_parser::parse_print},
        {"do", &template_parser::parse_do},
        {"break", &template_parser::parse_break},
        {"continue", &template_parser::parse_continue},
        {"trans", &template_parser::parse_trans},
        {"debug", &template_parser::parse_debug},
    };
    nesting const level(*this);
    if (failed()) return no_template_node;
    if (!is(token_kind::name)) {
      fail("tag name expected");
      return no_template_node;
    }
    std::string_view const tag = text_of(current());
    for (auto const& rule : rules)
      if (same_word(rule.tag, tag)) return (this->*rule.parse)();
    return parse_own_tag();
  }

  constexpr std::int32_t begin_statement(node_kind kind) {
    std::int32_t const made = add(kind);
    advance();
    return made;
  }

  constexpr bool is_target(std::int32_t position) {
    template_node const& each = node(position);
    if (each.kind == node_kind::name) return true;
    if (each.kind == node_kind::attribute) return node(each.a).kind == node_kind::name;
    if (each.kind != node_kind::tuple && each.kind != node_kind::list) return false;
    for (std::int32_t i = each.a; i != no_template_node; i = node(i).next)
      if (!is_target(i)) return false;
    return true;
  }
  constexpr std::int32_t parse_target(bool in_loop_head) {
    std::uint32_t const at = current().begin;
    std::int32_t const target =
        parse_tuple({.conditional = false, .simplified = true, .in_loop_head = in_loop_head});
    if (!failed() && !is_target(target)) fail("can't assign to this expression", at);
    return target;
  }

  constexpr std::int32_t parse_for() {
    std::int32_t const made = begin_statement(node_kind::loop);
    std::int32_t const target = parse_target(true);
    expect_name("in"sv);
    std::int32_t const iterable = parse_tuple({.conditional = false, .in_loop_head = true});
    std::int32_t const filter = skip_name("if") ? parse_expression() : no_template_node;
    node(made).flags = skip_name("recursive") ? 1 : 0;
    ++loops_;
    std::int32_t const body = parse_body("for"sv, {{"endfor"sv, "else"sv}});
    --loops_;
    bool const has_else = is_name("else");
    advance();
    std::int32_t const other = has_else ? parse_closed_body("for"sv, "endfor"sv) : no_template_node;
    node(made).a = target;
    node(made).b = iterable;
    node(made).c = body;
    node(made).d = other;
    node(made).e = filter;
    return made;
  }

  constexpr std::int32_t parse_if() {
    std::int32_t const first = begin_statement(node_kind::branch);
    std::int32_t last = first;
    while (!failed()) {
      std::int32_t const test = parse_tuple({.conditional = false});
      std::int32_t const body = parse_body("if"sv, {{"elif"sv, "else"sv, "endif"sv}});
      node(last).a = test;
      node(last).b = body;
      if (!is_name("elif")) break;
      std::int32_t const other = begin_statement(node_kind::branch);
      node(last).c = other;
      last = other;
    }
    bool const has_else = is_name("else");
    advance();
    std::int32_t const other = has_else ? parse_closed_body("if"sv, "endif"sv) : no_template_node;
    node(last).c = other;
    return first;
  }

  constexpr std::int32_t parse_set() {
    std::int32_t const made = begin_statement(node_kind::set);
    std::int32_t const target = parse_target(false);
    node(made).a = target;
    if (skip_if(token_kind::assign)) {
      std::int32_t const value = parse_tuple({});
      node(made).b = value;
      return made;
    }
    node(made).kind = node_kind::set_block;
    std::int32_t filters = no_template_node;
    while (!failed() && is(token_kind::pipe)) filters = parse_filter(filters);
    std::int32_t const body = parse_closed_body("set"sv, "endset"sv);
    node(made).b = filters;
    node(made).c = body;
    return made;
  }

  constexpr std::int32_t parse_with() {
    std::int32_t const made = begin_statement(node_kind::with);
    node_chain pairs;
    while (!failed() && !is(token_kind::block_end)) {
      if (pairs.first != no_template_node) expect(token_kind::comma);
      std::uint32_t const at = current().begin;
      std::int32_t const target = parse_target_element();
      if (!failed() && !is_target(target)) fail("can't assign to this expression", at);
      expect(token_kind::assign);
      append(pairs, make_binary(node_kind::pair, 0, at, target, parse_expression()));
    }
    std::int32_t const body = parse_closed_body("with"sv, "endwith"sv);
    node(made).a = pairs.first;
    node(made).c = body;
    return made;
  }

  constexpr std::int32_t parse_autoescape() {
    std::int32_t const made = begin_statement(node_kind::autoescape);
    std::int32_t const value = parse_expression();
    std::int32_t const body = parse_closed_body("autoescape"sv, "endautoescape"sv);
    node(made).a = value;
    node(made).c = body;
    return made;
  }

  constexpr bool only_blank(std::int32_t body) {
    for (; body != no_template_node; body = node(body).next) {
      if (node(body).kind != node_kind::data) return false;
      for (char const c : tree_.view(node(body)))
        if (!is_space(c)) return false;
    }
    return true;
  }

  constexpr std::int32_t parse_block() {
    std::int32_t const made = begin_statement(node_kind::block);
    text_range const name = expect_any_name();
    for (auto const known : blocks_)
      if (!failed() && tree_.view(known) == tree_.view(name))
        fail(parsed_text("block '") + parsed_text(tree_.view(name)) + "' defined twice",
             node(made).at);
    blocks_.push_back(name);
    if (is(token_kind::sub))
      fail(
          "Block names in Jinja have to be valid Python identifiers and may not contain hyphens, "
          "use an underscore instead.");
    std::uint8_t flags = skip_name("scoped") ? 1 : 0;
    if (skip_name("required")) flags |= 2;
    if (skip_name("scoped")) flags |= 1;
    std::int32_t const outer_loops = std::exchange(loops_, 0);
    std::int32_t const body = parse_closed_body("block"sv, "endblock"sv);
    loops_ = outer_loops;
    if ((flags & 2) != 0 && !only_blank(body))
      fail("Required blocks can only contain comments or whitespace", node(made).at);
    skip_name(tree_.view(name));
    node(made).flags = flags;
    node(made).text = name;
    node(made).c = body;
    return made;
  }

  constexpr std::int32_t parse_extends() {
    std::int32_t const made = begin_statement(node_kind::extends);
    std::int32_t const value = parse_expression();
    node(made).a = value;
    return made;
  }

  constexpr std::uint8_t parse_context(std::uint8_t flag);

  constexpr std::int32_t parse_include();

  constexpr std::int32_t parse_import();

  constexpr std::int32_t parse_imported();

  constexpr std::int32_t parse_from();

  constexpr std::int32_t parse_parameters();

  constexpr std::int32_t parse_macro();

  constexpr std::int32_t parse_call_block();

  constexpr std::int32_t parse_filter_block() {
    std::int32_t const made = begin_statement(node_kind::filter_block);
    return parse_filtered_body(made, "filter", "endfilter");
  }
  constexpr std::int32_t parse_filtered_body(std::int32_t made, std::string_view tag,
                                             std::string_view end) {
    std::int32_t filters = parse_filter(no_template_node);
    while (!failed() && is(token_kind::pipe)) filters = parse_filter(filters);
    std::int32_t const body = parse_closed_body(tag, end);
    node(made).b = filters;
    node(made).c = body;
    return made;
  }

  constexpr std::int32_t parse_own_tag();

  constexpr std::int32_t parse_print() {
    std::int32_t const made = begin_statement(node_kind::output);
    node_chain values;
    while (!failed() && !is(token_kind::block_end)) {
      if (values.first != no_template_node) expect(token_kind::comma);
      append(values, parse_expression());
    }
    node(made).a = values.first;
    return made;
  }

  constexpr std::int32_t parse_do() {
    std::int32_t const made = begin_statement(node_kind::expression);
    std::int32_t const value = parse_tuple({});
    node(made).a = value;
    return made;
  }
  constexpr std::int32_t parse_break() { return parse_loop_control(node_kind::break_loop); }
  constexpr std::int32_t parse_continue() { return parse_loop_control(node_kind::continue_loop); }
  constexpr std::int32_t parse_loop_control(node_kind kind) {
    if (loops_ == 0) fail(parsed_text("'") + described() + "' outside loop");
    return begin_statement(kind);
  }
  constexpr std::int32_t parse_debug() { return begin_statement(node_kind::debug); }

  // ---- trans ----

  constexpr parsed_text parse_message(node_chain& variables);
  constexpr std::int32_t parse_name_only();
  constexpr void add_variable(node_chain& variables, std::int32_t name, std::int32_t value);

  static constexpr parsed_text trimmed(std::string_view text) {
    parsed_text out;
    std::size_t begin = 0;
    while (begin <= text.size()) {
      std::size_t end = place_of('\n', text, begin);
      if (end == text.npos) end = text.size();
      std::string_view line = text.substr(begin, end - begin);
      while (!line.empty() && is_space(line.front())) line.remove_prefix(1);
      while (!line.empty() && is_space(line.back())) line.remove_suffix(1);
      if (!out.empty() && !line.empty()) out.push_back(' ');
      out += line;
      begin = end + 1;
    }
    return out;
  }

  constexpr bool parse_trans_head(node_chain& variables);
  constexpr void advance_if_assigned(bool assigned) {
    if (assigned) advance();
  }

  constexpr std::int32_t parse_trans();
  constexpr std::int32_t named_variable(node_chain const& variables);

  parsed_list<open_tag> open_;
  parsed_list<text_range> blocks_;
  std::int32_t loops_ = 0;
};

}  // namespace hyper::detail
