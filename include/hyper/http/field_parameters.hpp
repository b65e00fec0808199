// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A parameterised field value taken apart, as Content-Type and Content-Disposition are.
struct field_parameter {
  std::string name;   ///< in small letters; with its '*' when the value is an extended one
  std::string value;  ///< without quotes and escapes
};

/// Goes through the parameters of a field value (RFC 9110 §5.6.6), behind its first ';'. In quoted
/// values a backslash escapes quotes and backslashes only: browsers do not escape it, and some
/// clients send whole paths.
///
///     for (field_parameters each(value); auto part = each.next();) …
class field_parameters {
 public:
  explicit field_parameters(std::string_view field);
  std::optional<field_parameter> next();
  /// What stands before the first ';', without white space around it.
  std::string_view word() const { return word_; }
  /// Something was there that is no parameter: `next` has stopped at it.
  bool malformed() const { return malformed_; }

 private:
  std::optional<std::string> take_value();

  std::string_view word_;
  std::string_view rest_;
  bool malformed_ = false;
};

/// Undoes the encoding of extended values (RFC 8187): "UTF-8''na%C3%AFve". UTF-8 and ISO-8859-1 are
/// known; the result is UTF-8. Nothing for anything else.
std::optional<std::string> decode_extended_value(std::string_view text);

/// The Content-Disposition of a part of a form (RFC 7578 §4.2).
struct form_disposition {
  std::string name;
  std::optional<std::string> filename;  ///< of filename* if there is one, as the client sent it
};

/// Nothing when it is no `form-data` with one name, or is not UTF-8.
std::optional<form_disposition> read_form_disposition(std::string_view field);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/field_parameters.ipp>
#endif
