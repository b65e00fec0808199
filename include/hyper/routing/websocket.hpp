// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/http/websocket_upgrade.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/routing/group.hpp>
#include <hyper/routing/route.hpp>
#include <hyper/routing/signature.hpp>
#include <hyper/routing/verdict.hpp>
#include <hyper/runtime/task.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace hyper {

/// In a list of routes: a path at which clients open WebSockets, and the task that talks to one.
///
///   task<void> chat(websocket_session& with, path<"room"> room);
///   using site = routes<websocket<"/rooms/{room}", chat, websocket_message_limit<65536>>>;
///
/// Parameters behind the session are those of any handler, and are taken before the connection is
/// accepted; what does not fit is refused as elsewhere. Options are those of a route (`before`,
/// which may answer 401 or 403) and whatever has `static void configure(websocket_settings&)`.
template <fixed_string Path, auto Handler, class... Options>
struct websocket;

/// Something that changes the settings of a route's WebSockets.
template <class Option>
concept websocket_option = requires(websocket_settings& settings) { Option::configure(settings); };

/// Messages of at most so many bytes.
template <std::size_t Bytes>
struct websocket_message_limit {
  static void configure(websocket_settings& settings) { settings.limits.message = Bytes; }
};
/// The subprotocols that the handler speaks, the best first.
template <fixed_string... Names>
struct websocket_protocols {
  static constexpr std::array<std::string_view, sizeof...(Names)> list{Names.view()...};
  static void configure(websocket_settings& settings) { settings.protocols = list; }
};
/// Pages of these origins may connect besides those of the same host: "https://example.org".
template <fixed_string... Origins>
struct websocket_origins {
  static constexpr std::array<std::string_view, sizeof...(Origins)> list{Origins.view()...};
  static void configure(websocket_settings& settings) { settings.origins = list; }
};
/// Pages of the whole world may connect, with the cookies of their visitors.
struct websocket_any_origin {
  static void configure(websocket_settings& settings) { settings.any_origin = true; }
};

// Said by the compiler about a WebSocket; the first argument is its path.

template <fixed_string Path, class Handler, fixed_string... Advice>
struct websocket_handler_has_other_form;
template <fixed_string Path, class Option, fixed_string... Advice>
struct not_a_websocket_option;
template <class Events, fixed_string... Advice>
struct websocket_events_lack_on_message;

namespace detail {

/// A type whose members are called as things happen; one object for each WebSocket.
template <class Events>
concept hears_messages = requires(Events& events, websocket_session& with,
                                  websocket_message& message) { events.on_message(with, message); };

/// Tells the object that all is over, even when the task that holds it is destroyed.
template <class Events>
struct closing_note {
  Events& events;
  websocket_session& with;
  ~closing_note() {
    if constexpr (requires { events.on_close(std::uint16_t{}); }) {
      std::uint16_t const code = with.close_code();
      try {
        events.on_close(code == 0 ? websocket_code::abnormal : code);
      } catch (...) {
        // There is nobody left to be told.
      }
    }
  }
};

template <class Events>
task<void> tell_events(websocket_session& with) {
  if constexpr (!hears_messages<Events>) {
    compile_error<websocket_events_lack_on_message<Events, "give it on_message(",
                                                   "websocket_session&,", "websocket_message&)">>();
    co_return;
  } else {
    Events events{};
    closing_note<Events> const note{events, with};
    if constexpr (requires { events.on_open(with); }) {
      if constexpr (is_task<decltype(events.on_open(with))>)
        co_await events.on_open(with);
      else
        events.on_open(with);
    }
    websocket_message kept;
    if constexpr (is_task<decltype(events.on_message(with, kept))>) {
      while (auto message = co_await with.receive()) {
        kept = std::move(*message);
        co_await events.on_message(with, kept);
      }
    } else {
      while (websocket_message* const message = co_await with.next_message())
        events.on_message(with, *message);
    }
  }
}

/// The path has been found and the parameters are taken: opens the WebSocket.
template <auto Handler, class Settings, class... P>
void answer_websocket(exchange& with, P... parameters) {
  static constexpr auto call = Handler;  // a copy, as in call_handler
  websocket_opening opening = accept_websocket(with, Settings::get());
  if (opening) std::move(opening).start(call(opening.session(), std::move(parameters)...));
}

template <class... Options>
struct settings_of_websocket {
  static websocket_settings const& get() {
    static websocket_settings const made = [] {
      websocket_settings settings;
      (configure<Options>(settings), ...);
      return settings;
    }();
    return made;
  }

 private:
  template <class Option>
  static void configure(websocket_settings& settings) {
    if constexpr (websocket_option<Option>) Option::configure(settings);
  }
};

/// The options that look at the request first, as one.
template <class... Options>
struct websocket_checks {
  static bool before(exchange& with) { return (check<Options>(with) && ...); }

 private:
  template <class Option>
  static bool check([[maybe_unused]] exchange& with) {
    if constexpr (route_option<Option>) return Option::before(with);
    return true;
  }
};

/// From the handler's signature: the function that a route has, and what is wrong with it.
template <fixed_string Path, auto Handler, class Result, class... Options>
struct websocket_answer {
  template <class... P>
  struct with_parameters {
    static constexpr bool fits = false;
  };
  template <class... P>
    requires std::same_as<Result, task<void>> && (!std::is_reference_v<P> && ...)
  struct with_parameters<websocket_session&, P...> {
    static constexpr bool fits = true;
    static constexpr auto function =
        &answer_websocket<Handler, settings_of_websocket<Options...>, P...>;
  };
};

template <fixed_string Path, auto Handler, class... Options>
constexpr auto find_websocket_answer() {
  using found = decltype(find_signature<decltype(Handler)>());
  if constexpr (found::known)
    return typename found::template parameters<websocket_answer<
        Path, Handler, typename found::result, Options...>::template with_parameters>();
  else
    return typename websocket_answer<Path, Handler, void>::template with_parameters<>();
}

template <fixed_string Path, class Option>
using option_verdict =
    std::conditional_t<websocket_option<Option> || route_option<Option>, passed,
                       not_a_websocket_option<Path, Option, "give it static configure(",
                                              "websocket_settings&), or before">>;

template <fixed_string Prefix, fixed_string Path, auto Handler, class... Options>
constexpr auto place_websocket() {
  using answer = decltype(find_websocket_answer<Path, Handler, Options...>());
  using options = typename first_sentence<option_verdict<Path, Options>...>::type;
  if constexpr (!answer::fits)
    return misplaced<
        websocket_handler_has_other_form<Path, decltype(Handler), "return task<void>, take first",
                                         "websocket_session&, then values">>();
  else if constexpr (!is_passed<options>)
    return misplaced<options>();
  else
    return placed<Prefix, route<join_prefix<"GET ", Path>(), answer::function,
                                websocket_checks<Options...>>>();
}

template <fixed_string Prefix, fixed_string Path, auto Handler, class... Options>
struct placed<Prefix, websocket<Path, Handler, Options...>>
    : decltype(place_websocket<Prefix, Path, Handler, Options...>()) {};

}  // namespace detail

/// The handler made of a type: `websocket<"/ws", websocket_events<chat_member>>`. Each WebSocket
/// has an object of its own, with
///   void on_open(websocket_session&)                          optional
///   void on_message(websocket_session&, websocket_message&)
///   void on_close(std::uint16_t code)                         optional; 1006: the peer disappeared
/// The first two may be tasks. The message is the object's until it returns.
template <class Events>
inline constexpr auto websocket_events = &detail::tell_events<Events>;

}  // namespace hyper
