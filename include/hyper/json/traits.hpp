// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

namespace hyper {

class json_writer;

/// Specialise to give a type a JSON form of its own, in one of two ways.
///
/// Written by hand, and then not readable:
///   static void write(json_writer& out, T const& value);
///
/// Written, and read, as another type that has a form:
///   using as = …;
///   static as to(T const& value);
///   static std::optional<problem> from(as plain, T& value);    leave it out: not readable
template <class T>
struct json_traits {};

namespace detail {

template <class T>
concept json_handwritten =
    requires(json_writer& out, T const& value) { json_traits<T>::write(out, value); };

template <class T>
concept json_substituted = requires(T const& value) {
  typename json_traits<T>::as;
  json_traits<T>::to(value);
};

template <class T>
concept json_substituted_back =
    json_substituted<T> && requires(typename json_traits<T>::as plain, T& value) {
      json_traits<T>::from(static_cast<typename json_traits<T>::as&&>(plain), value);
    };

}  // namespace detail
}  // namespace hyper
