// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A folder of compiled templates for the live renderer, with its own filters, tests, globals and
// tags: both renderers then know the same words.

#include <hyper/templates/embedded.hpp>
#include <hyper/templates/environment.hpp>
#include <hyper/templates/function_shape.hpp>

namespace hyper {

/// Said by the compiler of a function that only compiled templates can call.
template <fixed_string Function, fixed_string... Advice>
struct template_function_is_not_live;

namespace detail {

/// Finds the parameter of each argument, the first of which are `inputs` values before the bar, as
/// the compiler does for compiled templates; throws a `template_error` where that is a mistake.
void bind_arguments(template_signature const& of, std::size_t inputs,
                    template_arguments const& given, std::span<template_value const*> bound);
/// Throws what the `check` of a function says of a call.
void check_live_call(std::string_view name,
                     template_complaint (*check)(std::span<template_argument const>),
                     template_arguments const& given);
[[noreturn]] void throw_wrong_type(std::string_view wanted, template_value const& given);

/// The templates of a folder as they were embedded.
std::shared_ptr<template_loader> load_embedded(std::span<embedded_template const> all);

/// How a value enters a parameter; the types that a live value remembers are those it is a view of.
template <class Parameter>
decltype(auto) read_parameter(template_value const* given) {
  using wanted = std::remove_cvref_t<Parameter>;
  if constexpr (is_optional_parameter<wanted>) {
    return given == nullptr ? wanted() : wanted(argument_reader<wanted>::read(*given));
  } else if constexpr (requires { argument_reader<wanted>::read(*given); }) {
    return argument_reader<wanted>::read(*given);
  } else if constexpr (std::is_enum_v<wanted>) {
    auto const found = given->is(value_kind::string) ? enum_from_name<wanted>(given->text())
                                                     : std::optional<wanted>();
    if (!found) throw_wrong_type(type_name<wanted>(), *given);
    return wanted(*found);
  } else {
    if (!given->is(value_kind::view) || &given->type() != &view_of<wanted>)
      throw_wrong_type(type_name<wanted>(), *given);
    return *static_cast<wanted const*>(given->data());
  }
}

/// What a function returns. A text is copied: it may be a part of an argument.
template <class Result>
template_value live_result(Result&& result) {
  using type = std::remove_cvref_t<Result>;
  if constexpr (std::same_as<type, template_value>)
    return std::forward<Result>(result);
  else if constexpr (viewed_as_text<type>)
    return std::string(std::string_view(result));
  else if constexpr (requires { result.has_value() ? *result : *result; })
    return result.has_value() ? live_result(*std::forward<Result>(result)) : nullptr;
  else if constexpr (std::is_lvalue_reference_v<Result> || std::is_arithmetic_v<type> ||
                     std::is_enum_v<type> || std::same_as<type, std::nullptr_t>)
    return to_template_value(result);
  else
    compile_error<
        type_has_no_template_form<type, "a function for templates returns",
                                  "a text, number, optional,", "template_value or reference">>();
}

/// A function of a folder as a value that live templates can call.
template <class Extension, std::size_t Inputs, class Parameters>
class listed_function;
template <class Extension, std::size_t Inputs, class... Parameters>
class listed_function<Extension, Inputs, parameter_list<Parameters...>> final
    : public template_object {
 public:
  std::string_view type_name() const override { return "function"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& given) override {
    using signature = own_signature<Extension, Inputs, parameter_list<Parameters...>>;
    std::array<template_value const*, sizeof...(Parameters)> bound{};
    bind_arguments(signature::value, Inputs, given, bound);
    return invoke(bound, std::index_sequence_for<Parameters...>{});
  }

 private:
  template <std::size_t... I>
  static template_value invoke(
      [[maybe_unused]] std::array<template_value const*, sizeof...(Parameters)> const& bound,
      std::index_sequence<I...>) {
    return live_result(Extension::value(read_parameter<Parameters>(bound[I])...));
  }
};

/// The same for a function that judges its calls; it has a second `call_live`.
template <class Extension>
class checked_function final : public template_object {
 public:
  std::string_view type_name() const override { return "function"; }
  bool callable() const override { return true; }
  template_value call(template_arguments const& given) override {
    using function = std::remove_cvref_t<decltype(Extension::value)>;
    if constexpr (requires { Extension::value.call_live(given); }) {
      check_live_call(Extension::name, function::check, given);
      return live_result(Extension::value.call_live(given));
    } else {
      compile_error<template_function_is_not_live<
          to_fixed_string<(Extension::name.size() < 32 ? Extension::name.size() : 32)>(
              Extension::name),
          "give it a member call_live,", "see docs/compile_errors.md">>();
    }
  }
};

template <class Extension, std::size_t Inputs>
template_value make_live() {
  using type = std::remove_cvref_t<decltype(Extension::value)>;
  if constexpr (checked_template_function<type>)
    return template_value(new checked_function<Extension>);
  else if constexpr (typed_callable<type>)
    return template_value(new listed_function<Extension, Inputs, decltype(parameters_of<type>())>);
  else if constexpr (std::is_pointer_v<type>)
    return to_template_value(*Extension::value);
  else
    return to_template_value(Extension::value);
}
template <class Extension>
void add_extension(template_environment& to) {
  std::string name(Extension::name);
  if constexpr (Extension::kind == extension_kind::filter)
    to.add_filter(std::move(name), make_live<Extension, 1>());
  else if constexpr (Extension::kind == extension_kind::test)
    to.add_test(std::move(name), make_live<Extension, 1>());
  else
    to.add_global(std::move(name), make_live<Extension, 0>());
}
template <class... Extensions>
void add_extensions([[maybe_unused]] template_environment& to, template_extensions<Extensions...>) {
  (add_extension<extension_traits<Extensions>>(to), ...);
}

/// The options with what the folder itself says of its templates.
template <class Folder>
template_options options_of(template_options given) {
  given.syntax = syntax_of<Folder>();
  if constexpr (requires { Folder::autoescape; }) given.autoescape = Folder::autoescape;
  return given;
}

}  // namespace detail

/// An environment in which the templates of a folder mean what they mean compiled: with its
/// `extensions`, its `syntax` and its `autoescape`. Without a loader it renders the texts that are
/// embedded; a `folder_loader` reads the files instead, as they are now.
///
///   live_folder<shop_pages> templates({.reload = true}, loader);
///   templates.render("shelf.html", template_view(shown));
///
/// A function with a `check` needs a member `template_value call_live(template_arguments const&)
/// const` for this; `check` has then said that nothing is wrong, and each text is a literal to it.
template <class Folder>
class live_folder : public template_environment {
 public:
  explicit live_folder(template_options options = {},
                       std::shared_ptr<template_loader> loader = nullptr)
      : template_environment(detail::options_of<Folder>(std::move(options)),
                             loader ? std::move(loader) : detail::load_embedded(Folder::all)) {
    detail::add_extensions(*this, detail::extensions_of<Folder>());
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/templates/live_folder.ipp>
#endif
