// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/json/read.hpp>
#include <hyper/json/write.hpp>
#include <hyper/orm/column_traits.hpp>
#include <hyper/orm/errors.hpp>
#include <hyper/orm/held_column.hpp>
#include <hyper/postgres/value_codec.hpp>
#include <hyper/reflect/type_name.hpp>
#include <utility>

namespace hyper {

/// A value that is kept as JSON, in a column of type jsonb: any type that json/ can write and read,
/// `stored_json<settings>`, `stored_json<std::vector<line>>`. It behaves like the value that it
/// holds.
template <class T>
class stored_json {
 public:
  using value_type = T;

  stored_json() = default;
  stored_json(T value) : value_(std::move(value)) {}

  static std::optional<problem> check(T const&) { return std::nullopt; }
  static stored_json unchecked(T value) { return stored_json(std::move(value)); }

  T const& value() const { return value_; }
  operator T const&() const { return value_; }
  T const& operator*() const { return value_; }
  T& operator*() { return value_; }
  T const* operator->() const { return &value_; }
  T* operator->() { return &value_; }

 private:
  T value_{};
};

/// Stored values live longer than the program's types: members that the type has no more are
/// skipped, and those that are new keep their defaults. Anything else that does not fit throws
/// model_error.
template <class T>
struct column_traits<stored_json<T>> {
  using as = jsonb;
  static jsonb to(stored_json<T> const& value) { return {to_json(value.value())}; }
  static stored_json<T> from(jsonb const& stored) {
    read_options lenient;
    lenient.allow_unknown = true;
    lenient.allow_missing = true;
    auto read = read_json<T>(stored.text, lenient);
    if (!read)
      throw model_error(type_name<T>(),
                        "the database holds JSON that does not fit: " + read.problems()[0].pointer +
                            ' ' + read.problems()[0].sentence);
    return stored_json<T>(std::move(read).value());
  }
};

}  // namespace hyper
