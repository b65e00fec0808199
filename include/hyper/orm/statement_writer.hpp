// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Writes statements: SQL with parameters, and the types of those. Private to orm/.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/sql_writer.hpp>
#include <hyper/orm/tenant_use.hpp>
#include <hyper/postgres/statement.hpp>
#include <span>
#include <string_view>

namespace hyper::detail {

/// SQL with numbered parameters, whose types are noted.
struct statement_writer {
  sql_writer out;
  type_oid* types = nullptr;
  std::size_t count = 0;

  constexpr statement_writer() = default;
  constexpr statement_writer(char* text, type_oid* parameter_types)
      : out(text), types(parameter_types) {}
  /// Goes on in another's text, with numbers behind those of `used` parameters.
  constexpr statement_writer(statement_writer const& other, std::size_t used)
      : out(other.out), types(other.types), count(used) {}

  /// `$3`
  constexpr void parameter(type_oid type) {
    if (types != nullptr) types[count] = type;
    ++count;
    repeat(count);
  }
  /// Where rows of tenants are meant, the first parameter is the tenant's key.
  constexpr void begin(tenant_use const& tenants) {
    if (!tenants.any) return;
    if (types != nullptr) types[count] = tenants.key->oid;
    ++count;
  }
  /// A parameter that is there already.
  constexpr void repeat(std::size_t number) {
    out << '$';
    out.number(static_cast<std::int64_t>(number));
  }
};

/// The statement that `Source::write(statement_writer&)` writes, as a constant. `Source` knows as
/// well whether it is a `pure_read`, the tables `touched`, and the `tenants` whose rows it is
/// about.
template <class Source>
struct constant_statement {
  static consteval statement_writer measure() {
    statement_writer to;
    to.begin(Source::tenants);
    Source::write(to);
    return to;
  }
  template <std::size_t Characters, std::size_t Parameters>
  struct content {
    std::array<char, Characters + 1> text{};
    std::array<type_oid, Parameters + 1> types{};
  };
  static consteval auto write() {
    constexpr statement_writer size = measure();
    content<size.out.size(), size.count> made;
    statement_writer to(made.text.data(), made.types.data());
    to.begin(Source::tenants);
    Source::write(to);
    return made;
  }
  static constexpr auto written = write();
  static constexpr std::string_view sql{written.text.data(), written.text.size() - 1};
  static constexpr std::span<type_oid const> types{written.types.data(), written.types.size() - 1};
  static constexpr statement made{sql,
                                  statement_hash(sql),
                                  types,
                                  Source::pure_read,
                                  &Source::touched,
                                  Source::tenants.supply()};
};

}  // namespace hyper::detail
