// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Structs, sequences and maps of C++ as values of templates, looked at where they lie: one table of
// functions for each type, and nothing copied.

#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/templates/value.hpp>
#include <optional>

namespace hyper {

/// Said by the compiler when a type cannot be shown by a template.
template <class Type, fixed_string... Advice>
struct type_has_no_template_form;

namespace detail {

template <class T>
concept viewed_as_text = std::convertible_to<T const&, std::string_view>;
template <class T>
concept map_like = requires(T const& map) {
  typename T::mapped_type;
  { map.find(typename T::key_type{}) == map.end() } -> std::convertible_to<bool>;
};
template <class T>
concept sequence_like = !viewed_as_text<T> && requires(T const& all) {
  { all[0] };
  { all.size() } -> std::convertible_to<std::size_t>;
};

template <class T>
template_value to_template_value(T const& value);

template <class T>
struct view_functions {
  static T const& get(void const* data) { return *static_cast<T const*>(data); }

  static bool member_of(void const* data, std::string_view name, template_value& found) {
    std::size_t const at = member_index<T>(name);
    if (at == no_member) return false;
    found = read_member(get(data), at, std::make_index_sequence<member_count<T>>{});
    return true;
  }
  template <std::size_t... I>
  static template_value read_member(T const& object, std::size_t at, std::index_sequence<I...>) {
    using reader = template_value (*)(T const&);
    static constexpr reader readers[] = {
        [](T const& from) { return to_template_value(member<I>(from)); }...};
    return readers[at](object);
  }

  static bool entry_of(void const* data, std::string_view name, template_value& found) {
    auto const at = get(data).find(typename T::key_type(name));
    if (at == get(data).end()) return false;
    found = to_template_value(at->second);
    return true;
  }
  static void pairs_of(void const* data, template_value::list& keys, template_value::list& values) {
    for (auto const& [key, value] : get(data)) {
      keys.push_back(to_template_value(key));
      values.push_back(to_template_value(value));
    }
  }
  static std::size_t size_of(void const* data) { return get(data).size(); }
  static template_value element_of(void const* data, std::size_t position) {
    return to_template_value(get(data)[position]);
  }

  static constexpr view_type make() {
    view_type type;
    type.name = type_name<T>();
    if constexpr (map_like<T>) {
      type.size = size_of;
      type.pairs = pairs_of;
      if constexpr (std::constructible_from<typename T::key_type, std::string_view>)
        type.attribute = entry_of;
    } else if constexpr (sequence_like<T>) {
      type.size = size_of;
      type.element = element_of;
    } else {
      type.attribute = member_of;
    }
    return type;
  }
};
template <class T>
inline constexpr view_type view_of = view_functions<T>::make();

template <class T>
template_value text_form(T const& value) {
  std::string text;
  value.append_text(text);
  return template_value(std::move(text));
}

template <class T>
template_value to_template_value(T const& value) {
  if constexpr (std::same_as<T, template_value>) {
    return value;
  } else if constexpr (std::is_arithmetic_v<T>) {
    return template_value(value);
  } else if constexpr (viewed_as_text<T>) {
    return template_value::borrowed(std::string_view(value));
  } else if constexpr (std::is_enum_v<T>) {
    return template_value::borrowed(enum_name(value));
  } else if constexpr (requires { value.has_value() ? *value : *value; }) {
    return value.has_value() ? to_template_value(*value) : template_value(nullptr);
  } else if constexpr (checked_value<T>) {
    return to_template_value(value.value());
  } else if constexpr (text_value<T>) {
    return text_form(value);
  } else if constexpr (map_like<T> || sequence_like<T> || reflectable<T>) {
    return template_value::view(&value, view_of<T>);
  } else {
    compile_error<type_has_no_template_form<T, "make it an aggregate struct, a",
                                            "text_value or a container">>();
    return {};
  }
}

}  // namespace detail

/// The object as a value for the live renderer. It must live as long as the value does.
template <class T>
template_value template_view(T const& object) {
  return detail::to_template_value(object);
}
/// A temporary would be gone before it is shown.
template <class T>
template_value template_view(T const&&) = delete;

}  // namespace hyper
