// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: makes every type that BOOST_HANA_ADAPT_STRUCT (or BOOST_HANA_DEFINE_STRUCT) describes
// reflectable like an aggregate. Its accessors are converted once into the same member list, so no
// other header pays for Hana.

#include <boost/hana/accessors.hpp>
#include <boost/hana/at.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/length.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>
#include <boost/hana/tuple.hpp>

#include <hyper/reflect/members.hpp>

namespace hyper {

/// Members of a type that Boost.Hana knows as a Struct.
template <class T>
  requires(boost::hana::Struct<T>::value)
struct adapted_members<T> {
 private:
  using accessors_type = decltype(boost::hana::accessors<T>());
  template <std::size_t... I>
  static constexpr std::array<std::string_view, sizeof...(I)> read_names(
      std::index_sequence<I...>) {
    constexpr auto accessors = boost::hana::accessors<T>();
    return {boost::hana::to<char const*>(boost::hana::first(boost::hana::at_c<I>(accessors)))...};
  }

 public:
  static constexpr std::size_t count =
      decltype(boost::hana::length(std::declval<accessors_type>()))::value;
  static constexpr std::array<std::string_view, count> names =
      read_names(std::make_index_sequence<count>{});

  template <std::size_t Index>
  static constexpr auto& get(T& object) {
    constexpr auto accessors = boost::hana::accessors<T>();
    return boost::hana::second(boost::hana::at_c<Index>(accessors))(object);
  }
  template <std::size_t Index>
  static constexpr auto& get(T const& object) {
    constexpr auto accessors = boost::hana::accessors<T>();
    return boost::hana::second(boost::hana::at_c<Index>(accessors))(object);
  }
};

}  // namespace hyper
