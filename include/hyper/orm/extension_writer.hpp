// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The statements that bring the extensions and types of tables. Private to orm/create_table.hpp.

#include <array>
#include <cstddef>
#include <hyper/orm/column.hpp>
#include <hyper/orm/sql_writer.hpp>
#include <string_view>

namespace hyper::detail {

/// Extensions that tables need, each once. `CREATE EXTENSION` may be denied to the program's user;
/// where the extension is there already, it does nothing and needs no rights.
class extension_writer {
 public:
  constexpr explicit extension_writer(sql_writer& out) : out_(out) {}

  constexpr void add_all(model_info const& model) {
    for (std::size_t i = 0; i < model.count; ++i) add(model[i]->extension);
    for (std::size_t i = 0; i < model.option_count; ++i)
      if (model.options[i].option == model_option::extension) add(model.options[i].columns[0]);
  }

 private:
  constexpr void add(std::string_view extension) {
    if (extension.empty()) return;
    for (std::size_t i = 0; i < count_; ++i)
      if (written_[i] == extension) return;
    if (count_ < written_.size()) written_[count_++] = extension;
    out_ << "CREATE EXTENSION IF NOT EXISTS ";
    out_.name(extension) << ";\n";
  }

  sql_writer& out_;
  std::array<std::string_view, 16> written_{};  // of more than that, some twice: they do nothing
  std::size_t count_ = 0;
};

/// Types that list their values, which PostgreSQL does not make "if not exists".
constexpr void write_listed_types(sql_writer& out, model_info const& model) {
  for (std::size_t i = 0; i < model.option_count; ++i) {
    model_columns const& option = model.options[i];
    if (option.option != model_option::listed_type) continue;
    out << "DO $hyper$BEGIN CREATE TYPE ";
    out.name(option.columns[0]) << " AS ENUM (";
    for (std::size_t j = 1; j < option.count; ++j) {
      if (j != 1) out << ", ";
      out.literal(option.columns[j]);
    }
    out << "); EXCEPTION WHEN duplicate_object THEN NULL; END$hyper$;\n";
  }
}

}  // namespace hyper::detail
