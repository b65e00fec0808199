// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for render.hpp: how values whose C++ types are known are shown, tested and compared.
// What a compiled expression yields is a reference to a member, a plain number, a text, or a
// `template_value` where the type is not known before the page is rendered.

#include <hyper/templates/render_state.hpp>
#include <hyper/templates/view.hpp>

namespace hyper::detail {

/// A text that is markup already; it lives elsewhere.
struct safe_view {
  std::string_view text;
};
/// What `loop`, a macro, a module or `caller` is in an expression: it can be called, or asked
/// whether it is there.
struct callable_value {};

template <class T>
concept dynamic_value = std::same_as<T, template_value>;
template <class T>
concept optional_like = requires(T const& value) { value.has_value() ? *value : *value; };

template <class T>
concept static_text =
    viewed_as_text<T> && !std::same_as<T, template_value> && !std::same_as<T, std::nullptr_t>;

/// The value within a checked one.
template <class T>
constexpr auto const& shown_value(T const& value) {
  if constexpr (checked_value<T> && !viewed_as_text<T>)
    return shown_value(value.value());
  else
    return value;
}
template <class T>
using shown_type = std::remove_cvref_t<decltype(shown_value(std::declval<T const&>()))>;

template <class T>
template_value to_dynamic(T const& value) {
  if constexpr (std::same_as<T, safe_view>)
    return template_value::safe(std::string(value.text));
  else if constexpr (std::same_as<T, std::nullptr_t>)
    return nullptr;
  else if constexpr (std::same_as<T, callable_value>)
    return true;
  else
    return to_template_value(value);
}
/// A text that nobody else holds.
inline template_value to_dynamic(std::string&& text) { return template_value(std::move(text)); }

template <class T>
bool static_truth(T const& given) {
  auto const& value = shown_value(given);
  using type = shown_type<T>;
  if constexpr (std::is_arithmetic_v<type>)
    return value != 0;
  else if constexpr (static_text<type>)
    return !std::string_view(value).empty();
  else if constexpr (std::same_as<type, std::nullptr_t>)
    return false;
  else if constexpr (std::same_as<type, callable_value>)
    return true;
  else if constexpr (optional_like<type>)
    return value.has_value() && static_truth(*value);
  else if constexpr (map_like<type> || sequence_like<type>)
    return value.size() != 0;
  else
    return to_dynamic(value).truth();
}

template <class T>
concept static_integer = std::integral<T> && !std::same_as<T, bool> && !std::same_as<T, char>;

inline void write_text(render_state& state, std::string_view text) {
  if (state.autoescape)
    append_escaped(*state.out, text);
  else
    state.out->append(text);
}

/// Appends a value as `{{ value }}` shows it.
template <class T>
void write_value(render_state& state, T const& given) {
  auto const& value = shown_value(given);
  using type = shown_type<T>;
  if constexpr (std::same_as<type, template_value>)
    state.write(value);
  else if constexpr (std::same_as<type, safe_view>)
    state.out->append(value.text);
  else if constexpr (static_text<type>)
    write_text(state, std::string_view(value));
  else if constexpr (static_integer<type> && std::is_signed_v<type>)
    append_number(*state.out, static_cast<std::int64_t>(value));
  else if constexpr (static_integer<type>)
    append_number(*state.out, static_cast<std::uint64_t>(value));
  else if constexpr (std::is_enum_v<type>)
    write_text(state, enum_name(value));
  else if constexpr (optional_like<type>)
    value.has_value() ? write_value(state, *value) : static_cast<void>(state.out->append("None"));
  else
    state.write(to_dynamic(value));
}

/// Python's comparison of two values.
template <class Left, class Right>
bool compare_static(render_state& state, token_kind kind, Left const& left, Right const& right) {
  if constexpr (static_integer<shown_type<Left>> && static_integer<shown_type<Right>>) {
    auto const& a = shown_value(left);
    auto const& b = shown_value(right);
    switch (kind) {
      case token_kind::equal:
        return std::cmp_equal(a, b);
      case token_kind::unequal:
        return std::cmp_not_equal(a, b);
      case token_kind::less:
        return std::cmp_less(a, b);
      case token_kind::less_equal:
        return std::cmp_less_equal(a, b);
      case token_kind::greater:
        return std::cmp_greater(a, b);
      case token_kind::greater_equal:
        return std::cmp_greater_equal(a, b);
      default:
        break;
    }
  } else if constexpr (static_text<shown_type<Left>> && static_text<shown_type<Right>>) {
    if (kind == token_kind::equal || kind == token_kind::unequal) {
      bool const same = std::string_view(shown_value(left)) == std::string_view(shown_value(right));
      return same == (kind == token_kind::equal);
    }
  }
  return state.compare(kind, to_dynamic(left), to_dynamic(right));
}

}  // namespace hyper::detail
