// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What a query's object holds, and how values get into it. Private to orm/query_set.hpp.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/value.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <optional>
#include <type_traits>

namespace hyper::detail {

/// What a query's object holds besides values. A constant expression can have it.
struct query_state {
  unsigned cleared = 0;  ///< bits of the variant that are off: conditions that are not there
  std::int64_t limit = 0;
  std::int64_t offset = 0;
};

/// The same with values of conditions.
struct query_values : query_state {
  parameters values;

  query_values() = default;
  query_values(query_state const& state) : query_state(state) {}
  query_values(query_values const&) = default;
  query_values(query_values&&) = default;
  query_values& operator=(query_values const&) = default;
  query_values& operator=(query_values&&) = default;
};

template <class V>
concept no_value = std::same_as<V, std::nullopt_t>;

/// Whether the given value becomes a parameter; a yes or no of isnull chooses a text instead.
template <class Model, fixed_string Text, class... Values>
consteval bool binds_values() {
  return condition_of<Model, Text>.how != lookup::isnull && !(no_value<Values> || ...);
}

template <class State, class Model, clause_kind Kind, fixed_string Text, class... Values>
using state_with = std::conditional_t<binds_values<Model, Text, Values...>(), query_values, State>;

/// Takes the values of one condition over; `Bit` is the first of its bits.
template <class Model, clause_kind Kind, fixed_string Text, std::size_t Bit, class State,
          class... Values>
constexpr void take_given(State& state, Values const&... values) {
  constexpr auto const& path = condition_of<Model, Text>;
  if constexpr (path.how == lookup::isnull) {
    constexpr std::size_t null_bit = Bit + (Kind == clause_kind::filter_if ? 1 : 0);
    if ((!plain_value(values) || ...)) state.cleared |= 1U << null_bit;
  } else {
    (bind_condition<bound_oid(path), path.how>(state.values, values), ...);
  }
}

template <class Model, clause_kind Kind, fixed_string Text, std::size_t Bit, class State,
          class First, class... More>
constexpr void take_values(State& state, First const& first, More const&... more) {
  if constexpr (no_value<First>) {
    state.cleared |= 1U << Bit;
  } else if constexpr (Kind == clause_kind::filter_if) {
    auto const& held = look_into_optional(first);
    if (held)
      take_given<Model, Kind, Text, Bit>(state, *held);
    else
      state.cleared |= 1U << Bit;
  } else {
    take_given<Model, Kind, Text, Bit>(state, first, more...);
  }
}

}  // namespace hyper::detail
