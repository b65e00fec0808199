// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: texts by keys, of PostgreSQL's extension hstore.

#include <cstdint>
#include <hyper/postgres/scalar_codec.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Texts by their keys; a key may have no text. A type of PostgreSQL's extension `hstore`.
using hstore = std::map<std::string, std::optional<std::string>>;

/// The extension's type has another number in each database, which PostgreSQL finds out.
template <>
struct codec<hstore> {
  static constexpr type_oid oid = 705, array_oid = 0;
  static constexpr std::string_view extension = "hstore";
  static constexpr std::string_view sql_type = "hstore";

  static void encode(std::string& out, hstore const& value) {
    detail::append_network(out, static_cast<std::uint32_t>(value.size()));
    for (auto const& [key, text] : value) {
      append(out, key);
      if (text)
        append(out, *text);
      else
        detail::append_network(out, no_text);
    }
  }

  /// Throws decode_error.
  static hstore decode(std::string_view bytes) {
    hstore made;
    auto const count = detail::read_network<std::uint32_t>(bytes);
    bytes.remove_prefix(4);
    for (std::uint32_t i = 0; i < count; ++i) {
      auto key = take(bytes);
      if (!key) throw decode_error("an hstore from the database has no key");
      made.insert_or_assign(std::move(*key), take(bytes));
    }
    if (!bytes.empty()) throw decode_error("an hstore from the database is too long");
    return made;
  }

 private:
  static constexpr std::uint32_t no_text = 0xFFFFFFFF;

  static void append(std::string& out, std::string_view text) {
    detail::append_network(out, static_cast<std::uint32_t>(text.size()));
    out.append(text);
  }
  static std::optional<std::string> take(std::string_view& bytes) {
    auto const size = detail::read_network<std::uint32_t>(bytes);
    bytes.remove_prefix(4);
    if (size == no_text) return std::nullopt;
    if (size > bytes.size()) throw decode_error("a value from the database is too short");
    std::string text(bytes.substr(0, size));
    bytes.remove_prefix(size);
    return text;
  }
};

}  // namespace hyper
