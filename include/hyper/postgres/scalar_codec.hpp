// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <hyper/postgres/statement.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hyper {

/// The bytes of a column are not what the C++ type expects.
struct decode_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Maps a C++ type to PostgreSQL's binary format: `oid`, `array_oid`, `sql_type`,
/// `encode(out, value)` (the bytes without their length) and `decode(bytes)`. Types of a fixed
/// width of at most 16 bytes may also have `width`, and `bits(value)`: those bytes.
template <class T>
struct codec;

namespace detail {

/// Apart from what reads the values of each row, which then fits into one function.
[[noreturn, gnu::cold]] inline void refuse_value(char const* why) { throw decode_error(why); }

template <class Unsigned>
constexpr Unsigned swap_to_network(Unsigned value) {
  if constexpr (std::endian::native == std::endian::big || sizeof(Unsigned) == 1)
    return value;
  else if constexpr (sizeof(Unsigned) == 2)
    return __builtin_bswap16(value);
  else if constexpr (sizeof(Unsigned) == 4)
    return __builtin_bswap32(value);
  else
    return __builtin_bswap64(value);
}

template <class Unsigned>
void append_network(std::string& out, Unsigned value) {
  value = swap_to_network(value);
  out.append(reinterpret_cast<char const*>(&value), sizeof value);
}

template <class Unsigned>
Unsigned read_network(std::string_view bytes, std::size_t at = 0) {
  if (bytes.size() < at + sizeof(Unsigned)) refuse_value("a value from the database is too short");
  Unsigned value;
  std::memcpy(&value, bytes.data() + at, sizeof value);
  return swap_to_network(value);
}

/// Numbers of a fixed width, as their bits in network order.
template <class T, class Unsigned>
struct number_codec {
  static constexpr std::size_t width = sizeof(Unsigned);
  /// As they travel.
  static Unsigned bits(T value) { return swap_to_network(std::bit_cast<Unsigned>(value)); }
  static void encode(std::string& out, T value) {
    append_network(out, std::bit_cast<Unsigned>(value));
  }
  static T decode(std::string_view bytes) {
    if (bytes.size() != sizeof(Unsigned))
      refuse_value("a number from the database has another width");
    return std::bit_cast<T>(read_network<Unsigned>(bytes));
  }
};

}  // namespace detail

template <>
struct codec<std::int16_t> : detail::number_codec<std::int16_t, std::uint16_t> {
  static constexpr type_oid oid = 21, array_oid = 1005;
  static constexpr std::string_view sql_type = "smallint";
};
template <>
struct codec<std::int32_t> : detail::number_codec<std::int32_t, std::uint32_t> {
  static constexpr type_oid oid = 23, array_oid = 1007;
  static constexpr std::string_view sql_type = "integer";
};
template <>
struct codec<std::int64_t> : detail::number_codec<std::int64_t, std::uint64_t> {
  static constexpr type_oid oid = 20, array_oid = 1016;
  static constexpr std::string_view sql_type = "bigint";
};
template <>
struct codec<float> : detail::number_codec<float, std::uint32_t> {
  static constexpr type_oid oid = 700, array_oid = 1021;
  static constexpr std::string_view sql_type = "real";
};
template <>
struct codec<double> : detail::number_codec<double, std::uint64_t> {
  static constexpr type_oid oid = 701, array_oid = 1022;
  static constexpr std::string_view sql_type = "double precision";
};
template <>
struct codec<bool> {
  static constexpr type_oid oid = 16, array_oid = 1000;
  static constexpr std::string_view sql_type = "boolean";
  static constexpr std::size_t width = 1;
  static char bits(bool value) { return value ? '\1' : '\0'; }
  static void encode(std::string& out, bool value) { out += value ? '\1' : '\0'; }
  static bool decode(std::string_view bytes) {
    if (bytes.size() != 1) detail::refuse_value("a boolean from the database has another width");
    return bytes[0] != 0;
  }
};
template <>
struct codec<std::string> {
  static constexpr type_oid oid = 25, array_oid = 1009;
  static constexpr std::string_view sql_type = "text";
  static void encode(std::string& out, std::string_view value) { out.append(value); }
  static std::string decode(std::string_view bytes) { return std::string(bytes); }
};
/// A view is a parameter; it cannot be read, since a row's bytes go with the answer.
template <>
struct codec<std::string_view> : codec<std::string> {
  static std::string_view decode(std::string_view bytes) = delete;
};

}  // namespace hyper
