// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/templates/plural_rule.hpp>
//

namespace hyper {
namespace detail {

/// Reads the expression by the precedence of its operators. The depth is limited, and so is that of
/// the evaluation, which follows the same tree.
class plural_parser {
 public:
  plural_parser(std::string_view text, plural_rule& into) : rest_(text), into_(into) {}

  /// The root, or -1 when the text is no expression.
  std::int32_t parse() {
    std::int32_t const root = parse_choice(0);
    skip_blanks();
    return rest_.empty() && !failed_ ? root : -1;
  }

 private:
  static constexpr int deepest = 64;
  static constexpr std::size_t most_steps = 512;

  struct sign {
    std::string_view text;
    char kind;
    int binding;
  };
  // Longer ones first: "<=" is not "<".
  static constexpr sign signs[] = {{"||", '|', 1}, {"&&", '&', 2}, {"==", '=', 3}, {"!=", '!', 3},
                                   {"<=", 'l', 4}, {">=", 'g', 4}, {"<", '<', 4},  {">", '>', 4},
                                   {"+", '+', 5},  {"-", '-', 5},  {"*", '*', 6},  {"/", '/', 6},
                                   {"%", '%', 6}};

  void skip_blanks() {
    while (!rest_.empty() && (rest_[0] == ' ' || rest_[0] == '\t')) rest_.remove_prefix(1);
  }
  bool skip(std::string_view text) {
    skip_blanks();
    if (!rest_.starts_with(text)) return false;
    rest_.remove_prefix(text.size());
    return true;
  }
  std::int32_t fail() {
    failed_ = true;
    return -1;
  }
  std::int32_t add(plural_rule::step made) {
    if (into_.steps_.size() == most_steps) return fail();
    into_.steps_.push_back(made);
    return static_cast<std::int32_t>(into_.steps_.size()) - 1;
  }

  std::int32_t parse_choice(int depth) {
    if (depth > deepest) return fail();
    std::int32_t const condition = parse_binary(1, depth);
    if (failed_ || !skip("?")) return condition;
    std::int32_t const left = parse_choice(depth + 1);
    if (failed_ || !skip(":")) return fail();
    std::int32_t const right = parse_choice(depth + 1);
    return failed_ ? -1 : add({'?', 0, left, right, condition});
  }

  std::int32_t parse_binary(int least, int depth) {
    std::int32_t left = parse_operand(depth + 1);
    for (int chained = 0; !failed_; ++chained) {
      skip_blanks();
      sign const* found = nullptr;
      for (sign const& each : signs)
        if (found == nullptr && each.binding >= least && rest_.starts_with(each.text))
          found = &each;
      if (found == nullptr) break;
      if (depth + chained > deepest) return fail();
      rest_.remove_prefix(found->text.size());
      std::int32_t const right = parse_binary(found->binding + 1, depth + 1);
      if (!failed_) left = add({found->kind, 0, left, right});
    }
    return left;
  }

  std::int32_t parse_operand(int depth) {
    if (depth > deepest) return fail();
    if (skip("!")) {
      std::int32_t const inner = parse_operand(depth + 1);
      return failed_ ? -1 : add({'~', 0, inner});
    }
    if (skip("(")) {
      std::int32_t const inner = parse_choice(depth + 1);
      return failed_ || !skip(")") ? fail() : inner;
    }
    if (skip("n")) return add({'n'});
    return parse_number();
  }
  std::int32_t parse_number() {
    std::uint64_t number = 0;
    std::size_t digits = 0;
    for (; digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9'; ++digits)
      number = number * 10 + static_cast<std::uint64_t>(rest_[digits] - '0');
    if (digits == 0 || digits > 18) return fail();
    rest_.remove_prefix(digits);
    return add({'#', number});
  }

  std::string_view rest_;
  plural_rule& into_;
  bool failed_ = false;
};

}  // namespace detail

HYPER_INLINE plural_rule::plural_rule() : steps_{{'n'}, {'#', 1}, {'!', 0, 0, 1}}, root_(2) {}

HYPER_INLINE std::optional<plural_rule> plural_rule::from_text(std::string_view text) {
  if (text.size() > longest_text) return std::nullopt;
  std::size_t const count = text.find("nplurals=");
  std::size_t const rule = text.find("plural=", count == text.npos ? 0 : count + 9);
  if (count == text.npos || rule == text.npos) return std::nullopt;
  plural_rule made;
  made.forms_ = 0;
  for (std::size_t i = count + 9; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i)
    made.forms_ = made.forms_ > most_forms
                      ? made.forms_
                      : made.forms_ * 10 + static_cast<std::size_t>(text[i] - '0');
  if (made.forms_ == 0 || made.forms_ > most_forms) return std::nullopt;
  made.steps_.clear();
  std::string_view const expression = text.substr(rule + 7);
  made.root_ = detail::plural_parser(expression.substr(0, expression.find(';')), made).parse();
  if (made.root_ < 0) return std::nullopt;
  return made;
}

HYPER_INLINE std::size_t plural_rule::form_of(std::uint64_t number) const {
  std::uint64_t const form = evaluate(root_, number);
  return form < forms_ ? static_cast<std::size_t>(form) : 0;
}

HYPER_INLINE std::uint64_t plural_rule::evaluate(std::int32_t at, std::uint64_t number) const {
  step const& each = steps_[static_cast<std::size_t>(at)];
  if (each.kind == 'n') return number;
  if (each.kind == '#') return each.value;
  if (each.kind == '?')
    return evaluate(evaluate(each.condition, number) != 0 ? each.left : each.right, number);
  std::uint64_t const left = evaluate(each.left, number);
  if (each.kind == '~') return left == 0 ? 1 : 0;
  if (each.kind == '|' && left != 0) return 1;
  if (each.kind == '&' && left == 0) return 0;
  std::uint64_t const right = evaluate(each.right, number);
  switch (each.kind) {
    case '|':
    case '&':
      return right != 0 ? 1 : 0;
    case '=':
      return left == right ? 1 : 0;
    case '!':
      return left != right ? 1 : 0;
    case 'l':
      return left <= right ? 1 : 0;
    case 'g':
      return left >= right ? 1 : 0;
    case '<':
      return left < right ? 1 : 0;
    case '>':
      return left > right ? 1 : 0;
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right == 0 ? 0 : left / right;
    default:
      return right == 0 ? 0 : left % right;
  }
}

}  // namespace hyper
