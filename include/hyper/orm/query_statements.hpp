// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/select.hpp>
#include <hyper/orm/shape.hpp>
#include <hyper/orm/touched_tables.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>

namespace hyper::detail {

/// What all the texts of a query's combinations come to.
struct statement_sizes {
  std::size_t characters = 0;
  std::size_t parameters = 0;
};

constexpr statement_sizes measure_query(query_shape const& shape, query_action action) {
  statement_sizes sizes;
  for (unsigned variant = 0; variant < 1U << shape.bits; ++variant) {
    statement_writer to;
    write_query(to, shape, action, variant);
    sizes.characters += to.out.size() + 1;
    sizes.parameters += to.count;
  }
  return sizes;
}

/// The texts, one behind the other, each with a terminating zero, and the types of their
/// parameters.
template <std::size_t Characters, std::size_t Parameters, std::size_t Variants>
struct statement_texts {
  std::array<char, Characters> text{};
  std::array<type_oid, Parameters + 1> types{};
  std::array<statement_sizes, Variants + 1> ends{};
};

/// The statements of a query: one for each combination of its optional conditions.
template <class Model, query_action Action, class... Clauses>
struct query_statements {
  static constexpr query_shape const& shape = shape_of<Model, Clauses...>;
  static constexpr query_shape const* shape_address = &shape_of<Model, Clauses...>;
  static constexpr bool writes = Action == query_action::erase || Action == query_action::update;
  static constexpr statement_tables touched{
      {}, reads_unlogged(shape), shape_address, writes ? &list_written_table : &list_tables};
  static constexpr std::size_t variants = std::size_t{1} << shape.bits;

  static consteval auto write() {
    constexpr statement_sizes sizes = measure_query(shape, Action);
    statement_texts<sizes.characters, sizes.parameters, variants> texts;
    for (unsigned variant = 0; variant < variants; ++variant) {
      statement_sizes const at = texts.ends[variant];
      statement_writer to(texts.text.data() + at.characters, texts.types.data() + at.parameters);
      write_query(to, shape, Action, variant);
      texts.ends[variant + 1] = {at.characters + to.out.size() + 1, at.parameters + to.count};
    }
    return texts;
  }
  static constexpr auto texts = write();

  static constexpr std::string_view sql(unsigned variant) {
    std::size_t const at = texts.ends[variant].characters;
    return {texts.text.data() + at, texts.ends[variant + 1].characters - at - 1};
  }

  static consteval auto make() {
    std::array<statement, variants> made{};
    for (unsigned variant = 0; variant < variants; ++variant) {
      std::size_t const at = texts.ends[variant].parameters;
      made[variant].sql = sql(variant);
      made[variant].hash = statement_hash(made[variant].sql);
      made[variant].parameter_types = {texts.types.data() + at,
                                       texts.ends[variant + 1].parameters - at};
      made[variant].pure_read = !writes && shape.lock == row_lock::none;
      made[variant].touches = &touched;
      made[variant].supply = shape.tenants.supply();
    }
    return made;
  }
  static constexpr auto statements = make();
};

}  // namespace hyper::detail
