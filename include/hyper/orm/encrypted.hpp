// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: columns that the database cannot read.

#include <concepts>
#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/json/read.hpp>
#include <hyper/json/traits.hpp>
#include <hyper/json/write.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/reflect/members.hpp>
#include <hyper/reflect/type_name.hpp>
#include <hyper/reflect/value.hpp>
#include <hyper/security/sealed_text.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace hyper {

/// A value that is sealed (security/sealed_text.hpp) before it leaves the process, in a column of
/// type bytea: a text as it is, any other type as JSON. It behaves like the value that it holds,
/// but nothing prints it: JSON has four stars in its place, and templates and logs do not take it.
///
/// The database can neither compare nor sort it: no lookup but `isnull` exists. Each save seals it
/// anew, with the newest key. Its bytes are bound to the table and the column, and open nowhere
/// else; those of a column that was renamed open as long as the model says so by `renamed_column`
/// or `renamed_from`. Reading throws sealed_text_error when they belong elsewhere, or when their
/// key is gone. It is a member of a model, by itself or in a std::optional.
template <class T = std::string>
class encrypted {
 public:
  encrypted() = default;
  encrypted(T value) : value_(std::move(value)) {}
  template <class Value>
    requires(!std::same_as<Value, T> && !std::same_as<Value, encrypted> &&
             std::convertible_to<Value const&, T>)
  encrypted(Value const& value) : value_(value) {}

  T const& operator*() const { return value_; }
  T& operator*() { return value_; }
  T const* operator->() const { return &value_; }
  T* operator->() { return &value_; }

  friend bool operator==(encrypted const&, encrypted const&) = default;

 private:
  T value_{};
};

/// Has content opened, too, that was sealed before it was bound to its column: until all rows have
/// been read and saved once. Meanwhile such content could have been moved here from another column.
/// Call it before threads are started.
void open_unbound_columns(bool yes = true);

namespace detail {

inline constexpr std::string_view encrypted_stars = "****";

/// Seals the content of a column, and opens it. Throw sealed_text_error, and std::logic_error for
/// what is no column of a model.
std::vector<std::byte> seal_column(std::string_view content, model_info const& of,
                                   std::string_view column);
std::string open_column(std::vector<std::byte> const& sealed, model_info const& of,
                        std::string_view column);
[[noreturn]] void throw_encrypted_elsewhere();

template <class T>
std::string content_of(T const& value) {
  if constexpr (std::same_as<T, std::string>)
    return value;
  else
    return to_json(value);
}

template <class T>
T value_of_content(std::string content) {
  if constexpr (std::same_as<T, std::string>) {
    return content;
  } else {
    read_options lenient;
    lenient.allow_unknown = true;
    lenient.allow_missing = true;
    auto read = read_json<T>(content, lenient);
    if (!read) throw model_error(type_name<T>(), "an encrypted column holds another type");
    return std::move(read).value();
  }
}

template <class T>
inline constexpr bool is_sealed_member<encrypted<T>> = true;
template <class T>
inline constexpr bool is_sealed_member<std::optional<encrypted<T>>> = true;

template <class Model, std::size_t Position>
void read_sealed(void* place, row_view const& row, std::size_t at) {
  using member_of_model = member_type<Model, Position>;
  auto& member = *static_cast<member_of_model*>(place);
  constexpr bool may_be_null = is_optional_column<member_of_model>;
  if (row.is_null(at)) {
    if constexpr (!may_be_null) refuse_null();
    member = member_of_model();
    return;
  }
  auto content = open_column(row.template get<std::vector<std::byte>>(at), model_of<Model>,
                             member_names<Model>[Position]);
  if constexpr (may_be_null)
    *member.emplace() =
        value_of_content<std::remove_cvref_t<decltype(**member)>>(std::move(content));
  else
    *member = value_of_content<std::remove_cvref_t<decltype(*member)>>(std::move(content));
}

template <class Model, std::size_t Position, class Values>
void bind_sealed(member_type<Model, Position> const& member, Values& values) {
  auto const bind = [&values](auto const& value) {
    values.add(seal_column(content_of(*value), model_of<Model>, member_names<Model>[Position]));
  };
  if constexpr (!is_optional_column<member_type<Model, Position>>)
    bind(member);
  else if (member)
    bind(*member);
  else
    values.add_null();
}

template <class Model, std::size_t Position>
constexpr column_type describe_bound_column() {
  column_type column = describe_member_type<member_type<Model, Position>>();
  column.access.read = &read_sealed<Model, Position>;
  column.access.bind = [](void const* member, parameters& values) {
    bind_sealed<Model, Position>(*static_cast<member_type<Model, Position> const*>(member), values);
  };
  return column;
}
template <class Model, std::size_t Position>
inline constexpr column_type bound_column = describe_bound_column<Model, Position>();
template <class Model, std::size_t Position>
constexpr column_type const* bound_column_type() {
  return &bound_column<Model, Position>;
}

}  // namespace detail

/// It has no bytes but those of a model's column.
template <class T>
struct column_traits<encrypted<T>> {
  using as = std::vector<std::byte>;
  static constexpr bool sealed = true;

  static as to(encrypted<T> const&) { detail::throw_encrypted_elsewhere(); }
  static encrypted<T> from(as const&) { detail::throw_encrypted_elsewhere(); }
};

/// Written as stars. A text is read as the value; stars that come back are refused.
template <class T>
struct json_traits<encrypted<T>> {
  static void write(json_writer& out, encrypted<T> const&) { out.value(detail::encrypted_stars); }
};
template <>
struct json_traits<encrypted<std::string>> {
  using as = std::string;
  static as to(encrypted<std::string> const&) { return as(detail::encrypted_stars); }
  static std::optional<problem> from(as value, encrypted<std::string>& into) {
    if (value == detail::encrypted_stars)
      return problem{"encrypted", "must be the new value, not stars"};
    into = encrypted<std::string>(std::move(value));
    return std::nullopt;
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/encrypted.ipp>
#endif
