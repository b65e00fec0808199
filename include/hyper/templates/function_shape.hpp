// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private, for both renderers: what can be read off an ordinary function that templates call.

#include <hyper/templates/extension.hpp>
#include <hyper/templates/signature.hpp>

namespace hyper::detail {

/// The parameters of a function, as far as the compiler can list them.
template <class... Parameters>
struct parameter_list {
  static constexpr std::size_t count = sizeof...(Parameters);
};
template <class Result, class... Parameters>
parameter_list<Parameters...> list_parameters(Result (*)(Parameters...));
template <class Result, class Class, class... Parameters>
parameter_list<Parameters...> list_parameters(Result (Class::*)(Parameters...) const);

template <class T>
concept plain_function = requires(T function) { list_parameters(function); };
template <class T>
concept function_class = std::is_class_v<T> && requires { list_parameters(&T::operator()); };
/// A member or global that a template calls as C++ does.
template <class T>
concept typed_callable = plain_function<T> || function_class<T> || checked_template_function<T>;

template <class T>
constexpr auto parameters_of() {
  if constexpr (plain_function<T>)
    return decltype(list_parameters(std::declval<T>())){};
  else
    return decltype(list_parameters(&T::operator())){};
}

template <class T>
inline constexpr bool is_optional_parameter = false;
template <class T>
inline constexpr bool is_optional_parameter<std::optional<T>> = true;

/// A signature for `judge_arguments`: parameters without a name get one that nobody can write.
template <class Extension, std::size_t Inputs, class Parameters>
struct own_signature;
template <class Extension, std::size_t Inputs, class... Parameters>
struct own_signature<Extension, Inputs, parameter_list<Parameters...>> {
  static constexpr std::size_t count = sizeof...(Parameters) - Inputs;
  static constexpr std::size_t longest = 64;
  struct joined {
    char text[(count + 1) * longest]{};
    std::size_t size = 0;
    constexpr void add(std::string_view word) {
      for (char const c : word.substr(0, longest - 1)) text[size++] = c;
    }
  };
  static constexpr joined join() {
    joined made;
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) made.add(" ");
      made.add(i < Extension::parameter_count ? Extension::parameters[i] : "?");
    }
    return made;
  }
  static constexpr std::uint8_t needed() {
    bool const optional[] = {is_optional_parameter<std::remove_cvref_t<Parameters>>..., true};
    std::size_t last = sizeof...(Parameters);
    while (last > Inputs && optional[last - 1]) --last;
    return static_cast<std::uint8_t>(last - Inputs);
  }
  static constexpr joined names = join();
  static constexpr template_signature value = {
      Extension::name, std::string_view(names.text, names.size), needed(), false};
};
/// A function that is a member of a context: nothing is known of its parameters' names.
struct nameless_extension {
  static constexpr std::string_view name = "";
  static constexpr std::size_t parameter_count = 0;
  static constexpr std::string_view parameters[1] = {};
};

}  // namespace hyper::detail
