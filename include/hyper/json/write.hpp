// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/json/writer.hpp>
#include <string>

namespace hyper {

/// Appends the value as JSON (RFC 8259): structs with their members in order of declaration,
/// `std::optional` without value as null, enumerators by name, floating-point numbers in the
/// shortest form that reads back the same. Always valid JSON in valid UTF-8.
template <class T>
void write_json(std::string& out, T const& value) {
  json_writer(out).value(value);
}

/// The value as JSON in a new string.
template <class T>
std::string to_json(T const& value) {
  std::string out;
  json_writer(out).value(value);
  return out;
}

}  // namespace hyper
