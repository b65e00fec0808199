// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/encrypted.hpp>
//
#include <exception>
#include <hyper/security/sealed_text.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

inline constexpr std::string_view encrypted_purpose = "hyper encrypted column";
// In front of what is bound to its column. What is not begins with the format of sealed_text, 1.
inline constexpr char bound_format = 2;
inline constexpr char unbound_format = 1;

HYPER_INLINE bool& opens_unbound_columns() {
  static bool opens = false;
  return opens;
}

HYPER_INLINE void throw_encrypted_elsewhere() {
  throw std::logic_error(
      "an encrypted value is stored in a column of a model, and read with its object: nowhere "
      "else");
}

/// The names that something has, or had before: the present one first.
HYPER_INLINE std::vector<std::string_view> former_names(model_info const& of, std::size_t words,
                                                        std::string_view name) {
  std::vector<std::string_view> names{name};
  for (std::size_t known = 0; known < names.size() && names.size() < 8; ++known)
    for (std::size_t i = 0; i < of.option_count; ++i) {
      model_columns const& option = of.options[i];
      if (option.option != model_option::renamed || option.count != words) continue;
      if (words == 1 ? known == 0 : option.columns[1] == names[known])
        names.push_back(option.columns[0]);
    }
  return names;
}

HYPER_INLINE std::string column_purpose(std::string_view table, std::string_view column) {
  if (table.empty()) throw_encrypted_elsewhere();
  return std::string(encrypted_purpose).append(" ").append(table).append(".").append(column);
}

HYPER_INLINE std::vector<std::byte> seal_column(std::string_view content, model_info const& of,
                                                std::string_view column) {
  std::string const bytes = bound_format + seal(content, column_purpose(of.table, column));
  auto const* const first = reinterpret_cast<std::byte const*>(bytes.data());
  return {first, first + bytes.size()};
}

/// What was sealed under a former name of the table or column opens, too.
HYPER_INLINE std::string open_bound(std::string_view sealed, model_info const& of,
                                    std::string_view column) {
  std::exception_ptr first;
  for (std::string_view const table : former_names(of, 1, of.table))
    for (std::string_view const name : former_names(of, 2, column)) {
      try {
        return open_sealed(sealed, column_purpose(table, name));
      } catch (sealed_text_error const&) {
        if (!first) first = std::current_exception();
      }
    }
  std::rethrow_exception(first);
}

HYPER_INLINE std::string open_column(std::vector<std::byte> const& sealed, model_info const& of,
                                     std::string_view column) {
  std::string_view const bytes(reinterpret_cast<char const*>(sealed.data()), sealed.size());
  if (bytes.starts_with(bound_format)) return open_bound(bytes.substr(1), of, column);
  if (bytes.starts_with(unbound_format) && !opens_unbound_columns())
    throw sealed_text_error(
        "content was sealed before it was bound to its column: see open_unbound_columns");
  return open_sealed(bytes, encrypted_purpose);
}

}  // namespace detail

HYPER_INLINE void open_unbound_columns(bool yes) { detail::opens_unbound_columns() = yes; }

}  // namespace hyper
