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
#include <hyper/routing/verdict.hpp>
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
template <class T>
inline constexpr bool is_body<form<T>> = true;

/// Whether a parameter of this kind may be read as this type: digits are no uuid, words no number.
template <class T>
consteval bool fits_kind(segment_kind kind) {
  constexpr bool whole = std::is_integral_v<T> && !std::same_as<T, bool>;
  constexpr bool word = std::is_enum_v<T> || text_value<T> || std::is_arithmetic_v<T>;
  if (kind == segment_kind::integer) return whole || !word;
  if (kind == segment_kind::text) return true;
  return !std::is_arithmetic_v<T>;
}

/// Whether a handler's parameters are still used when its call has returned.
template <class Result>
inline constexpr bool outlives_call = is_task<Result>;

/// What may be wrong with one parameter of a handler.
enum class parameter_flaw { none, no_extractor, borrowed, not_in_path, other_type, no_body };

/// Judges a handler's parameters against its pattern.
template <fixed_string Pattern, class Result>
struct route_judge {
  static constexpr route_pattern parsed = parse_pattern(Pattern);
  static constexpr bool bodiless = parsed.method == "GET" || parsed.method == "HEAD";

  template <class P>
  static constexpr parameter_flaw find_flaw() {
    using plain = std::remove_cvref_t<P>;
    using found = path_parameter<plain>;
    constexpr bool borrowed =
        std::is_lvalue_reference_v<P> &&
        (outlives_call<Result> || !std::is_const_v<std::remove_reference_t<P>>);
    if constexpr (takes_whole_request<P> || !parsed.valid()) {
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
  static constexpr auto judge_parameter() {
    using plain = std::remove_cvref_t<P>;
    using found = path_parameter<plain>;
    constexpr parameter_flaw flaw = find_flaw<P>();
    if constexpr (flaw == parameter_flaw::no_extractor && is_body<plain>)
      return std::type_identity<handler_parameter_has_no_extractor<
          Pattern, plain, "#include <hyper/routing/body.hpp> or", "<hyper/routing/form.hpp>">>();
    else if constexpr (flaw == parameter_flaw::no_extractor)
      return std::type_identity<handler_parameter_has_no_extractor<
          Pattern, plain, "wrap it: path<>, query<>, body<>,", "or specialise extractor_traits">>();
    else if constexpr (flaw == parameter_flaw::borrowed)
      return std::type_identity<handler_parameter_must_be_a_value<
          Pattern, P, "a reference would dangle:", "take it by value">>();
    else if constexpr (flaw == parameter_flaw::not_in_path)
      return std::type_identity<handler_parameter_not_in_path<
          Pattern, found::name, "write {name} in the pattern,", "or drop the parameter">>();
    else if constexpr (flaw == parameter_flaw::other_type)
      return std::type_identity<path_parameter_has_other_type<
          Pattern, found::name, typename found::type, "the pattern's type says otherwise">>();
    else if constexpr (flaw == parameter_flaw::no_body)
      return std::type_identity<method_has_no_body<Pattern, plain, "use POST, PUT or PATCH">>();
    else if constexpr (requires { typename extractor_traits<plain>::verdict; })
      return std::type_identity<typename extractor_traits<plain>::verdict>();
    else
      return std::type_identity<passed>();
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

  /// Judges what concerns no single parameter.
  template <class... P>
  static constexpr auto judge_captures() {
    constexpr std::size_t untaken = find_untaken<P...>();
    if constexpr (untaken != parsed.segment_count)
      return std::type_identity<
          path_parameter_not_taken<Pattern, clipped<parsed.segments[untaken].text>,
                                   "take it as path<name, type>,", "or take request const&">>();
    else
      return std::type_identity<passed>();
  }
  static constexpr auto judge_pattern() {
    if constexpr (!parsed.valid())
      return std::type_identity<
          route_pattern_is_malformed<Pattern, parsed.mistake_at, clipped<parsed.mistake>>>();
    else
      return std::type_identity<passed>();
  }

  template <class... P>
  using verdict = typename first_sentence<typename decltype(judge_pattern())::type,
                                          typename decltype(judge_parameter<P>())::type...,
                                          typename decltype(judge_captures<P...>())::type>::type;
};

}  // namespace detail
}  // namespace hyper
