// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// How many members an aggregate has. Boost.PFR finds out, too, but begins with four initialisers
// for each byte of the object, which is what most of a model's compile time went into. Private to
// reflect/members.hpp.

#include <boost/pfr/core.hpp>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace hyper::detail {

/// Initialises any member that can be copied: as PFR's own, it prefers to become an lvalue.
struct copied_member {
  std::size_t number;
  template <class Member>
  operator Member&() const&& noexcept;
  template <class Member>
  operator Member&() const& noexcept;
};
/// … and any that can only be moved.
struct moved_member {
  std::size_t number;
  template <class Member>
  operator Member() const&& noexcept;
};

template <class T, class Any, std::size_t... I>
constexpr bool takes_members(std::index_sequence<I...>) {
  return requires { T{Any{I}...}; };
}

/// Doubles the number of initialisers until there are too many, then halves the step.
template <class T, class Any, std::size_t Good, std::size_t Step, bool Growing>
consteval std::size_t search_members() {
  constexpr bool more = takes_members<T, Any>(std::make_index_sequence<Good + Step>{});
  if constexpr (more && Growing)
    return search_members<T, Any, Good + Step, 2 * Step, true>();
  else if constexpr (Step == 1)
    return more ? Good + 1 : Good;
  else
    return search_members<T, Any, more ? Good + Step : Good, Step / 2, false>();
}

template <class T>
consteval std::size_t find_member_count() {
  if constexpr (!requires { T{}; })
    return boost::pfr::tuple_size_v<T>;
  else if constexpr (std::is_copy_constructible_v<T>)
    return search_members<T, copied_member, 0, 8, true>();
  else
    return search_members<T, moved_member, 0, 8, true>();
}

}  // namespace hyper::detail
