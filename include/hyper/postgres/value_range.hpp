// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/postgres/scalar_codec.hpp>
#include <hyper/postgres/value_codec.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

/// A range of values, PostgreSQL's `int4range`, `int8range`, `numrange`, `daterange`, `tstzrange`.
/// A bound that is not there means: without end on that side. The database stores ranges of whole
/// numbers and days with the lower bound in and the upper one out.
template <class T>
struct value_range {
  std::optional<T> lower{};
  std::optional<T> upper{};
  bool lower_in = true;
  bool upper_in = false;
  bool empty = false;  ///< holds nothing at all

  /// From `first` up to, and without, `end`.
  static value_range between(T first, T end) {
    return {std::optional<T>(std::move(first)), std::optional<T>(std::move(end)), true, false,
            false};
  }

  friend bool operator==(value_range const&, value_range const&) = default;
};

namespace detail {

/// The type's numbers and name, by that of its bounds.
template <class T>
struct range_type;
template <>
struct range_type<std::int32_t> {
  static constexpr type_oid oid = 3904, array_oid = 3905;
  static constexpr std::string_view sql_type = "int4range";
};
template <>
struct range_type<std::int64_t> {
  static constexpr type_oid oid = 3926, array_oid = 3927;
  static constexpr std::string_view sql_type = "int8range";
};
template <>
struct range_type<decimal> {
  static constexpr type_oid oid = 3906, array_oid = 3907;
  static constexpr std::string_view sql_type = "numrange";
};
template <>
struct range_type<date> {
  static constexpr type_oid oid = 3912, array_oid = 3913;
  static constexpr std::string_view sql_type = "daterange";
};
template <>
struct range_type<timestamp> {
  static constexpr type_oid oid = 3910, array_oid = 3911;
  static constexpr std::string_view sql_type = "tstzrange";
};

/// Of the flags that a range begins with.
enum range_flag : std::uint8_t {
  range_empty = 1,
  range_lower_in = 2,
  range_upper_in = 4,
  range_lower_open = 8,  // without end
  range_upper_open = 16
};

template <class T>
void append_bound(std::string& out, T const& bound) {
  out.append(4, '\0');
  std::size_t const at = out.size();
  codec<T>::encode(out, bound);
  auto const length = swap_to_network(static_cast<std::uint32_t>(out.size() - at));
  std::memcpy(out.data() + at - 4, &length, 4);
}

template <class T>
T take_bound(std::string_view& bytes) {
  auto const length = read_network<std::uint32_t>(bytes);
  if (length > bytes.size() - 4) throw decode_error("a bound of a range has an impossible length");
  T bound = codec<T>::decode(bytes.substr(4, length));
  bytes.remove_prefix(4 + length);
  return bound;
}

}  // namespace detail

template <class T>
  requires requires { detail::range_type<T>::oid; }
struct codec<value_range<T>> : detail::range_type<T> {
  static void encode(std::string& out, value_range<T> const& value) {
    unsigned flags = value.empty ? detail::range_empty : 0;
    if (!value.empty) {
      if (!value.lower) flags |= detail::range_lower_open;
      if (!value.upper) flags |= detail::range_upper_open;
      if (value.lower && value.lower_in) flags |= detail::range_lower_in;
      if (value.upper && value.upper_in) flags |= detail::range_upper_in;
    }
    out += static_cast<char>(flags);
    if (!value.empty && value.lower) detail::append_bound(out, *value.lower);
    if (!value.empty && value.upper) detail::append_bound(out, *value.upper);
  }
  static value_range<T> decode(std::string_view bytes) {
    if (bytes.empty()) throw decode_error("a range from the database is too short");
    auto const flags = static_cast<std::uint8_t>(bytes[0]);
    bytes.remove_prefix(1);
    value_range<T> made;
    made.empty = (flags & detail::range_empty) != 0;
    made.lower_in = (flags & detail::range_lower_in) != 0;
    made.upper_in = (flags & detail::range_upper_in) != 0;
    if (!made.empty && (flags & detail::range_lower_open) == 0)
      made.lower = detail::take_bound<T>(bytes);
    if (!made.empty && (flags & detail::range_upper_open) == 0)
      made.upper = detail::take_bound<T>(bytes);
    if (!bytes.empty()) throw decode_error("a range from the database is too long");
    return made;
  }
};

}  // namespace hyper
