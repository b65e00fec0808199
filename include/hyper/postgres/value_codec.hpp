// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Codecs of the value types of validate/, of enumerations, and of what std::optional adds: null.

#include <cstddef>
#include <hyper/postgres/scalar_codec.hpp>
#include <hyper/reflect/enums.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/validate/date.hpp>
#include <hyper/validate/decimal.hpp>
#include <hyper/validate/timestamp.hpp>
#include <hyper/validate/uuid.hpp>
#include <optional>
#include <type_traits>
#include <vector>

namespace hyper {

/// JSON text that is kept in a jsonb column.
struct jsonb {
  std::string text;
  friend bool operator==(jsonb const&, jsonb const&) = default;
};

template <>
struct codec<jsonb> {
  static constexpr type_oid oid = 3802, array_oid = 3807;
  static constexpr std::string_view sql_type = "jsonb";
  static void encode(std::string& out, jsonb const& value) {
    out += '\1';  // the version of the format
    out += value.text;
  }
  static jsonb decode(std::string_view bytes) {
    if (bytes.empty() || bytes[0] != '\1')
      throw decode_error("a jsonb value has an unknown format");
    return {std::string(bytes.substr(1))};
  }
};

template <>
struct codec<std::vector<std::byte>> {
  static constexpr type_oid oid = 17, array_oid = 1001;
  static constexpr std::string_view sql_type = "bytea";
  static void encode(std::string& out, std::vector<std::byte> const& value) {
    out.append(reinterpret_cast<char const*>(value.data()), value.size());
  }
  static std::vector<std::byte> decode(std::string_view bytes) {
    auto const* const first = reinterpret_cast<std::byte const*>(bytes.data());
    return {first, first + bytes.size()};
  }
};

/// Days from 2000-01-01, PostgreSQL's epoch. Its infinities are no dates here.
template <>
struct codec<date> {
  static constexpr type_oid oid = 1082, array_oid = 1182;
  static constexpr std::string_view sql_type = "date";
  static constexpr std::int32_t epoch = 10957;
  static constexpr std::size_t width = 4;
  static std::uint32_t bits(date value) { return codec<std::int32_t>::bits(value.days() - epoch); }
  static void encode(std::string& out, date value) {
    codec<std::int32_t>::encode(out, value.days() - epoch);
  }
  static date decode(std::string_view bytes) {
    std::int32_t const days = codec<std::int32_t>::decode(bytes);
    if (days == INT32_MAX || days == INT32_MIN || days > INT32_MAX - epoch)
      throw decode_error("an infinite date has no place in a date");
    return date::from_days(days + epoch);
  }
};

/// Microseconds from 2000-01-01 UTC.
template <>
struct codec<timestamp> {
  static constexpr type_oid oid = 1184, array_oid = 1185;
  static constexpr std::string_view sql_type = "timestamptz";
  static constexpr std::int64_t epoch = 946684800LL * 1000000;
  static constexpr std::size_t width = 8;
  static std::uint64_t bits(timestamp value) {
    return codec<std::int64_t>::bits(since_epoch(value));
  }
  static void encode(std::string& out, timestamp value) {
    codec<std::int64_t>::encode(out, since_epoch(value));
  }
  static std::int64_t since_epoch(timestamp value) {
    if (value.microseconds() < INT64_MIN + epoch + 1)
      throw std::out_of_range("PostgreSQL has no timestamp that early");
    return value.microseconds() - epoch;
  }
  static timestamp decode(std::string_view bytes) {
    std::int64_t const microseconds = codec<std::int64_t>::decode(bytes);
    if (microseconds == INT64_MAX || microseconds == INT64_MIN || microseconds > INT64_MAX - epoch)
      throw decode_error("an infinite timestamp has no place in a timestamp");
    return timestamp::from_microseconds(microseconds + epoch);
  }
};

template <>
struct codec<uuid> {
  static constexpr type_oid oid = 2950, array_oid = 2951;
  static constexpr std::string_view sql_type = "uuid";
  static constexpr std::size_t width = 16;
  static auto const& bits(uuid const& value) { return value.bytes(); }
  static void encode(std::string& out, uuid const& value) {
    out.append(reinterpret_cast<char const*>(value.bytes().data()), 16);
  }
  static uuid decode(std::string_view bytes) {
    if (bytes.size() != 16) throw decode_error("a uuid from the database has another width");
    std::array<std::uint8_t, 16> copied;
    std::memcpy(copied.data(), bytes.data(), 16);
    return uuid::from_bytes(copied);
  }
};

/// numeric: groups of four decimal digits with the weight of the first group, a sign, and the
/// number of digits after the point.
template <>
struct codec<decimal> {
  static constexpr type_oid oid = 1700, array_oid = 1231;
  static constexpr std::string_view sql_type = "numeric";
  static void encode(std::string& out, decimal const& value);
  static decimal decode(std::string_view bytes);
};

/// A value under a rule is kept as the plain value.
template <checked_value T>
  requires requires { codec<typename T::value_type>::oid; }
struct codec<T> {
  using plain = codec<typename T::value_type>;
  static constexpr type_oid oid = plain::oid, array_oid = plain::array_oid;
  static constexpr std::string_view sql_type = plain::sql_type;
  static void encode(std::string& out, T const& value) { plain::encode(out, value.value()); }
  static T decode(std::string_view bytes) { return T::unchecked(plain::decode(bytes)); }
};

/// An enumeration is kept as the text of its enumerator.
template <class T>
  requires std::is_enum_v<T>
struct codec<T> : codec<std::string> {
  static void encode(std::string& out, T value) { out.append(enum_name(value)); }
  static T decode(std::string_view bytes) {
    auto const found = enum_from_name<T>(bytes);
    if (!found) throw decode_error("the database holds a name that the enumeration has not");
    return *found;
  }
};

/// A value or null.
template <class T>
struct codec<std::optional<T>> {
  using nullable_of = T;
  static constexpr type_oid oid = codec<T>::oid, array_oid = codec<T>::array_oid;
  static constexpr std::string_view sql_type = codec<T>::sql_type;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/value_codec.ipp>
#endif
