// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <hyper/postgres/value_codec.hpp>
#include <vector>

namespace hyper {

/// A one-dimensional array. Elements may be null when they are std::optional.
template <class T>
  requires requires { codec<T>::array_oid; }
struct codec<std::vector<T>> {
  static constexpr type_oid oid = codec<T>::array_oid;
  static constexpr type_oid array_oid = codec<T>::array_oid;  // PostgreSQL's arrays do not nest
  static constexpr auto type_text = [] {
    std::array<char, codec<T>::sql_type.size() + 2> text{};
    std::size_t at = 0;
    for (char const c : codec<T>::sql_type) text[at++] = c;
    text[at++] = '[';
    text[at] = ']';
    return text;
  }();
  static constexpr std::string_view sql_type{type_text.data(), type_text.size()};

  static void encode(std::string& out, std::vector<T> const& value) {
    if (value.size() > 0x7FFFFFFF) throw std::length_error("an array has too many elements");
    detail::append_network<std::uint32_t>(out, value.empty() ? 0 : 1);
    detail::append_network<std::uint32_t>(out, is_nullable ? 1 : 0);
    detail::append_network<std::uint32_t>(out, codec<T>::oid);
    if (value.empty()) return;
    detail::append_network<std::uint32_t>(out, static_cast<std::uint32_t>(value.size()));
    detail::append_network<std::uint32_t>(out, 1);  // the first subscript
    for (auto const& element : value) append_element(out, element);
  }

  static std::vector<T> decode(std::string_view bytes) {
    std::uint32_t const dimensions = detail::read_network<std::uint32_t>(bytes);
    if (dimensions == 0) return {};
    if (dimensions != 1)
      throw decode_error("an array from the database has more than one dimension");
    if (!holds(detail::read_network<std::uint32_t>(bytes, 8)))
      throw decode_error("an array from the database has elements of another type");
    std::size_t const count = detail::read_network<std::uint32_t>(bytes, 12);
    if (bytes.size() < 20 || count > (bytes.size() - 20) / 4)
      throw decode_error("an array from the database is too short");
    std::vector<T> made;
    made.reserve(count);
    bytes.remove_prefix(20);
    for (std::size_t i = 0; i < count; ++i) made.push_back(take_element(bytes));
    if (!bytes.empty()) throw decode_error("an array from the database is too long");
    return made;
  }

 private:
  /// Texts come in arrays of text, of varchar and of char.
  static constexpr bool holds(type_oid element) {
    return element == codec<T>::oid ||
           (codec<T>::oid == codec<std::string>::oid && (element == 1043 || element == 1042));
  }
  static constexpr bool is_nullable = requires { typename codec<T>::nullable_of; };

  static void append_element(std::string& out, T const& element) {
    if constexpr (is_nullable) {
      if (!element) return detail::append_network<std::uint32_t>(out, 0xFFFFFFFF);
      append_bytes<typename codec<T>::nullable_of>(out, *element);
    } else {
      append_bytes<T>(out, element);
    }
  }
  template <class Plain>
  static void append_bytes(std::string& out, Plain const& element) {
    out.append(4, '\0');
    std::size_t const at = out.size();
    codec<Plain>::encode(out, element);
    std::uint32_t const length =
        detail::swap_to_network(static_cast<std::uint32_t>(out.size() - at));
    std::memcpy(out.data() + at - 4, &length, 4);
  }
  static T take_element(std::string_view& bytes) {
    auto const length = static_cast<std::int32_t>(detail::read_network<std::uint32_t>(bytes));
    bytes.remove_prefix(4);
    if constexpr (is_nullable) {
      if (length == -1) return std::nullopt;
      return codec<typename codec<T>::nullable_of>::decode(take_bytes(bytes, length));
    } else {
      if (length == -1) throw decode_error("a null in an array was read as a value");
      return codec<T>::decode(take_bytes(bytes, length));
    }
  }
  static std::string_view take_bytes(std::string_view& bytes, std::int32_t length) {
    if (length < 0 || static_cast<std::size_t>(length) > bytes.size())
      throw decode_error("an element of an array has an impossible length");
    std::string_view const taken = bytes.substr(0, static_cast<std::size_t>(length));
    bytes.remove_prefix(taken.size());
    return taken;
  }
};

}  // namespace hyper
