// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace hyper {

/// What PostgreSQL says of a failed statement (its ErrorResponse), field by field.
struct error_fields {
  std::string sqlstate;  ///< five characters, appendix A of its manual
  std::string message;
  std::string detail;
  std::string constraint;
  std::string table;
  std::string column;
  std::string severity;  ///< ERROR, FATAL, PANIC: after the last two the connection is gone

  bool is_fatal() const { return severity == "FATAL" || severity == "PANIC"; }
};

/// A statement failed. The subclasses name the classes of SQLSTATE that programs react to.
class database_error : public std::runtime_error {
 public:
  explicit database_error(error_fields what)
      : std::runtime_error(what.sqlstate + ": " + what.message), fields_(std::move(what)) {}
  error_fields const& fields() const { return fields_; }
  std::string const& sqlstate() const { return fields_.sqlstate; }
  std::string const& constraint() const { return fields_.constraint; }

 private:
  error_fields fields_;
};

struct integrity_error : database_error {
  using database_error::database_error;
};  // 23
struct unique_violation : integrity_error {
  using integrity_error::integrity_error;
};  // 23505
struct foreign_key_violation : integrity_error {
  using integrity_error::integrity_error;
};  // 23503
struct not_null_violation : integrity_error {
  using integrity_error::integrity_error;
};  // 23502
struct check_violation : integrity_error {
  using integrity_error::integrity_error;
};  // 23514
struct data_error : database_error {
  using database_error::database_error;
};  // 22
struct programming_error : database_error {
  using database_error::database_error;
};  // 42
struct serialization_failure : database_error {
  using database_error::database_error;
};  // 40001
struct deadlock_detected : serialization_failure {
  using serialization_failure::serialization_failure;
};  // 40P01
struct query_cancelled : database_error {
  using database_error::database_error;
};  // 57014
struct read_only_transaction : database_error {
  using database_error::database_error;
};  // 25006
/// The server is away, or was lost before it answered. Nothing says whether a statement that was
/// under way has had its effect.
struct database_unavailable : database_error {
  using database_error::database_error;
};  // 08, 57P
/// No connection became free in time.
struct pool_exhausted : database_unavailable {
  using database_unavailable::database_unavailable;
};

/// Throws the class that fits the SQLSTATE.
[[noreturn]] void throw_database_error(error_fields what);

namespace detail {
error_fields unavailable(std::string_view reason, std::string_view state = "08006");
std::exception_ptr as_exception(error_fields const& what);
/// The classes of SQLSTATE that say that the server, and not the statement, is the trouble.
bool is_unavailable(std::string_view sqlstate);
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/errors.ipp>
#endif
