// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The values that conditions are given: which types fit a column, and how they are bound. A value
// is unwrapped and widened first, so that there is one way to bind a number, a text, a moment.

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/column.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/lookup.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/wire_value.hpp>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/reflect/value.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hyper::detail {

template <class V>
concept text_like = std::convertible_to<V const&, std::string_view>;

template <class V>
concept key_holder = requires(V const& value) {
  typename V::model_type;
  value.key();
};

/// An extractor of a request and the like: `*value` is what counts.
template <class V>
concept value_holder = std::is_class_v<V> && !is_optional_column<V> && requires(V const& value) {
  requires std::is_lvalue_reference_v<decltype(*value)>;
} && !requires(V const& value) { value.begin(); };

template <class V>
concept model_object = std::is_class_v<V> && has_meta<V>;

/// The value inside of checked values, column wrappers, foreign keys, extractors and objects.
template <class V>
constexpr decltype(auto) plain_value(V const& value) {
  if constexpr (!std::is_class_v<V> || text_like<V> || column_substituted<V>)
    return (value);
  else if constexpr (key_holder<V>)
    return (value.key());
  else if constexpr (model_object<V>)
    return plain_value(member<key_position<V>>(value));
  else if constexpr (checked_value<V>)
    return plain_value(value.value());
  else if constexpr (value_holder<V>)
    return plain_value(*value);
  else
    return (value);
}

template <class V>
using plain_type = std::remove_cvref_t<decltype(plain_value(std::declval<V const&>()))>;

/// The type of PostgreSQL that a plain value is by nature; 0 for none.
template <class V>
consteval type_oid natural_oid() {
  if constexpr (std::same_as<V, bool>)
    return sql_oid::boolean;
  else if constexpr (std::is_integral_v<V>)
    return sql_oid::int8;
  else if constexpr (std::is_floating_point_v<V>)
    return sql_oid::float8;
  else if constexpr (text_like<V>)
    return sql_oid::text;
  else if constexpr (has_codec<V>)
    return codec<V>::oid;
  else
    return 0;
}

constexpr bool is_real(type_oid oid) { return oid == sql_oid::float4 || oid == sql_oid::float8; }

/// Whether a value of a plain type, whose nature and identity are given, can be compared with a
/// column.
constexpr bool column_takes(column_info const& column, type_oid nature, std::uint64_t id) {
  if (id == column->value) return true;
  if (column->by_name) return nature == sql_oid::text && column->value == type_id<std::string>;
  if (column->sealed || column->enumeration || nature == 0 || column->oid == sql_oid::unknown)
    return false;
  if (is_integer_oid(column->oid)) return nature == sql_oid::int8;
  if (is_real(column->oid)) return nature == sql_oid::float8 || nature == sql_oid::int8;
  if (column->oid == sql_oid::numeric) return nature == sql_oid::numeric || nature == sql_oid::int8;
  return nature == column->oid;
}

/// A foreign key takes objects of its model, and of no other.
template <class V>
constexpr bool is_object_of(column_info const& column) {
  if constexpr (model_object<V>) return column->relation && column->target->id == type_id<V>;
  return true;
}

template <class V>
constexpr bool column_takes_value(column_info const& column) {
  if constexpr (is_optional_column<V>) return false;
  using plain = plain_type<V>;
  if (!is_object_of<V>(column)) return false;
  if constexpr (std::is_enum_v<plain>) return column->value == type_id<plain>;
  return column_takes(column, natural_oid<plain>(), type_id<plain>);
}

template <class V>
concept value_list = requires(V const& list) {
  list.begin();
  list.end();
  list.size();
} && !text_like<V>;

/// Whether a lookup of a column takes a value of this type.
template <class V>
constexpr bool lookup_takes(column_info const& column, lookup how) {
  if (how == lookup::isnull) return std::same_as<plain_type<V>, bool>;
  if (has_set_lookup(*column.type, how)) {
    column_type wanted;
    wanted.oid = parameter_oid(column, how);
    if (wanted.oid == column->oid) wanted.value = column->value;
    return column_takes({{}, &wanted}, natural_oid<plain_type<V>>(), type_id<plain_type<V>>);
  }
  if constexpr (value_list<plain_type<V>>) {
    using element = std::remove_cvref_t<decltype(*std::declval<plain_type<V> const&>().begin())>;
    if (how == lookup::in) return column_takes_value<element>(column);
  }
  return how != lookup::in && column_takes_value<V>(column);
}

/// An update may give an optional to a column that may be NULL.
template <class V>
constexpr bool assigns_null(column_info const& column) {
  if constexpr (std::same_as<V, std::nullopt_t>)
    return column->nullable;
  else if constexpr (is_optional_column<V>)
    return column->nullable && column_takes_value<typename V::value_type>(column);
  else
    return false;
}

/// What a column of this type would take, in words for the compiler's sentence.
constexpr std::string_view wanted_value(column_info const& column, lookup how) {
  if (how == lookup::isnull) return "give a bool";
  if (how == lookup::in) return "give a list of such values";
  if (how == lookup::has_keys || how == lookup::has_any_keys) return "give a vector of texts";
  if (column->relation) return "give its key or the object";
  if (column->enumeration) return "give an enumerator";
  switch (column->oid) {
    case sql_oid::boolean:
      return "give a bool";
    case sql_oid::int2:
    case sql_oid::int4:
    case sql_oid::int8:
      return "give a whole number";
    case sql_oid::float4:
    case sql_oid::float8:
      return "give a number";
    case sql_oid::numeric:
      return "give a decimal";
    case sql_oid::text:
      return "give a text";
    case sql_oid::day:
      return "give a date";
    case sql_oid::moment:
      return "give a timestamp";
    case sql_oid::universal_id:
      return "give a uuid";
    default:
      return "give a value of the column";
  }
}

template <class V>
std::int64_t to_int8(V value) {
  if constexpr (std::is_unsigned_v<V> && sizeof(V) == 8)
    if (value > static_cast<V>(INT64_MAX)) throw_number_too_large();
  return static_cast<std::int64_t>(value);
}

/// The form in which a value travels to a column of a type.
template <type_oid Oid, class V>
decltype(auto) travelling_value(V const& value) {
  if constexpr (is_integer_oid(Oid) && std::is_integral_v<V>)
    return to_int8(value);
  else if constexpr (Oid == sql_oid::float4 && std::is_arithmetic_v<V>)
    return static_cast<float>(value);
  else if constexpr (Oid == sql_oid::float8 && std::is_arithmetic_v<V>)
    return static_cast<double>(value);
  else if constexpr (Oid == sql_oid::numeric && std::is_integral_v<V>)
    return decimal(to_int8(value));
  else if constexpr (text_like<V>)
    return std::string_view(value);
  else if constexpr (column_substituted<V>)
    return column_traits<V>::to(value);
  else
    return (value);
}

template <type_oid Oid, class V>
void bind_value(parameters& to, V const& value) {
  auto const& plain = plain_value(value);
  to.add(travelling_value<Oid>(plain));
}

/// Says in an array that travels that its elements are of another type of the same form.
void set_element_type(std::string& array, type_oid type);

template <type_oid Oid, class V>
void bind_list(parameters& to, V const& value) {
  auto const& list = plain_value(value);
  using element = std::remove_cvref_t<decltype(travelling_value<Oid>(plain_value(*list.begin())))>;
  std::vector<element> values;
  values.reserve(list.size());
  for (auto const& one : list) values.push_back(travelling_value<Oid>(plain_value(one)));
  if constexpr (is_integer_oid(Oid) || codec<element>::oid == Oid) {
    to.add(values);
  } else {
    std::string bytes;
    codec<std::vector<element>>::encode(bytes, values);
    set_element_type(bytes, Oid);
    to.add(wire_value{bytes});
  }
}

/// The value of an update.
template <type_oid Oid, class V>
void bind_assigned(parameters& to, V const& value) {
  if constexpr (std::same_as<V, std::nullopt_t>) {
    to.add_null();
  } else if constexpr (is_optional_column<V>) {
    if (value)
      bind_value<Oid>(to, *value);
    else
      to.add_null();
  } else {
    bind_value<Oid>(to, value);
  }
}

/// A pattern for LIKE in which the text stands for itself.
void bind_pattern(parameters& to, lookup how, std::string_view text);

/// Binds what one condition is given.
template <type_oid Oid, lookup How, class V>
void bind_condition(parameters& to, V const& value) {
  if constexpr (is_pattern(How) && Oid == sql_oid::text)
    bind_pattern(to, How, std::string_view(plain_value(value)));
  else if constexpr (How == lookup::in)
    bind_list<Oid>(to, value);
  else
    bind_value<Oid>(to, value);
}

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/orm/value.ipp>
#endif
