// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/static_folder.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/routing/group.hpp>
#include <hyper/routing/static_mount.hpp>
#include <string_view>

namespace hyper {

/// In a list of routes: the files of a folder below a prefix.
///
///   static_files<"/static">                          the folder of the setting `static_folder`
///   static_files<"/media", served_from<"uploads">>   a folder of its own
///
/// Further options: `cached_for<seconds>`, `index_pages`, `follow_links`. `static_url("app.css")`
/// is the address of a file, with a hash of its content once `collectstatic` has run.
template <fixed_string Prefix, class... Options>
struct static_files;

/// The folder, as a path from the working directory or from the root.
template <fixed_string Folder>
struct served_from {
  static constexpr void set(detail::static_mount_plan& plan) { plan.folder = Folder.view(); }
};
/// How long caches may keep files without asking; 0: they ask each time.
template <std::int64_t Seconds>
  requires(Seconds >= 0)
struct cached_for {
  static constexpr void set(detail::static_mount_plan& plan) { plan.options.max_age = Seconds; }
};
/// A folder is answered with its index.html.
struct index_pages {
  static constexpr void set(detail::static_mount_plan& plan) { plan.options.index_pages = true; }
};
/// Symbolic links are followed, as long as they stay within the folder.
struct follow_links {
  static constexpr void set(detail::static_mount_plan& plan) {
    plan.options.links = symbolic_links::within;
  }
};

/// Said by the compiler about an option that is none.
template <fixed_string Prefix, class Option, fixed_string... Advice>
struct static_files_has_no_such_option;

namespace detail {

template <class Option>
concept static_files_option = requires(static_mount_plan& plan) { Option::set(plan); };

template <fixed_string Prefix, class... Options>
struct static_files_judge {
  template <class Option>
  static constexpr auto judge() {
    if constexpr (static_files_option<Option>)
      return std::type_identity<passed>();
    else
      return std::type_identity<
          static_files_has_no_such_option<Prefix, Option, "options are served_from<>,",
                                          "cached_for<>, index_pages and", "follow_links">>();
  }
  using verdict = typename first_sentence<typename decltype(judge<Options>())::type...>::type;
};

template <fixed_string Prefix, class... Options>
inline constexpr static_mount_plan static_plan = [] {
  static_mount_plan plan{Prefix.view(), {}, {}};
  int const order[] = {0, (Options::set(plan), 0)...};
  static_cast<void>(order);
  return plan;
}();

/// One for each place in the program's routes. Known from the start of the program, so that
/// addresses can be made before the first request.
template <fixed_string Prefix, class... Options>
inline static_mount mounted{static_plan<Prefix, Options...>};

template <fixed_string Prefix, class... Options>
struct placed_static_files {
  static constexpr std::size_t count = 2;
  static constexpr bool appends_slash = false;
  static constexpr auto top = join_prefix<join_prefix<"GET ", Prefix>(), "/">();
  static constexpr auto below = join_prefix<top, "{rest:path}">();
  static constexpr void fill(route_entry*& at) {
    *at++ = {top.view(), &answer};
    *at++ = {below.view(), &answer};
  }
  static void answer(exchange& with, route_match const& match) {
    mounted<Prefix, Options...>.answer(with, match.capture_count == 0
                                                 ? std::string_view()
                                                 : match.capture(match.capture_count - 1u));
  }
};

template <fixed_string Prefix, fixed_string Inner, class... Options>
struct placed<Prefix, static_files<Inner, Options...>>
    : std::conditional_t<
          !is_prefix<Inner>, misplaced_prefix<Inner>,
          std::conditional_t<(static_files_option<Options> && ...),
                             placed_static_files<join_prefix<Prefix, Inner>(), Options...>,
                             misplaced<typename static_files_judge<Inner, Options...>::verdict>>> {
};

}  // namespace detail
}  // namespace hyper
