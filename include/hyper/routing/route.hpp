// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/reflect/compile_error.hpp>
#include <hyper/routing/extract.hpp>
#include <hyper/routing/respond.hpp>
#include <hyper/runtime/task.hpp>
#include <tuple>

namespace hyper {

// Compile errors of a route. The first argument is the pattern.
template <fixed_string Pattern, fixed_string... Reason>
struct route_pattern_is_malformed;
template <fixed_string Pattern, fixed_string Parameter, fixed_string... Advice>
struct handler_parameter_not_in_path;
template <fixed_string Pattern, fixed_string Parameter, fixed_string... Advice>
struct path_parameter_not_taken_by_handler;
template <fixed_string Pattern, fixed_string Parameter, class Type, fixed_string... Advice>
struct path_parameter_has_other_type;
template <fixed_string Pattern, class Parameter, fixed_string... Advice>
struct handler_parameter_has_no_extractor;
template <fixed_string Pattern, class Handler, fixed_string... Advice>
struct handler_is_not_a_plain_function;

namespace detail {

template <class T>
struct function_signature {
  static constexpr bool known = false;
};
template <class R, class... P>
struct function_signature<R (*)(P...)> {
  static constexpr bool known = true;
  using result = R;
  template <template <class...> class List>
  using parameters = List<P...>;
};
template <class R, class... P>
struct function_signature<R (*)(P...) noexcept> : function_signature<R (*)(P...)> {};
template <class R, class F, class... P>
struct function_signature<R (F::*)(P...) const> : function_signature<R (*)(P...)> {};
template <class R, class F, class... P>
struct function_signature<R (F::*)(P...) const noexcept> : function_signature<R (*)(P...)> {};

template <class F>
constexpr auto signature_of() {
  if constexpr (requires { &F::operator(); })
    return function_signature<decltype(&F::operator())>{};
  else
    return function_signature<F>{};
}

template <class P>
inline constexpr bool takes_request = std::is_same_v<std::remove_cvref_t<P>, request>;

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

/// Whether a parameter of the path may be read as this type: digits are no uuid.
template <class T>
constexpr bool fits_kind(segment_kind kind) {
  if (kind == segment_kind::integer) return std::is_integral_v<T> && !std::is_same_v<T, bool>;
  if (std::is_arithmetic_v<T>) return kind == segment_kind::text;
  return true;
}

/// An argument on its way to the handler: a reference for `request const&`, a value for all else.
template <class P>
decltype(auto) take_argument(extraction& from) {
  if constexpr (takes_request<P>)
    return static_cast<request const&>(from.with.asked);
  else
    return extractor_traits<std::remove_cvref_t<P>>::take(from);
}

void answer_refusal(extraction& from);

template <class T>
task<void> answer_later(exchange& with, task<T> work) {
  if constexpr (std::is_void_v<T>) {
    co_await work;
    with.answer(204, {}, {});
  } else {
    T const value = co_await work;
    respond(with, value);
  }
}

}  // namespace detail

/// One route: a pattern such as "GET /posts/{address:slug}" and the function that answers it: a
/// function, a captureless lambda, or an object with a const call operator. Its parameters say what
/// they need (routing/extract.hpp), its result how to answer (routing/respond.hpp); a `task<…>` of
/// each may wait.
template <fixed_string Pattern, auto Handler>
struct route {
  static constexpr std::string_view text = Pattern.view();
  static constexpr auto fixed_text = Pattern;

  /// Takes the parameters, calls the function, answers.
  static void handle(exchange& with, route_pattern const& pattern, route_match const& match) {
    constexpr auto signature = detail::signature_of<decltype(Handler)>();
    if constexpr (!signature.known) {
      compile_error<
          handler_is_not_a_plain_function<Pattern, decltype(Handler), "use a function or a lambda",
                                          "without captures and templates">>();
    } else {
      using caller = typename decltype(signature)::template parameters<call>;
      if constexpr (caller::judge()) caller::with(with, pattern, match);
    }
  }

 private:
  template <class... P>
  struct call {
    static constexpr route_pattern parsed = parse_pattern(Pattern);

    static void with(exchange& with, route_pattern const& pattern, route_match const& match) {
      extraction from{with, pattern, match, {}};
      // Braces, so that the problems stand in the order of the parameters.
      std::tuple<decltype(detail::take_argument<P>(from))...> arguments{
          detail::take_argument<P>(from)...};
      if (from.refused != 0 || !from.problems.empty()) return detail::answer_refusal(from);
      std::apply(
          [&](auto&&... argument) {
            using result = decltype(Handler(std::forward<decltype(argument)>(argument)...));
            if constexpr (is_task<result>) {
              with.start(detail::answer_later(
                  with, Handler(std::forward<decltype(argument)>(argument)...)));
            } else if constexpr (std::is_void_v<result>) {
              Handler(std::forward<decltype(argument)>(argument)...);
              with.answer(204, {}, {});
            } else {
              respond(with, Handler(std::forward<decltype(argument)>(argument)...));
            }
          },
          std::move(arguments));
    }

    /// Says what is wrong with the declaration; true when nothing is. One error at a time.
    static constexpr bool judge() {
      if constexpr (!parsed.valid()) {
        compile_error<route_pattern_is_malformed<Pattern, clipped<parsed.mistake>>>();
        return false;
      } else if constexpr (!(judge_parameter<P>() && ...)) {
        return false;
      } else {
        return judge_captures();
      }
    }

    template <class Parameter>
    static constexpr bool judge_parameter() {
      using plain = std::remove_cvref_t<Parameter>;
      using in_path = detail::path_parameter<plain>;
      if constexpr (detail::takes_request<Parameter>) {
        return true;
      } else if constexpr (!detail::extractable<plain>) {
        compile_error<
            handler_parameter_has_no_extractor<Pattern, plain, "wrap it: path<>, query<>, body<>",
                                               "or specialise extractor_traits">>();
        return false;
      } else if constexpr (in_path::is) {
        if constexpr (parsed.capture_position(in_path::name) == route_pattern::most_captures) {
          compile_error<handler_parameter_not_in_path<
              Pattern, in_path::name, "write {name} in the pattern,", "or drop the parameter">>();
          return false;
        } else if constexpr (!detail::fits_kind<typename in_path::type>(
                                 parsed.capture_kind(in_path::name))) {
          compile_error<
              path_parameter_has_other_type<Pattern, in_path::name, typename in_path::type,
                                            "the pattern's type says otherwise">>();
          return false;
        } else {
          return true;
        }
      } else {
        return true;
      }
    }

    static constexpr bool takes([[maybe_unused]] std::string_view name) {
      return (... || [&] {
        using in_path = detail::path_parameter<std::remove_cvref_t<P>>;
        if constexpr (in_path::is)
          return std::string_view(in_path::name) == name;
        else
          return detail::takes_request<P>;
      }());
    }
    static constexpr std::size_t untaken() {
      for (std::size_t i = 0; i < parsed.segment_count; ++i)
        if (parsed.segments[i].kind != segment_kind::literal && !takes(parsed.segments[i].text))
          return i;
      return parsed.segment_count;
    }
    static constexpr bool judge_captures() {
      if constexpr (untaken() != parsed.segment_count) {
        compile_error<path_parameter_not_taken_by_handler<
            Pattern, clipped<parsed.segments[untaken()].text>, "take it as path<name, type>,",
            "or take request const&">>();
        return false;
      } else {
        return true;
      }
    }
  };
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/route.ipp>
#endif
