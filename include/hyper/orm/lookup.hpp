// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The lookups of Django's spelling: `title__icontains`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/postgres/interval.hpp>
#include <hyper/postgres/network_address.hpp>
#include <hyper/postgres/value_codec.hpp>
#include <hyper/postgres/value_range.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// How a condition compares a column with its value.
enum class lookup : std::uint8_t {
  exact,
  iexact,
  contains,
  icontains,
  startswith,
  istartswith,
  endswith,
  iendswith,
  gt,
  gte,
  lt,
  lte,
  in,
  isnull,
  range,
  regex,
  iregex,
  contained_by,     ///< of arrays, ranges, JSON and addresses
  overlap,          ///< of arrays and ranges
  has_key,          ///< of JSON
  has_keys,         ///< … all of them
  has_any_keys,     ///< … one of them
  search,           ///< full text, as PostgreSQL's websearch reads the words
  trigram_similar,  ///< alike; needs the extension pg_trgm
  none              ///< not a lookup
};

namespace detail {

inline constexpr std::array<std::string_view, 24> lookup_names{
    "exact",    "iexact",    "contains", "icontains",    "startswith", "istartswith",
    "endswith", "iendswith", "gt",       "gte",          "lt",         "lte",
    "in",       "isnull",    "range",    "regex",        "iregex",     "contained_by",
    "overlap",  "has_key",   "has_keys", "has_any_keys", "search",     "trigram_similar"};

constexpr lookup find_lookup(std::string_view name) {
  for (std::size_t i = 0; i < lookup_names.size(); ++i)
    if (lookup_names[i] == name) return static_cast<lookup>(i);
  return lookup::none;
}

constexpr bool is_pattern(lookup how) {
  return how >= lookup::contains && how <= lookup::iendswith;
}
constexpr bool is_ordering(lookup how) {
  return (how >= lookup::gt && how <= lookup::lte) || how == lookup::range;
}

/// Which types of PostgreSQL are numbers, texts and so on.
namespace sql_oid {
inline constexpr type_oid boolean = codec<bool>::oid;
inline constexpr type_oid bytes = codec<std::vector<std::byte>>::oid;
inline constexpr type_oid int2 = codec<std::int16_t>::oid;
inline constexpr type_oid int4 = codec<std::int32_t>::oid;
inline constexpr type_oid int8 = codec<std::int64_t>::oid;
inline constexpr type_oid int8_array = codec<std::int64_t>::array_oid;
inline constexpr type_oid float4 = codec<float>::oid;
inline constexpr type_oid float8 = codec<double>::oid;
inline constexpr type_oid text = codec<std::string>::oid;
inline constexpr type_oid text_array = codec<std::string>::array_oid;
inline constexpr type_oid day = codec<date>::oid;
inline constexpr type_oid moment = codec<timestamp>::oid;
inline constexpr type_oid zoneless_moment = 1114;  // timestamp without time zone
inline constexpr type_oid clock = 1083;            // time
inline constexpr type_oid zoned_clock = 1266;      // time with time zone
inline constexpr type_oid cash = 790;              // money
inline constexpr type_oid numeric = codec<decimal>::oid;
inline constexpr type_oid universal_id = codec<uuid>::oid;
inline constexpr type_oid span = codec<interval>::oid;
inline constexpr type_oid address = codec<network_address>::oid;
inline constexpr type_oid network = codec<network_range>::oid;
/// Of a type of an extension, which has another number in each database: PostgreSQL finds it out.
inline constexpr type_oid unknown = 705;
}  // namespace sql_oid

constexpr bool is_integer_oid(type_oid oid) {
  return oid == sql_oid::int2 || oid == sql_oid::int4 || oid == sql_oid::int8;
}

/// Values of one simple type: those that can be compared and listed.
constexpr bool is_scalar_oid(type_oid oid) {
  switch (oid) {
    case sql_oid::boolean:
    case sql_oid::bytes:
    case sql_oid::int8:
    case sql_oid::int2:
    case sql_oid::int4:
    case sql_oid::text:
    case sql_oid::float4:
    case sql_oid::float8:
    case sql_oid::day:
    case sql_oid::moment:
    case sql_oid::zoneless_moment:
    case sql_oid::clock:
    case sql_oid::zoned_clock:
    case sql_oid::cash:
    case sql_oid::numeric:
    case sql_oid::universal_id:
    case sql_oid::span:
    case sql_oid::address:
    case sql_oid::network:
      return true;
    default:
      return false;
  }
}

/// Both kinds of moments; they travel in the same form.
constexpr bool is_moment_oid(type_oid oid) {
  return oid == sql_oid::moment || oid == sql_oid::zoneless_moment;
}

/// Whether the values of two types travel alike.
constexpr bool have_same_form(column_type const& a, column_type const& b) {
  if (a.oid == sql_oid::unknown) return b.oid == a.oid && a.sql_type == b.sql_type;
  return a.oid == b.oid || (is_moment_oid(a.oid) && is_moment_oid(b.oid));
}

/// The type of a range's bounds; 0 when the type is no range.
constexpr type_oid bound_of_range(type_oid oid) {
  switch (oid) {
    case codec<value_range<std::int32_t>>::oid:
      return sql_oid::int4;
    case codec<value_range<std::int64_t>>::oid:
      return sql_oid::int8;
    case codec<value_range<decimal>>::oid:
      return sql_oid::numeric;
    case codec<value_range<date>>::oid:
      return sql_oid::day;
    case codec<value_range<timestamp>>::oid:
      return sql_oid::moment;
    default:
      return 0;
  }
}

/// Whether a type holds texts by keys.
constexpr bool is_hstore(column_type const& type) { return type.sql_type == "hstore"; }

/// The lookups of values that hold others.
constexpr bool has_set_lookup(column_type const& type, lookup how) {
  bool const array = type.oid != 0 && type.oid == type.array_oid;
  bool const range = bound_of_range(type.oid) != 0;
  bool const json = type.oid == codec<jsonb>::oid || is_hstore(type);
  if (how == lookup::has_key || how == lookup::has_keys || how == lookup::has_any_keys) return json;
  if (how == lookup::overlap) return array || range;
  if (how == lookup::contained_by)
    return array || range || json || type.oid == sql_oid::address || type.oid == sql_oid::network;
  if (how == lookup::exact) return array || range || is_hstore(type);
  return how == lookup::contains && (array || range || json);
}

/// Whether the type of a column has a lookup.
constexpr bool column_has_lookup(column_info const& column, lookup how) {
  if (how == lookup::isnull) return true;
  if (column->sealed) return false;
  if (has_set_lookup(*column.type, how)) return true;
  if (how >= lookup::contained_by && how <= lookup::has_any_keys) return false;
  bool const scalar = is_scalar_oid(column->oid) || column->by_name;
  if (how == lookup::in) return scalar && column->array_oid != 0;
  if (how == lookup::exact) return scalar;
  if (column->enumeration) return false;
  bool const text = how == lookup::iexact || is_pattern(how) || how >= lookup::regex;
  if (text) return column->oid == sql_oid::text;
  return scalar && column->oid != sql_oid::boolean;
}

/// The type that the value of a condition travels as. Integers always travel as bigint: PostgreSQL
/// compares them with a smaller column through the same index.
constexpr type_oid parameter_oid(column_info const& column, lookup how) {
  bool const integer = is_integer_oid(column->oid);
  if (how == lookup::in) return integer ? sql_oid::int8_array : column->array_oid;
  if (how == lookup::has_key) return sql_oid::text;
  if (how == lookup::has_keys || how == lookup::has_any_keys) return sql_oid::text_array;
  type_oid const bound = how == lookup::contains ? bound_of_range(column->oid) : 0;
  if (bound != 0) return bound;
  if (how == lookup::contained_by && column->oid == sql_oid::address) return sql_oid::network;
  return integer ? sql_oid::int8 : column->oid;
}

}  // namespace detail
}  // namespace hyper
