// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <exception>
#include <hyper/app/application_plan.hpp>
#include <hyper/app/command.hpp>
#include <hyper/app/database_part.hpp>
#include <hyper/reflect/compile_error.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/routing/router.hpp>
#include <string_view>
#include <type_traits>

namespace hyper {

// Parts that have headers of their own.
template <fixed_string Prefix, class... Options>
struct static_files;
template <std::size_t Least, int Level>
  requires(Level >= 1 && Level <= 9)
struct compressed;

// Compile error: what stands in an application and is none of its parts.
template <class Part, fixed_string... Advice>
struct application_has_no_such_part;

/// Another default for a setting, in this application: `preset<"share_syncs", "false">`. Arguments,
/// environment and `.env` still win over it.
template <fixed_string Name, fixed_string Value>
struct preset {};

namespace detail {

template <class... Models>
struct model_pack {};
template <class... First, class... Second>
model_pack<First..., Second...> operator+(model_pack<First...>, model_pack<Second...>);

/// What one part brings into an application, as data.
template <class Part>
struct application_part {
  static constexpr bool known = false;
};
/// Looks at each request first; false: it has answered.
using request_check = bool (*)(exchange& with);
/// Answers a problem in the application's own way.
using problem_shower = decltype(http_service::show_problem);

struct known_part {
  static constexpr bool known = true;
  using tables = model_pack<>;
  static constexpr bool has_database = false;
  static constexpr std::array<command_entry, 0> commands{};
  static constexpr std::array<setting_preset, 0> presets{};
  static constexpr std::array<request_check, 0> checks{};
  static constexpr std::array<worker_part, 0> worker_parts{};
  static constexpr std::array<problem_shower, 0> problem_showers{};
  using paths = routes<>;
};
template <class... Items>
struct application_part<routes<Items...>> : known_part {
  using paths = routes<Items...>;
};
template <fixed_string Prefix, class... Options>
struct application_part<static_files<Prefix, Options...>> : known_part {
  using paths = routes<static_files<Prefix, Options...>>;
};
template <std::size_t Least, int Level>
struct application_part<compressed<Least, Level>> : known_part {
  static constexpr std::array<request_check, 1> checks{&compressed<Least, Level>::before};
};
template <fixed_string Name, auto Function, fixed_string Help>
struct application_part<command<Name, Function, Help>> : known_part {
  static constexpr std::array<command_entry, 1> commands{entry_of(command<Name, Function, Help>{})};
};
template <fixed_string Name, fixed_string Value>
struct application_part<preset<Name, Value>> : known_part {
  static constexpr std::array<setting_preset, 1> presets{{{Name.view(), Value.view()}}};
};

template <class Part>
void judge_part() {
  if constexpr (!application_part<Part>::known)
    compile_error<
        application_has_no_such_part<Part, "parts are models<>, routes<>,",
                                     "static_files<>, compressed<>,", "command<> and preset<>">>();
}

/// Several lists in one.
template <class Entry, std::size_t... Sizes>
constexpr auto join_lists(std::array<Entry, Sizes> const&... lists) {
  std::array<Entry, (std::size_t{0} + ... + Sizes)> joined{};
  [[maybe_unused]] std::size_t at = 0;
  [[maybe_unused]] auto const add = [&](auto const& list) {
    for (Entry const& entry : list) joined[at++] = entry;
  };
  int const order[] = {0, (add(lists), 0)...};
  static_cast<void>(order);
  return joined;
}

/// All models of an application, and the SQL that makes their tables in the right order: none, or
/// what app/models.hpp has.
template <class Tables>
struct joined_models;
template <>
struct joined_models<model_pack<>> {
  static constexpr std::array<model_info const*, 0> infos{};
  static std::string_view schema() { return {}; }
};

// No comparison of pointers: where g++ looks for undefined behaviour, an address is no constant.
template <class... Parts>
constexpr database_part const* database_of() {
  database_part const* found = nullptr;
  [[maybe_unused]] auto const look = [&]<class Part>(std::type_identity<Part>) {
    if constexpr (Part::has_database) found = Part::database;
  };
  (look(std::type_identity<application_part<Parts>>()), ...);
  return found;
}

}  // namespace detail

/// A whole application as one type. Its parts may stand in any order:
///
///   models<author, post>            whose tables are made by `migrate`
///   routes<route<…>, health, …>     several lists are one
///   command<"seed", fill_tables>    further commands of the program
///   static_files<"/static">         a folder of files
///   compressed<>                    answers are compressed
///   client_version<"2.4.0">         pages hear that they are old
///   preset<"threads", "2">          other defaults of settings
///   error_pages<show_error>         problems as pages, for browsers
///
/// `hyper::run<blog>(argc, argv)` is its `main`.
template <class... Parts>
class application {
  static constexpr bool sound = (detail::application_part<Parts>::known && ...);

  template <bool Sound, class... All>
  struct joined {
    using paths = routes<typename detail::application_part<All>::paths...>;
    using tables = detail::joined_models<decltype((
        detail::model_pack<>{} + ... + typename detail::application_part<All>::tables{}))>;
    static constexpr detail::database_part const* database = detail::database_of<All...>();
    static constexpr auto commands =
        detail::join_lists<detail::command_entry>(detail::application_part<All>::commands...);
    static constexpr auto presets =
        detail::join_lists<setting_preset>(detail::application_part<All>::presets...);
    static constexpr auto checks =
        detail::join_lists<detail::request_check>(detail::application_part<All>::checks...);
    static constexpr auto worker_parts =
        detail::join_lists<detail::worker_part>(detail::application_part<All>::worker_parts...);
    static constexpr auto problem_showers = detail::join_lists<detail::problem_shower>(
        detail::application_part<All>::problem_showers..., std::array<detail::problem_shower, 1>{});
  };
  template <class... All>
  struct joined<false, All...> {};
  using whole = joined<sound, Parts...>;

  static void handle(void*, exchange& with) {
    for (detail::request_check const check : whole::checks)
      if (!check(with)) return;
    whole::paths::handle(with);
  }
  static void plan_body(void*, exchange const& with, body_plan& what) noexcept {
    whole::paths::plan(with, what);
  }

 public:
  /// The route that a request would take: `blog::find("GET", "/posts/x").pattern`.
  static constexpr found_route find(std::string_view method, std::string_view path) {
    if constexpr (sound) return whole::paths::find(method, path);
    return {};
  }

  /// Everything about the application that is known before it runs.
  static detail::application_plan const& plan() {
    if constexpr (sound) {
      static constexpr detail::application_plan made{
          &handle,         whole::paths::entries,    whole::tables::infos, whole::commands,
          whole::presets,  &whole::tables::schema,   &plan_body,           whole::worker_parts,
          whole::database, whole::problem_showers[0]};
      return made;
    } else {
      (detail::judge_part<Parts>(), ...);
      static constexpr detail::application_plan empty{};
      return empty;
    }
  }
};

}  // namespace hyper
