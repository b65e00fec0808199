// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace hyper {
namespace detail {

template <class T>
consteval std::string_view type_signature() {
  return __PRETTY_FUNCTION__;
}

/// Where the type's name begins and how much follows it: read off a type whose name is known.
struct signature_frame {
  std::size_t before;
  std::size_t after;
};

consteval signature_frame measure_signature() {
  constexpr std::string_view known = type_signature<double>();
  constexpr std::size_t at = known.rfind("double");
  return {at, known.size() - at - 6};
}

}  // namespace detail

/// The type's name with its namespaces and template arguments, as the compiler spells it.
template <class T>
consteval std::string_view qualified_type_name() {
  constexpr auto frame = detail::measure_signature();
  std::string_view name = detail::type_signature<T>();
  // g++ adds "; std::string_view = …" after the argument; both frames are cut by their lengths.
  return name.substr(frame.before, name.size() - frame.before - frame.after);
}

/// The type's name without namespaces: `post` for `blog::post`, `text<1, 80>` for `hyper::text<…>`.
template <class T>
consteval std::string_view type_name() {
  std::string_view name = qualified_type_name<T>();
  std::size_t const arguments = name.find('<');
  std::size_t const scope = name.substr(0, arguments).rfind("::");
  return scope == std::string_view::npos ? name : name.substr(scope + 2);
}

}  // namespace hyper
