// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cmath>
#include <hyper/templates/live_objects.hpp>
#include <limits>

namespace hyper::detail {

HYPER_INLINE template_value const& live_renderer::load(std::int32_t position) {
  while (true) {
    live_symbol const& each = symbol(position);
    live_frame& frame = frame_of(each);
    template_value const& value = frame.slots[each.slot];
    if (!is_absent(value)) return value;
    if (each.free) return load_free(each, frame);
    position = each.outer;
  }
}

HYPER_INLINE template_value const& live_renderer::load_free(live_symbol const& each,
                                                            live_frame& frame) {
  std::string_view const name = frame.owner->name_of(each);
  template_value& slot = frame.slots[each.slot];
  for (live_context* context = frame.context.get(); context != nullptr;
       context = context->outer.get()) {
    if (auto const* found = context->find_own(name)) return slot = *found;
    bool const known = context->base.is(value_kind::dict) || context->base.is(value_kind::view);
    if (known && find_member(context->base, name, slot)) return slot;
  }
  return slot = global(name);
}

HYPER_INLINE template_value live_renderer::global(std::string_view name) {
  if (auto const* found = environment_.find_global(name)) return *found;
  if (builtin_function const builtin = find_builtin_global(name))
    return template_value(new bound_function(*this, builtin, {}));
  return undefined(name);
}

HYPER_INLINE template_value const* live_renderer::peek(std::int32_t position) {
  if (node(position).kind != node_kind::name) return nullptr;
  return &load(frame_->owner->symbol_of[static_cast<std::size_t>(position)]);
}

HYPER_INLINE template_value live_renderer::evaluate(std::int32_t position) {
  depth_counter const counter(*this);
  step();
  return evaluate_node(position);
}

HYPER_INLINE template_value live_renderer::evaluate_node(std::int32_t position) {
  template_node const& each = node(position);
  switch (each.kind) {
    case node_kind::none:
      return nullptr;
    case node_kind::boolean:
      return each.number != 0;
    case node_kind::integer:
      return each.number;
    case node_kind::floating:
      return std::bit_cast<double>(each.number);
    case node_kind::string:
      return template_value::borrowed(text(position));
    case node_kind::name:
      return *peek(position);
    case node_kind::list:
    case node_kind::tuple:
      return evaluate_list(position);
    case node_kind::dict:
      return evaluate_dict(position);
    case node_kind::attribute: {
      if (auto const* object = peek(each.a)) {
        here_ = position;
        return attribute(*object, text(position));
      }
      template_value const object = evaluate(each.a);
      here_ = position;
      return attribute(object, text(position));
    }
    case node_kind::item:
      return evaluate_item(position);
    case node_kind::call:
      return evaluate_call(position);
    case node_kind::filter:
      return evaluate_filter(position, nullptr);
    case node_kind::test:
      return evaluate_test(position);
    case node_kind::unary:
      return evaluate_unary(position);
    case node_kind::binary: {
      template_value const left = evaluate(each.a);
      template_value const right = evaluate(each.b);
      here_ = position;
      return binary(static_cast<token_kind>(each.flags), left, right);
    }
    case node_kind::logic: {
      template_value left = evaluate(each.a);
      here_ = position;
      return left.truth() == (each.flags == 1) ? std::move(left) : evaluate(each.b);
    }
    case node_kind::comparison:
      return evaluate_comparison(position);
    case node_kind::concatenation:
      return evaluate_concatenation(position);
    case node_kind::conditional:
      if (evaluate(each.a).truth()) return evaluate(each.b);
      if (each.c != no_template_node) return evaluate(each.c);
      return template_value::undefined(
          "the inline if-expression evaluated to false and no else section was defined.", "");
    default:
      fail("this cannot be used as an expression");
  }
}

HYPER_INLINE template_value live_renderer::evaluate_list(std::int32_t position) {
  template_value::list elements;
  for (std::int32_t i = node(position).a; i != no_template_node; i = node(i).next)
    elements.push_back(evaluate(i));
  return {std::move(elements),
          node(position).kind == node_kind::list ? list_form::list : list_form::tuple};
}

HYPER_INLINE template_value live_renderer::evaluate_dict(std::int32_t position) {
  template_value made = template_value::dict();
  for (std::int32_t i = node(position).a; i != no_template_node; i = node(i).next) {
    template_value key = evaluate(node(i).a);
    template_value value = evaluate(node(i).b);
    here_ = i;
    hash(key);
    made.set_item(std::move(key), std::move(value));
  }
  return made;
}

HYPER_INLINE template_value live_renderer::evaluate_item(std::int32_t position) {
  template_value const object = evaluate(node(position).a);
  std::int32_t const key = node(position).b;
  if (node(key).kind == node_kind::slice) return evaluate_slice(object, key);
  template_value const value = evaluate(key);
  here_ = position;
  return item(object, value);
}

struct slice_bounds {
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
};

/// Python's rules for `[start:stop:step]` on a sequence of this size.
HYPER_INLINE slice_bounds bound_slice(template_value const (&parts)[3], std::int64_t size) {
  slice_bounds bounds;
  auto const given = [&](int i) {
    return !parts[i].is(value_kind::none) && !parts[i].is_undefined();
  };
  for (int i = 0; i < 3; ++i)
    if (given(i) && !parts[i].is_integral())
      throw template_error("slice indices must be integers or None or have an __index__ method");
  if (given(2)) bounds.step = parts[2].integer();
  if (bounds.step == 0) throw template_error("slice step cannot be zero");
  bool const forward = bounds.step > 0;
  auto const clamp = [&](std::int64_t at) {
    if (at < 0) at = at < -size ? -1 : at + size;
    if (at < 0) return forward ? std::int64_t{0} : std::int64_t{-1};
    return at >= size ? (forward ? size : size - 1) : at;
  };
  bounds.start = given(0) ? clamp(parts[0].integer()) : forward ? 0 : size - 1;
  bounds.stop = given(1) ? clamp(parts[1].integer()) : forward ? size : -1;
  return bounds;
}

HYPER_INLINE template_value live_renderer::evaluate_slice(template_value const& object,
                                                          std::int32_t slice) {
  template_node const each = node(slice);
  template_value const parts[3] = {each.a == no_template_node ? nullptr : evaluate(each.a),
                                   each.b == no_template_node ? nullptr : evaluate(each.b),
                                   each.c == no_template_node ? nullptr : evaluate(each.c)};
  here_ = slice;
  return this->slice(object, parts);
}

HYPER_INLINE template_value live_renderer::slice(template_value const& object,
                                                 template_value const (&parts)[3]) const {
  bool const is_text = object.is(value_kind::string);
  bool const sequence = is_text || object.is(value_kind::list) ||
                        (object.is(value_kind::view) && object.type().element != nullptr);
  if (!sequence) return undefined("slice", "object");
  auto const elements = elements_of(object);
  auto const bounds = bound_slice(parts, static_cast<std::int64_t>(elements.size()));
  template_value::list chosen;
  for (std::int64_t i = bounds.start; bounds.step > 0 ? i < bounds.stop : i > bounds.stop;) {
    chosen.push_back(elements[static_cast<std::size_t>(i)]);
    if (__builtin_add_overflow(i, bounds.step, &i)) break;
  }
  if (!is_text)
    return {std::move(chosen), object.is(value_kind::list) ? object.form() : list_form::list};
  std::string joined;
  for (auto const& part : chosen) joined += part.text();
  return object.is_safe() ? template_value::safe(std::move(joined))
                          : template_value(std::move(joined));
}

HYPER_INLINE template_value live_renderer::evaluate_unary(std::int32_t position) {
  template_value const value = evaluate(node(position).a);
  here_ = position;
  return unary(static_cast<token_kind>(node(position).flags), value);
}

HYPER_INLINE template_value live_renderer::unary(token_kind kind,
                                                 template_value const& value) const {
  if (kind == token_kind::name) return !value.truth();
  if (value.is_undefined()) fail(undefined_sentence(value));
  if (!value.is_number())
    fail("bad operand type for unary " + std::string(token_words(kind)) + ": '" +
         std::string(value.type_name()) + "'");
  bool const negative = kind == token_kind::sub;
  if (value.is(value_kind::floating)) return negative ? -value.number() : value.number();
  if (negative && value.integer() == std::numeric_limits<std::int64_t>::min())
    fail("the result needs more than 64 bits");
  return negative ? -value.integer() : value.integer();
}

HYPER_INLINE bool live_renderer::compare_with(token_kind kind, template_value const& left,
                                              template_value const& right) const {
  switch (kind) {
    case token_kind::equal:
      return equal(left, right);
    case token_kind::unequal:
      return !equal(left, right);
    case token_kind::name:
      return contains(right, left);
    case token_kind::data:
      return !contains(right, left);
    default:
      break;
  }
  if (left.is_undefined()) fail(undefined_sentence(left));
  if (right.is_undefined()) fail(undefined_sentence(right));
  bool const unordered = (left.is(value_kind::floating) && std::isnan(left.number())) ||
                         (right.is(value_kind::floating) && std::isnan(right.number()));
  if (unordered) return false;
  int const order = compare(left, right);
  if (kind == token_kind::less) return order < 0;
  if (kind == token_kind::less_equal) return order <= 0;
  return kind == token_kind::greater ? order > 0 : order >= 0;
}

HYPER_INLINE template_value live_renderer::evaluate_comparison(std::int32_t position) {
  template_value left = evaluate(node(position).a);
  for (std::int32_t i = node(position).b; i != no_template_node; i = node(i).next) {
    template_value right = evaluate(node(i).a);
    here_ = i;
    if (!compare_with(static_cast<token_kind>(node(i).flags), left, right)) return false;
    left = std::move(right);
  }
  return true;
}

HYPER_INLINE template_value live_renderer::evaluate_concatenation(std::int32_t position) {
  template_value::list parts;
  for (std::int32_t i = node(position).a; i != no_template_node; i = node(i).next)
    parts.push_back(evaluate(i));
  here_ = position;
  return concatenate(parts);
}

HYPER_INLINE template_value
live_renderer::concatenate(std::span<template_value const> parts) const {
  bool safe = false;
  for (auto const& part : parts) safe = safe || (autoescape_ && part.is_safe());
  std::string joined;
  for (auto const& part : parts) {
    if (safe)
      append_markup(joined, part);
    else
      append_text(joined, part);
    check_size(joined.size());
  }
  return safe ? template_value::safe(std::move(joined)) : template_value(std::move(joined));
}

// ---- arithmetic ----

HYPER_INLINE std::int64_t floor_quotient(std::int64_t a, std::int64_t b) {
  std::int64_t const quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

HYPER_INLINE template_value integer_power(std::int64_t base, std::int64_t exponent) {
  if (exponent < 0) {
    if (base == 0) throw template_error("0.0 cannot be raised to a negative power");
    return std::pow(static_cast<double>(base), static_cast<double>(exponent));
  }
  std::int64_t result = 1;
  bool overflow = false;
  while (exponent > 0 && !overflow) {
    if (exponent % 2 == 1) overflow = __builtin_mul_overflow(result, base, &result);
    exponent /= 2;
    if (exponent > 0 && !overflow) overflow = __builtin_mul_overflow(base, base, &base);
  }
  if (overflow) throw template_error("the result needs more than 64 bits");
  return result;
}

HYPER_INLINE template_value integer_binary(token_kind kind, std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  bool overflow = false;
  switch (kind) {
    case token_kind::add:
      overflow = __builtin_add_overflow(a, b, &result);
      break;
    case token_kind::sub:
      overflow = __builtin_sub_overflow(a, b, &result);
      break;
    case token_kind::mul:
      overflow = __builtin_mul_overflow(a, b, &result);
      break;
    case token_kind::pow:
      return integer_power(a, b);
    default:
      if (b == 0)
        throw template_error(kind == token_kind::div ? "division by zero"
                                                     : "integer division or modulo by zero");
      if (kind == token_kind::div) return static_cast<double>(a) / static_cast<double>(b);
      overflow = a == std::numeric_limits<std::int64_t>::min() && b == -1;
      if (overflow) break;
      return kind == token_kind::floordiv ? floor_quotient(a, b) : a - floor_quotient(a, b) * b;
  }
  if (overflow) throw template_error("the result needs more than 64 bits");
  return result;
}

HYPER_INLINE template_value float_binary(token_kind kind, double a, double b) {
  bool const divides =
      kind == token_kind::div || kind == token_kind::floordiv || kind == token_kind::mod;
  if (divides && b == 0)
    throw template_error(kind == token_kind::div   ? "float division by zero"
                         : kind == token_kind::mod ? "float modulo"
                                                   : "float floor division by zero");
  switch (kind) {
    case token_kind::add:
      return a + b;
    case token_kind::sub:
      return a - b;
    case token_kind::mul:
      return a * b;
    case token_kind::div:
      return a / b;
    case token_kind::floordiv:
      return std::floor(a / b);
    case token_kind::pow:
      return std::pow(a, b);
    default: {
      double const rest = std::fmod(a, b);
      return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
    }
  }
}

HYPER_INLINE template_value joined_texts(template_value const& left, template_value const& right) {
  std::string out;
  bool const safe = left.is_safe() || right.is_safe();
  if (safe) {
    append_markup(out, left);
    append_markup(out, right);
    return template_value::safe(std::move(out));
  }
  out.append(left.text()).append(right.text());
  return out;
}

HYPER_INLINE template_value repeated(live_renderer& renderer, template_value const& value,
                                     std::int64_t times) {
  auto const count = static_cast<std::size_t>(std::max<std::int64_t>(times, 0));
  if (value.is(value_kind::string)) {
    std::size_t const size = value.text().size();
    if (size != 0 && count > renderer.options().limits.text / size) renderer.check_size(SIZE_MAX);
    std::string out;
    for (std::size_t i = 0; i < (size == 0 ? 0 : count); ++i) out += value.text();
    return value.is_safe() ? template_value::safe(std::move(out)) : template_value(std::move(out));
  }
  std::size_t const size = value.elements().size();
  if (size != 0 && count > renderer.options().limits.range / size) renderer.check_count(SIZE_MAX);
  template_value::list out;
  for (std::size_t i = 0; i < (size == 0 ? 0 : count); ++i)
    out.insert(out.end(), value.elements().begin(), value.elements().end());
  return {std::move(out), value.form()};
}

HYPER_INLINE template_value joined_lists(live_renderer& renderer, template_value const& left,
                                         template_value const& right) {
  template_value::list all = elements_of(left);
  auto const more = elements_of(right);
  renderer.check_count(all.size() + more.size());
  all.insert(all.end(), more.begin(), more.end());
  return {std::move(all), left.is(value_kind::list) ? left.form() : list_form::list};
}

HYPER_INLINE template_value live_renderer::binary(token_kind kind, template_value const& left,
                                                  template_value const& right) {
  if (left.is_integral() && right.is_integral())
    return integer_binary(kind, left.integer(), right.integer());
  if (left.is_number() && right.is_number())
    return float_binary(kind, left.number(), right.number());
  if (left.is_undefined()) fail(undefined_sentence(left));
  if (kind == token_kind::mod && left.is(value_kind::string)) {
    template_value made = format_percent(left, right);
    check_size(made.text().size());
    return made;
  }
  if (right.is_undefined()) fail(undefined_sentence(right));
  bool const texts = left.is(value_kind::string) && right.is(value_kind::string);
  bool const lists = left.is(value_kind::list) && right.is(value_kind::list);
  if (kind == token_kind::add && texts) {
    check_size(left.text().size() + right.text().size());
    return joined_texts(left, right);
  }
  if (kind == token_kind::add && lists && left.form() == right.form())
    return joined_lists(*this, left, right);
  auto const repeats = [](template_value const& value) {
    return value.is(value_kind::string) || value.is(value_kind::list);
  };
  if (kind == token_kind::mul && repeats(left) && right.is_integral())
    return repeated(*this, left, right.integer());
  if (kind == token_kind::mul && repeats(right) && left.is_integral())
    return repeated(*this, right, left.integer());
  if (kind == token_kind::add && left.is(value_kind::string))
    fail("can only concatenate str (not \"" + std::string(right.type_name()) + "\") to str");
  fail("unsupported operand type(s) for " + std::string(token_words(kind)) + ": '" +
       std::string(left.type_name()) + "' and '" + std::string(right.type_name()) + "'");
}

}  // namespace hyper::detail
