// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to routing/route.hpp: what a handler takes and gives, and what is wrong with that.

#include <concepts>
#include <cstddef>
#include <hyper/http/exchange.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/routing/extraction.hpp>
#include <hyper/routing/parameter.hpp>
#include <hyper/routing/pattern.hpp>
#include <hyper/runtime/task.hpp>
#include <type_traits>

namespace hyper {

// Said by the compiler about a route; the first argument is its pattern.

template <fixed_string Pattern, std::size_t Understood, fixed_string... Reason>
struct route_pattern_is_malformed;
template <fixed_string Pattern, class Handler, fixed_string... Advice>
struct handler_is_not_a_plain_function;
template <fixed_string Pattern, class Parameter, fixed_string... Advice>
struct handler_parameter_has_no_extractor;
template <fixed_string Pattern, class Parameter, fixed_string... Advice>
struct handler_parameter_must_be_a_value;
template <fixed_string Pattern, fixed_string Parameter, fixed_string... Advice>
struct handler_parameter_not_in_path;
template <fixed_string Pattern, fixed_string Parameter, fixed_string... Advice>
struct path_parameter_not_taken;
template <fixed_string Pattern, fixed_string Parameter, class Type, fixed_string... Advice>
struct path_parameter_has_other_type;
template <fixed_string Pattern, class Body, fixed_string... Advice>
struct method_has_no_body;

namespace detail {

template <class R, class... P>
struct signature {
  static constexpr bool known = true;
  using result = R;
  template <template <class...> class List>
  using parameters = List<P...>;
};

template <class T>
struct signature_of {
  static constexpr bool known = false;
};
template <class R, class... P>
struct signature_of<R (*)(P...)> : signature<R, P...> {};
template <class R, class... P>
struct signature_of<R (*)(P...) noexcept> : signature<R, P...> {};
template <class R, class F, class... P>
struct signature_of<R (F::*)(P...) const> : signature<R, P...> {};
template <class R, class F, class... P>
struct signature_of<R (F::*)(P...) const noexcept> : signature<R, P...> {};

template <class F>
consteval auto find_signature() {
  if constexpr (requires { &F::operator(); })
    return signature_of<decltype(&F::operator())>{};
  else
    return signature_of<F>{};
}

/// The request itself, or the exchange, for what no extractor can do.
template <class P>
inline constexpr bool takes_whole_request =
    std::same_as<P, request const&> || std::same_as<P, exchange&>;

template <class P>
concept extractable = requires(extraction& from) { extractor_traits<P>::take(from); };

template <class P>
struct path_parameter {
  static constexpr bool is = false;
};
template <fixed_string Name, class T>
struct path_parameter<path<Name, T>> {
  static constexpr bool is = true;
  static constexpr auto name = Name;
  using type = T;
};
template <class P>
inline constexpr bool is_body = false;
template <class T>
inline constexpr bool is_body<body<T>> = true;

/// Whether a parameter of this kind may be read as this type: digits are no uuid, words no number.
template <class T>
consteval bool fits_kind(segment_kind kind) {
  constexpr bool whole = std::is_integral_v<T> && !std::same_as<T, bool>;
  constexpr bool word = std::is_enum_v<T> || text_value<T> || std::is_arithmetic_v<T>;
  if (kind == segment_kind::integer) return whole || !word;
  if (kind == segment_kind::text) return true;
  return !std::is_arithmetic_v<T>;
}

/// What may be wrong with one parameter of a handler.
enum class parameter_flaw { none, no_extractor, borrowed, not_in_path, other_type, no_body };

/// Judges a handler's parameters against its pattern. Judging and explaining are two things: g++
/// reports a second error for what is explained in a constant expression.
template <fixed_string Pattern, class Result>
struct route_judge {
  static constexpr route_pattern parsed = parse_pattern(Pattern);
  static constexpr bool bodiless = parsed.method == "GET" || parsed.method == "HEAD";

  template <class P>
  static constexpr parameter_flaw find_flaw() {
    using plain = std::remove_cvref_t<P>;
    using found = path_parameter<plain>;
    constexpr bool borrowed = std::is_lvalue_reference_v<P> &&
                              (is_task<Result> || !std::is_const_v<std::remove_reference_t<P>>);
    if constexpr (takes_whole_request<P>) {
      return parameter_flaw::none;
    } else if constexpr (borrowed) {
      return parameter_flaw::borrowed;
    } else if constexpr (found::is) {
      if (parsed.capture_position(found::name) == route_pattern::most_captures)
        return parameter_flaw::not_in_path;
      return fits_kind<typename found::type>(parsed.capture_kind(found::name))
                 ? parameter_flaw::none
                 : parameter_flaw::other_type;
    } else if constexpr (!extractable<plain>) {
      return parameter_flaw::no_extractor;
    } else {
      return is_body<plain> && bodiless ? parameter_flaw::no_body : parameter_flaw::none;
    }
  }

  template <class P>
  static void explain_parameter() {
    using plain = std::remove_cvref_t<P>;
    using found = path_parameter<plain>;
    constexpr parameter_flaw flaw = find_flaw<P>();
    if constexpr (flaw == parameter_flaw::no_extractor)
      compile_error<handler_parameter_has_no_extractor<
          Pattern, plain, "wrap it: path<>, query<>, body<>,", "or specialise extractor_traits">>();
    else if constexpr (flaw == parameter_flaw::borrowed)
      compile_error<handler_parameter_must_be_a_value<Pattern, P, "a reference would dangle:",
                                                      "take it by value">>();
    else if constexpr (flaw == parameter_flaw::not_in_path)
      compile_error<handler_parameter_not_in_path<
          Pattern, found::name, "write {name} in the pattern,", "or drop the parameter">>();
    else if constexpr (flaw == parameter_flaw::other_type)
      compile_error<path_parameter_has_other_type<Pattern, found::name, typename found::type,
                                                  "the pattern's type says otherwise">>();
    else if constexpr (flaw == parameter_flaw::no_body)
      compile_error<method_has_no_body<Pattern, plain, "use POST, PUT or PATCH">>();
  }

  template <class P>
  static constexpr bool takes_name([[maybe_unused]] std::string_view name) {
    using found = path_parameter<std::remove_cvref_t<P>>;
    if constexpr (found::is)
      return found::name.view() == name;
    else
      return takes_whole_request<P>;
  }

  /// The first segment whose capture no parameter takes, or the number of segments.
  template <class... P>
  static constexpr std::size_t find_untaken() {
    for (std::size_t i = 0; i < parsed.segment_count; ++i) {
      if (parsed.segments[i].kind == segment_kind::literal) continue;
      bool taken = false;
      for (bool const each : {false, takes_name<P>(parsed.segments[i].text)...})
        taken = taken || each;
      if (!taken) return i;
    }
    return parsed.segment_count;
  }

  template <class... P>
  static constexpr bool is_good() {
    if (!parsed.valid()) return false;
    for (parameter_flaw const each : {parameter_flaw::none, find_flaw<P>()...})
      if (each != parameter_flaw::none) return false;
    return find_untaken<P...>() == parsed.segment_count;
  }

  /// Says what is wrong: with the pattern, else with parameters, else with what is not taken.
  template <class... P>
  static void explain() {
    constexpr std::size_t untaken = find_untaken<P...>();
    if constexpr (!parsed.valid())
      compile_error<
          route_pattern_is_malformed<Pattern, parsed.mistake_at, clipped<parsed.mistake>>>();
    else if constexpr (((find_flaw<P>() == parameter_flaw::none) && ...))
      compile_error<
          path_parameter_not_taken<Pattern, clipped<parsed.segments[untaken].text>,
                                   "take it as path<name, type>,", "or take request const&">>();
    else
      (explain_parameter<P>(), ...);
  }
};

}  // namespace detail
}  // namespace hyper
