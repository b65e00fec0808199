// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hyper {

/// What the object layer throws; what the database itself refuses comes as an error of postgres/.
class model_error : public std::runtime_error {
 public:
  model_error(std::string_view model, std::string_view sentence)
      : std::runtime_error(std::string(model).append(": ").append(sentence)), model_(model) {}

  /// The name of the C++ struct.
  std::string_view model() const noexcept { return model_; }

 private:
  std::string_view model_;  // a constant of the program
};

/// `get` or `first` found no row, or the row to update is gone. A web page answers 404.
class does_not_exist : public model_error {
 public:
  using model_error::model_error;
};

/// `get` found more than one row.
class multiple_objects : public model_error {
 public:
  using model_error::model_error;
};

/// An object with a `row_version` was to be saved, and somebody else has changed or deleted its row
/// since it was read. A web page answers 409.
class stale_object : public model_error {
 public:
  using model_error::model_error;
};

/// A row with the wanted unique values is there, but not to be seen: it is marked as deleted, or
/// another tenant's. A web page answers 409.
class hidden_row : public model_error {
 public:
  using model_error::model_error;
};

/// A statement is about rows of tenants, and nobody has said whose: see `as_tenant`.
class tenant_missing : public model_error {
 public:
  using model_error::model_error;
};

/// The object behind a foreign key is used, but was not loaded.
class relation_not_loaded : public model_error {
 public:
  using model_error::model_error;
};

/// A page was asked for with a payload that the query did not make. A web page answers 400.
class invalid_cursor : public model_error {
 public:
  using model_error::model_error;
};

namespace detail {
[[noreturn]] void throw_does_not_exist(std::string_view model);
[[noreturn]] void throw_multiple_objects(std::string_view model);
[[noreturn]] void throw_relation_not_loaded(std::string_view model);
[[noreturn]] void throw_stale_object(std::string_view model);
[[noreturn]] void throw_hidden_row(std::string_view model);
[[noreturn]] void throw_tenant_missing(std::string_view tenant);
[[noreturn]] void throw_invalid_cursor(std::string_view model);
[[noreturn]] void throw_number_too_large();
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/errors.ipp>
#endif
