// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the part that tells pages which version of the application is served.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/app/application.hpp>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/response.hpp>
#include <initializer_list>
#include <string_view>

namespace hyper {

/// What a page is asked to do that was loaded from another version of the application.
enum class version_action : std::uint8_t { prompt, reload, warn, ignore };

namespace detail {

constexpr bool is_version_text(std::string_view text) {
  for (char const c : text) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!letter && !(c >= '0' && c <= '9') && c != '.' && c != '-' && c != '_' && c != '+')
      return false;
  }
  return !text.empty() && text.size() <= 100;
}

/// Constant pieces joined into one text, which lives as long as the program.
template <std::size_t Size>
struct joined_answer_text {
  char characters[Size];
  constexpr operator std::string_view() const { return {characters, Size}; }
};
template <std::size_t Size>
constexpr joined_answer_text<Size> join_texts(std::initializer_list<std::string_view> pieces) {
  joined_answer_text<Size> made{};
  char* to = made.characters;
  for (std::string_view const piece : pieces)
    for (char const c : piece) *to++ = c;
  return made;
}

constexpr std::string_view version_words[] = {"prompt", "reload", "warn", "ignore"};

/// Whether the client says that it has another version: X-Client-Version, or else the cookie
/// hyper_client_version. One that says nothing is no page of ours.
bool client_is_of_another(request const& asked, std::string_view version);
response answer_version(std::string_view version);

}  // namespace detail

/// A part of an application: pages can tell that they are older than the server. Every answer of a
/// route has X-App-Version; a client that names another one in X-Client-Version, or in the cookie
/// hyper_client_version, also gets X-App-Version-Action. `GET /version` says the version.
///
///   client_version<"2.4.0", version_action::reload>
template <fixed_string Version, version_action Action = version_action::prompt>
  requires(detail::is_version_text(Version.view()))
struct client_version {
  static bool before(exchange& with) {
    bool const differs = detail::client_is_of_another(with.asked, Version.view());
    with.announce(differs ? std::string_view(changed) : std::string_view(same));
    return true;
  }
  static response answer() { return detail::answer_version(Version.view()); }

 private:
  static constexpr std::string_view word = detail::version_words[static_cast<std::size_t>(Action)];
  static constexpr std::string_view name = "X-App-Version: ";
  static constexpr std::string_view action = "X-App-Version-Action: ";
  static constexpr auto same =
      detail::join_texts<name.size() + Version.size() + 2>({name, Version.view(), "\r\n"});
  static constexpr auto changed =
      detail::join_texts<name.size() + Version.size() + action.size() + word.size() + 4>(
          {name, Version.view(), "\r\n", action, word, "\r\n"});
};

namespace detail {
template <fixed_string Version, version_action Action>
struct application_part<client_version<Version, Action>> : known_part {
  using paths = routes<route<"GET /version", &client_version<Version, Action>::answer>>;
  static constexpr std::array<request_check, 1> checks{&client_version<Version, Action>::before};
};
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/client_version.ipp>
#endif
