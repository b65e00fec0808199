// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What may stand between a column and a lookup: `created__year__gte`, `name__lower`, and the keys
// of a JSON column, `extent__width__as_integer__gt`.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/lookup.hpp>
#include <string_view>

namespace hyper {

/// What is done with a column's value before it is compared.
enum class transform : std::uint8_t {
  year,
  iso_year,
  quarter,
  month,
  week,
  day,
  week_day,      ///< 0 is Sunday
  iso_week_day,  ///< 1 is Monday
  hour,
  minute,
  second,
  date,  ///< the day of a moment, in UTC
  lower,
  upper,
  trim,
  length,      ///< characters of a text
  size,        ///< elements of an array
  as_integer,  ///< a text, such as a value out of JSON, as a number
  as_number,
  as_boolean,
  start_of_year,  ///< the moment at which the year began, in UTC
  start_of_quarter,
  start_of_month,
  start_of_week,
  start_of_day,
  start_of_hour,
  start_of_minute,
  json_key,  ///< a name that is no other word here
  none
};

namespace detail {

inline constexpr std::array<std::string_view, 27> transform_names{
    "year",           "iso_year",
    "quarter",        "month",
    "week",           "day",
    "week_day",       "iso_week_day",
    "hour",           "minute",
    "second",         "date",
    "lower",          "upper",
    "trim",           "length",
    "size",           "as_integer",
    "as_number",      "as_boolean",
    "start_of_year",  "start_of_quarter",
    "start_of_month", "start_of_week",
    "start_of_day",   "start_of_hour",
    "start_of_minute"};

constexpr transform find_transform(std::string_view name) {
  for (std::size_t i = 0; i < transform_names.size(); ++i)
    if (transform_names[i] == name) return static_cast<transform>(i);
  return transform::none;
}

/// One step of a path behind its column.
struct path_step {
  transform how = transform::none;
  std::string_view key = {};
};

/// The types that transforms and expressions come to.
template <class T>
constexpr column_type describe_plain_type() {
  column_type made;
  made.sql_type = codec<T>::sql_type;
  made.value = type_id<T>;
  made.oid = codec<T>::oid;
  made.array_oid = codec<T>::array_oid;
  return made;
}
template <class T>
inline constexpr column_type plain_column = describe_plain_type<T>();

constexpr bool is_json(column_type const& type) { return type.oid == codec<jsonb>::oid; }
constexpr bool is_array(column_type const& type) {
  return type.oid != 0 && type.oid == type.array_oid;
}

constexpr bool is_start(transform how) {
  return how >= transform::start_of_year && how <= transform::start_of_minute;
}

/// Whether a value of a type has the transform.
constexpr bool type_has_transform(column_type const& type, transform how) {
  if (type.sealed) return false;
  if (how <= transform::week_day || how == transform::iso_week_day)
    return type.oid == sql_oid::day || is_moment_oid(type.oid);
  if (how < transform::date && type.oid == sql_oid::clock) return true;
  if (how <= transform::date) return is_moment_oid(type.oid);
  if (is_start(how)) return is_moment_oid(type.oid);
  if (how == transform::size) return is_array(type);
  if (how == transform::json_key) return is_json(type) || is_hstore(type);
  return type.oid == sql_oid::text && !type.enumeration;
}

constexpr column_type const* type_of_transform(transform how) {
  if (how < transform::date) return &plain_column<std::int32_t>;
  if (is_start(how)) return &plain_column<timestamp>;
  switch (how) {
    case transform::date:
      return &plain_column<date>;
    case transform::length:
    case transform::size:
      return &plain_column<std::int32_t>;
    case transform::as_integer:
      return &plain_column<std::int64_t>;
    case transform::as_number:
      return &plain_column<decimal>;
    case transform::as_boolean:
      return &plain_column<bool>;
    default:
      return &plain_column<std::string>;
  }
}

/// What EXTRACT calls it.
constexpr std::string_view extracted_field(transform how) {
  constexpr std::array<std::string_view, 11> fields{"YEAR", "ISOYEAR", "QUARTER", "MONTH",
                                                    "WEEK", "DAY",     "DOW",     "ISODOW",
                                                    "HOUR", "MINUTE",  "SECOND"};
  return fields[static_cast<std::size_t>(how)];
}

/// What stands before and behind the column. `moment` says whether it is a timestamp with
/// time zone: those are taken apart in UTC, whatever the session's time zone.
struct transform_text {
  std::string_view before, field, between, behind;
};
/// `date_trunc('month', p."created", 'UTC')`
constexpr transform_text text_of_start(transform how, bool moment) {
  constexpr std::array<std::string_view, 7> units{
      "'year', ", "'quarter', ", "'month', ", "'week', ", "'day', ", "'hour', ", "'minute', "};
  std::size_t const unit =
      static_cast<std::size_t>(how) - static_cast<std::size_t>(transform::start_of_year);
  return {"date_trunc(", units[unit], "", moment ? ", 'UTC')" : ") AT TIME ZONE 'UTC'"};
}
constexpr transform_text text_of_transform(transform how, bool moment) {
  if (how < transform::date)
    return {"CAST(EXTRACT(", extracted_field(how), " FROM ",
            moment ? " AT TIME ZONE 'UTC') AS integer)" : ") AS integer)"};
  if (is_start(how)) return text_of_start(how, moment);
  switch (how) {
    case transform::date:
      return {"CAST(", "", "", moment ? " AT TIME ZONE 'UTC' AS date)" : " AS date)"};
    case transform::lower:
      return {"LOWER(", "", "", ")"};
    case transform::upper:
      return {"UPPER(", "", "", ")"};
    case transform::trim:
      return {"BTRIM(", "", "", ")"};
    case transform::length:
      return {"char_length(", "", "", ")"};
    case transform::size:
      return {"cardinality(", "", "", ")"};
    case transform::as_integer:
      return {"CAST(", "", "", " AS bigint)"};
    case transform::as_number:
      return {"CAST(", "", "", " AS numeric)"};
    case transform::as_boolean:
      return {"CAST(", "", "", " AS boolean)"};
    default:
      return {};
  }
}

}  // namespace detail
}  // namespace hyper
