// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Jinja2's tests and global functions, and where the built-in ones are found by name.

#include <hyper/templates/builtin.hpp>
#include <hyper/templates/translations.hpp>

namespace hyper::detail {

// ---- tests ----

HYPER_INLINE template_value test_defined(template_call& call) { return !call.input.is_undefined(); }
HYPER_INLINE template_value test_undefined(template_call& call) {
  return call.input.is_undefined();
}
HYPER_INLINE template_value test_none(template_call& call) {
  return call.input.is(value_kind::none);
}
HYPER_INLINE template_value test_boolean(template_call& call) {
  return call.input.is(value_kind::boolean);
}
HYPER_INLINE template_value test_true(template_call& call) {
  return call.input.is(value_kind::boolean) && call.input.integer() == 1;
}
HYPER_INLINE template_value test_false(template_call& call) {
  return call.input.is(value_kind::boolean) && call.input.integer() == 0;
}
HYPER_INLINE template_value test_integer(template_call& call) {
  return call.input.is(value_kind::integer);
}
HYPER_INLINE template_value test_float(template_call& call) {
  return call.input.is(value_kind::floating);
}
HYPER_INLINE template_value test_number(template_call& call) { return call.input.is_number(); }
HYPER_INLINE template_value test_string(template_call& call) {
  return call.input.is(value_kind::string);
}
HYPER_INLINE template_value test_mapping(template_call& call) {
  return call.input.is(value_kind::dict) ||
         (call.input.is(value_kind::view) && call.input.type().pairs != nullptr);
}
HYPER_INLINE template_value test_sequence(template_call& call) {
  template_value const& value = call.input;
  bool const list = value.is(value_kind::list) && value.form() <= list_form::range &&
                    value.form() != list_form::generator;
  return list || value.is(value_kind::string) || value.is(value_kind::dict) ||
         value.is_undefined() || (value.is(value_kind::view) && value.type().size != nullptr);
}
HYPER_INLINE template_value test_iterable(template_call& call) { return is_iterable(call.input); }
HYPER_INLINE template_value test_callable(template_call& call) {
  if (call.input.is_undefined()) return true;  // as in Jinja2, though the call fails
  return call.input.is(value_kind::object) && call.input.object().callable();
}
HYPER_INLINE template_value test_escaped(template_call& call) { return call.input.is_safe(); }
HYPER_INLINE std::int64_t whole(template_value const& value) {
  if (!value.is_integral())
    throw template_error("the test needs an integer, not '" + std::string(value.type_name()) + "'");
  return value.integer();
}
HYPER_INLINE template_value test_odd(template_call& call) { return whole(call.input) % 2 != 0; }
HYPER_INLINE template_value test_even(template_call& call) { return whole(call.input) % 2 == 0; }
HYPER_INLINE template_value test_divisibleby(template_call& call) {
  auto const [by] = call.take({"num"});
  if (by == nullptr) throw template_error("divisibleby needs a number");
  return call.renderer.binary(token_kind::mod, whole(call.input), whole(*by)).integer() == 0;
}
HYPER_INLINE template_value test_lower(template_call& call) {
  std::string const text = to_text(call.input);
  return text == lower(text) && text != upper(text);
}
HYPER_INLINE template_value test_upper(template_call& call) {
  std::string const text = to_text(call.input);
  return text == upper(text) && text != lower(text);
}
HYPER_INLINE template_value const& other_of(template_call& call) {
  auto const [other] = call.take({"other"});
  if (other == nullptr) throw template_error("the test needs something to compare with");
  return *other;
}
HYPER_INLINE template_value test_sameas(template_call& call) {
  template_value const& other = other_of(call);
  bool const shared = call.input.is(value_kind::list) && other.is(value_kind::list);
  if (shared) return &call.input.elements() == &other.elements();
  return call.input.kind() == other.kind() && equal(call.input, other);
}
HYPER_INLINE template_value test_eq(template_call& call) {
  return equal(call.input, other_of(call));
}
HYPER_INLINE template_value test_ne(template_call& call) {
  return !equal(call.input, other_of(call));
}
HYPER_INLINE template_value test_lt(template_call& call) {
  return compare(call.input, other_of(call)) < 0;
}
HYPER_INLINE template_value test_le(template_call& call) {
  return compare(call.input, other_of(call)) <= 0;
}
HYPER_INLINE template_value test_gt(template_call& call) {
  return compare(call.input, other_of(call)) > 0;
}
HYPER_INLINE template_value test_ge(template_call& call) {
  return compare(call.input, other_of(call)) >= 0;
}
HYPER_INLINE template_value test_in(template_call& call) {
  auto const [container] = call.take({"seq"});
  if (container == nullptr) throw template_error("the test needs a container");
  return contains(*container, call.input);
}
HYPER_INLINE template_value test_filter(template_call& call) {
  return find_builtin_filter(to_text(call.input)) != nullptr;
}
HYPER_INLINE template_value test_test(template_call& call) {
  return find_builtin_test(to_text(call.input)) != nullptr;
}

inline constexpr builtin_entry test_entries[] = {
    {"!=", test_ne},
    {"<", test_lt},
    {"<=", test_le},
    {"==", test_eq},
    {">", test_gt},
    {">=", test_ge},
    {"boolean", test_boolean},
    {"callable", test_callable},
    {"defined", test_defined},
    {"divisibleby", test_divisibleby},
    {"eq", test_eq},
    {"equalto", test_eq},
    {"escaped", test_escaped},
    {"even", test_even},
    {"false", test_false},
    {"filter", test_filter},
    {"float", test_float},
    {"ge", test_ge},
    {"greaterthan", test_gt},
    {"gt", test_gt},
    {"in", test_in},
    {"integer", test_integer},
    {"iterable", test_iterable},
    {"le", test_le},
    {"lessthan", test_lt},
    {"lower", test_lower},
    {"lt", test_lt},
    {"mapping", test_mapping},
    {"ne", test_ne},
    {"none", test_none},
    {"number", test_number},
    {"odd", test_odd},
    {"sameas", test_sameas},
    {"sequence", test_sequence},
    {"string", test_string},
    {"test", test_test},
    {"true", test_true},
    {"undefined", test_undefined},
    {"upper", test_upper},
};

HYPER_INLINE builtin_function find_builtin_test(std::string_view name) {
  return find_entry(test_entries, name);
}

// ---- global functions ----

HYPER_INLINE template_value global_range(template_call& call) {
  auto const [first, second, third] = call.take({"start", "stop", "step"});
  if (first == nullptr) throw template_error("range expected at least 1 argument, got 0");
  std::int64_t const start = second == nullptr ? 0 : integer_or(first, 0);
  std::int64_t const stop = second == nullptr ? integer_or(first, 0) : integer_or(second, 0);
  std::int64_t const step = integer_or(third, 1);
  if (step == 0) throw template_error("range() arg 3 must not be zero");
  template_value::list numbers;
  std::int64_t at = start;
  while (step > 0 ? at < stop : at > stop) {
    numbers.emplace_back(at);
    call.renderer.check_count(numbers.size());
    if (__builtin_add_overflow(at, step, &at)) break;
  }
  return {std::move(numbers), list_form::range};
}

HYPER_INLINE void add_pairs(template_value& made, template_arguments const& arguments) {
  for (auto const& given : arguments.positional) {
    if (given.is(value_kind::dict)) {
      for (auto const& [key, value] : given.entries()) made.set_item(key, value);
      continue;
    }
    for (auto const& each : elements_of(given)) {
      auto const parts = elements_of(each);
      if (parts.size() != 2) throw template_error("dict needs pairs");
      made.set_item(parts[0], parts[1]);
    }
  }
  for (auto const& [name, value] : arguments.named) made.set_item(name, value);
}
HYPER_INLINE template_value global_dict(template_call& call) {
  template_value made = template_value::dict();
  add_pairs(made, call.arguments);
  return made;
}
HYPER_INLINE template_value global_namespace(template_call& call) {
  auto* made = new namespace_object;
  template_value value(made);
  add_pairs(made->attributes, call.arguments);
  return value;
}

/// The result of `cycler(…)`.
class cycler_object final : public template_object {
 public:
  explicit cycler_object(template_value::list items) : items(std::move(items)) {}
  std::string_view type_name() const override { return "Cycler"; }
  bool attribute(std::string_view name, template_value& found) const override {
    if (name == "current") found = items[at];
    if (name == "next" || name == "reset") found = method(name == "next");
    return !found.is_undefined();
  }
  template_value::list items;
  std::size_t at = 0;

 private:
  template_value method(bool next) const;
};
class cycler_method final : public template_object {
 public:
  cycler_method(cycler_object* cycler, bool next)
      : cycler_(shared_handle<cycler_object>::share(cycler)), next_(next) {}
  std::string_view type_name() const override { return "method"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const&) override {
    std::size_t const now = cycler_->at;
    cycler_->at = next_ ? (now + 1) % cycler_->items.size() : 0;
    return next_ ? cycler_->items[now] : template_value(nullptr);
  }

 private:
  shared_handle<cycler_object> cycler_;
  bool next_;
};
HYPER_INLINE template_value cycler_object::method(bool next) const {
  return template_value(new cycler_method(const_cast<cycler_object*>(this), next));
}
HYPER_INLINE template_value global_cycler(template_call& call) {
  if (call.arguments.positional.empty())
    throw template_error("at least one item has to be provided");
  return template_value(
      new cycler_object({call.arguments.positional.begin(), call.arguments.positional.end()}));
}

class joiner_object final : public template_object {
 public:
  explicit joiner_object(template_value between) : between_(std::move(between)) {}
  std::string_view type_name() const override { return "Joiner"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const&) override {
    return std::exchange(used_, true) ? between_ : template_value("");
  }

 private:
  template_value between_;
  bool used_ = false;
};
HYPER_INLINE template_value global_joiner(template_call& call) {
  auto const [between] = call.take({"sep"});
  return template_value(new joiner_object(between == nullptr ? template_value(", ") : *between));
}

HYPER_INLINE std::int64_t plural_number(template_value const* count) {
  if (count == nullptr) return 1;
  if (count->is_integral()) return count->integer();
  return count->is_number() && count->number() == 1 ? 1 : 0;
}

/// A text of the catalogue with the named arguments filled in, markup where texts are escaped.
HYPER_INLINE template_value filled_message(template_call& call, std::string_view translated,
                                           template_value const* count = nullptr) {
  template_value message{std::string(translated)};
  if (call.renderer.autoescape()) message = std::move(message).as_safe();
  if (call.arguments.named.empty() && count == nullptr) return message;
  template_value variables = template_value::dict();
  if (count != nullptr) variables.set_item("num", *count);
  for (auto const& [name, value] : call.arguments.named) variables.set_item(name, value);
  return format_percent(message, variables);
}
HYPER_INLINE std::string message_argument(template_call const& call, std::size_t position) {
  if (position >= call.arguments.positional.size())
    throw template_error("a function of gettext needs more arguments");
  return to_text(call.arguments.positional[position]);
}

HYPER_INLINE template_value global_gettext(template_call& call) {
  return filled_message(call, current_translations().gettext(message_argument(call, 0)));
}
HYPER_INLINE template_value global_pgettext(template_call& call) {
  std::string const text = message_argument(call, 1);
  return filled_message(call, current_translations().pgettext(message_argument(call, 0), text));
}
/// `first` is where the singular stands: behind the context, if there is one.
HYPER_INLINE template_value plural_message(template_call& call, std::size_t first) {
  std::string const context = first == 0 ? std::string() : message_argument(call, 0);
  std::string const singular = message_argument(call, first);
  std::string const plural = message_argument(call, first + 1);
  message_argument(call, first + 2);
  template_value const& count = call.arguments.positional[first + 2];
  return filled_message(
      call,
      current_translations().npgettext(first == 0 ? std::string_view() : std::string_view(context),
                                       singular, plural, plural_number(&count)),
      &count);
}
HYPER_INLINE template_value global_ngettext(template_call& call) { return plural_message(call, 0); }
HYPER_INLINE template_value global_npgettext(template_call& call) {
  return plural_message(call, 1);
}

HYPER_INLINE builtin_function find_builtin_global(std::string_view name) {
  static constexpr builtin_entry entries[] = {
      {"_", global_gettext},         {"cycler", global_cycler},
      {"dict", global_dict},         {"gettext", global_gettext},
      {"joiner", global_joiner},     {"namespace", global_namespace},
      {"ngettext", global_ngettext}, {"npgettext", global_npgettext},
      {"pgettext", global_pgettext}, {"range", global_range},
  };
  return find_entry(entries, name);
}

HYPER_INLINE builtin_function find_builtin_filter(std::string_view name) {
  for (auto const entries : {html_filters(), text_filters(), list_filters(), django_filters()})
    if (builtin_function const found = find_entry(entries, name)) return found;
  return nullptr;
}

}  // namespace hyper::detail
