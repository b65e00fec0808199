// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstddef>
#include <hyper/http/body_stream.hpp>
#include <hyper/routing/created.hpp>
#include <hyper/routing/extract.hpp>
#include <hyper/routing/respond.hpp>
#include <hyper/routing/signature.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

namespace detail {

template <class Option>
concept option_before = requires(exchange& with) {
  { Option::before(with) } -> std::same_as<bool>;
};
template <class Option>
concept option_plan = requires(body_plan& what) { Option::plan(what); };
template <class Option>
concept option_judges_head =
    requires(request const& asked, body_plan& what) { Option::plan(asked, what); };
template <class Option>
concept option_forms = requires(form_limits& limits) { Option::configure(limits); };
template <class Option>
concept option_name = requires {
  { Option::route_name } -> std::convertible_to<std::string_view>;
};

}  // namespace detail

/// What a route may have besides its handler. Something that looks at the request first, and
/// answers it when the handler is not to be called:
///   static bool before(exchange& with);    false: it has answered
/// or something that decides about the body before it is read:
///   static void plan(body_plan& what);                         or
///   static void plan(request const& asked, body_plan& what);
/// or something that sets the limits of its forms:
///   static void configure(form_limits& limits);
/// or a name, by which addresses are made (routing/named.hpp).
/// Options of the first two kinds that the library has: routing/limits.hpp.
template <class Option>
concept route_option = detail::option_before<Option> || detail::option_plan<Option> ||
                       detail::option_judges_head<Option> || detail::option_forms<Option> ||
                       detail::option_name<Option>;

/// The body of a request may have so many bytes on this route, whatever the server's limit is.
template <std::size_t Bytes>
struct max_body {
  static constexpr void plan(body_plan& what) { what.limit = Bytes; }
};

/// A handler that takes a `body_stream` begins when the head has come, and reads the body itself.
template <>
struct extractor_traits<body_stream> {
  static void plan(request const&, body_plan& what) { what.streamed = true; }
  static body_stream take(extraction& from) { return body_stream(from.with); }
};

namespace detail {

template <class Option>
bool ask_before(exchange& with) {
  if constexpr (option_before<Option>)
    return Option::before(with);
  else
    return true;
}
template <class Option>
constexpr std::string_view name_in() {
  if constexpr (option_name<Option>)
    return Option::route_name;
  else
    return {};
}
template <class Option>
void ask_plan([[maybe_unused]] request const& asked, [[maybe_unused]] body_plan& what) {
  if constexpr (option_plan<Option>) Option::plan(what);
  if constexpr (option_judges_head<Option>) Option::plan(asked, what);
}
template <class Option>
void ask_configure([[maybe_unused]] form_limits& limits) {
  if constexpr (option_forms<Option>) Option::configure(limits);
}
/// A parameter of a handler that has a say about the body.
template <class P>
concept plans_itself = option_judges_head<extractor_traits<std::remove_cvref_t<P>>>;
template <class P>
void ask_parameter([[maybe_unused]] request const& asked, [[maybe_unused]] body_plan& what) {
  if constexpr (plans_itself<P>) extractor_traits<std::remove_cvref_t<P>>::plan(asked, what);
}

/// An argument on its way to the handler; one base each, so that braces take them in order.
template <std::size_t Position, class T>
struct route_argument {
  T value;
};
template <class Positions, class... T>
struct route_arguments;
template <std::size_t... I, class... T>
struct route_arguments<std::index_sequence<I...>, T...> : route_argument<I, T>... {};

template <class P>
using argument_type = std::conditional_t<takes_whole_request<P>, P, std::remove_cvref_t<P>>;

template <class P, class Judge>
argument_type<P> take_argument(extraction& from) {
  using found = path_parameter<std::remove_cvref_t<P>>;
  if constexpr (std::same_as<P, exchange&>)
    return from.with;
  else if constexpr (std::same_as<P, request const&>)
    return from.with.asked;
  else if constexpr (found::is)
    return take_path<found::name, typename found::type>(
        from, Judge::parsed.capture_position(found::name));
  else
    return extractor_traits<std::remove_cvref_t<P>>::take(from);
}

template <class T>
task<void> answer_later(exchange& with, task<T> work) {
  if constexpr (std::is_void_v<T>) {
    co_await work;
    if (!with.answered()) with.answer(204, {}, {});
  } else {
    T value = co_await work;
    if constexpr (responds_later<T>) {
      task<void> answering = respond_traits<T>::answer_later(with, std::move(value));
      co_await answering;
    } else {
      respond(with, std::move(value));
    }
  }
}

/// Calls the handler with its parameters; a task is started and answers when it is done.
template <auto Handler, class... T>
void call_handler(exchange& with, T&&... arguments) {
  using result = decltype(Handler(std::forward<T>(arguments)...));
  // A copy: clang 19 names the object of a template parameter alike in every file whose first
  // lambda it is, and such files do not link.
  static constexpr auto call = Handler;
  if constexpr (is_task<result>) {
    with.start(answer_later(with, call(std::forward<T>(arguments)...)));
  } else if constexpr (std::is_void_v<result>) {
    call(std::forward<T>(arguments)...);
    if (!with.answered()) with.answer(204, {}, {});
  } else {
    respond(with, call(std::forward<T>(arguments)...));
  }
}

/// The parameters' types are known here: takes them, then calls.
template <fixed_string Pattern, auto Handler, class Result>
struct route_caller {
  using judge = route_judge<Pattern, Result>;

  template <class... P>
  struct with_parameters {
    using verdict = typename first_sentence<typename judge::template verdict<P...>,
                                            result_verdict<task_result_t<Result>>>::type;
    static constexpr bool plans_body = (false || ... || plans_itself<P>);

    static void plan([[maybe_unused]] request const& asked, [[maybe_unused]] body_plan& what) {
      (ask_parameter<P>(asked, what), ...);
    }
    static void call(exchange& with, route_match const& match) {
      take(with, match, std::make_index_sequence<sizeof...(P)>());
    }

   private:
    template <std::size_t... I>
    static void take(exchange& with, route_match const& match,
                     std::index_sequence<I...> positions) {
      if constexpr (sizeof...(P) == 0) {
        call_handler<Handler>(with);
      } else {
        extraction from{with, match};
        route_arguments<decltype(positions), argument_type<P>...> taken{
            {take_argument<P, judge>(from)}...};
        if (from.failed()) return answer_refusal(from);
        call_handler<Handler>(
            with, std::forward<argument_type<P>>(
                      static_cast<route_argument<I, argument_type<P>>&>(taken).value)...);
      }
    }
  };
};

/// Stands for the caller of what cannot be called.
template <fixed_string Pattern, class Handler>
struct no_caller {
  static constexpr bool plans_body = false;
  static void plan(request const&, body_plan&) {}
  using verdict =
      handler_is_not_a_plain_function<Pattern, Handler, "use a function, or a lambda with",
                                      "neither captures nor auto">;
};

template <fixed_string Pattern, auto Handler>
constexpr auto find_caller() {
  using found = decltype(find_signature<decltype(Handler)>());
  if constexpr (!found::known)
    return no_caller<Pattern, decltype(Handler)>();
  else
    return typename found::template parameters<
        route_caller<Pattern, Handler, typename found::result>::template with_parameters>();
}

}  // namespace detail

/// One route: a pattern such as "GET /posts/{address:slug}" and the function that answers it: a
/// function, a captureless lambda, or an object with a const call operator. Its parameters say what
/// they need (routing/parameter.hpp, `request const&`, `exchange&`), its result how to answer
/// (routing/respond.hpp); a `task<…>` of each may wait. Options come first, in their order.
template <fixed_string Pattern, auto Handler, route_option... Options>
struct route {
  /// Whether anything but the server's settings decides about bodies.
  static constexpr bool plans_body =
      (false || ... || (detail::option_plan<Options> || detail::option_judges_head<Options>)) ||
      decltype(detail::find_caller<Pattern, Handler>())::plans_body;

  static void plan(request const& asked, body_plan& what) {
    decltype(detail::find_caller<Pattern, Handler>())::plan(asked, what);
    (detail::ask_plan<Options>(asked, what), ...);
  }
  static void handle(exchange& with, [[maybe_unused]] route_match const& match) {
    using caller = decltype(detail::find_caller<Pattern, Handler>());
    if constexpr ((false || ... || detail::option_forms<Options>))
      with.limit_forms([](form_limits& limits) { (detail::ask_configure<Options>(limits), ...); });
    if constexpr ((false || ... || detail::option_before<Options>)) {
      bool (*const checks[])(exchange&) = {&detail::ask_before<Options>...};
      for (auto const check : checks)
        if (!check(with)) return;
    }
    if constexpr (detail::is_passed<typename caller::verdict>)
      caller::call(with, match);
    else
      detail::say<typename caller::verdict>();
  }
};

}  // namespace hyper
