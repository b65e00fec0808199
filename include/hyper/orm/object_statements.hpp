// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The statements that write one object. Private to orm/save.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>

namespace hyper::detail {

enum class object_action : std::uint8_t {
  insert,
  update,
  keyed,  ///< insert with the key; of a key that the program makes, or update the row that has it
  erase
};

/// Columns that a new row sends: all but a numbered key that is unset.
constexpr bool is_inserted(column_info const& column, object_action action) {
  return column->source != column_source::identity || action == object_action::keyed;
}
/// Columns that a stored row sends.
constexpr bool is_updated(column_info const& column) {
  return !column->primary && column->source == column_source::program;
}
/// Columns that the database answers with.
constexpr bool is_returned(column_info const& column, object_action action) {
  if (action == object_action::update) return column->source == column_source::on_each_save;
  return column->source != column_source::program;
}

constexpr bool has_updates(model_info const& model) {
  for (std::size_t i = 0; i < model.count; ++i)
    if (is_updated(model[i]) || model[i]->source == column_source::on_each_save) return true;
  return false;
}

constexpr void write_returning(sql_writer& out, model_info const& model, object_action action) {
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_returned(model[i], action)) continue;
    out << (first ? " RETURNING " : ", ");
    first = false;
    write_name(out, model[i]);
  }
}

constexpr void write_inserted_value(statement_writer& to, column_info const& column) {
  bool const supplied = !column->default_sql.empty() && !column->primary;
  if (supplied) to.out << "COALESCE(";
  to.parameter(column->oid);
  if (supplied) to.out << ", " << column->default_sql << ')';
}

constexpr void write_insert(statement_writer& to, model_info const& model, object_action action) {
  to.out << "INSERT INTO ";
  to.out.name(model.table);
  bool any = false;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_inserted(model[i], action)) continue;
    to.out << (any ? ", " : " (");
    any = true;
    write_name(to.out, model[i]);
  }
  if (!any) {
    to.out << " DEFAULT VALUES";
    return;
  }
  to.out << ") VALUES (";
  any = false;
  for (std::size_t i = 0; i < model.count; ++i) {
    if (!is_inserted(model[i], action)) continue;
    if (any) to.out << ", ";
    any = true;
    write_inserted_value(to, model[i]);
  }
  to.out << ')';
}

constexpr void write_conflict(sql_writer& out, model_info const& model) {
  out << " ON CONFLICT (";
  write_name(out, model[model.key]);
  out << ") DO UPDATE SET ";
  // Without anything to change the key is set to itself, so that the row is returned all the same.
  bool const changes = has_updates(model);
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    column_info const& column = model[i];
    bool const each = column->source == column_source::on_each_save;
    if (changes ? !is_updated(column) && !each : i != model.key) continue;
    if (!first) out << ", ";
    first = false;
    write_name(out, column);
    out << " = ";
    if (each) {
      out << column->default_sql;
    } else {
      out << "EXCLUDED.";
      write_name(out, column);
    }
  }
}

/// The key comes last. A model without other columns is set to itself.
constexpr void write_object_update(statement_writer& to, model_info const& model) {
  to.out << "UPDATE ";
  to.out.name(model.table) << " SET ";
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    column_info const& column = model[i];
    bool const each = column->source == column_source::on_each_save;
    if (!is_updated(column) && !each) continue;
    if (!first) to.out << ", ";
    first = false;
    write_name(to.out, column);
    to.out << " = ";
    if (each)
      to.out << column->default_sql;
    else
      to.parameter(column->oid);
  }
  column_info const& key = model[model.key];
  if (first) {
    write_name(to.out, key);
    to.out << " = ";
    write_name(to.out, key);
  }
  to.out << " WHERE ";
  write_name(to.out, key);
  to.out << " = ";
  to.parameter(key->oid);
}

constexpr void write_object_erase(statement_writer& to, model_info const& model) {
  to.out << "DELETE FROM ";
  to.out.name(model.table) << " WHERE ";
  write_name(to.out, model[model.key]);
  to.out << " = ";
  to.parameter(model[model.key]->oid);
}

constexpr void write_object_action(statement_writer& to, model_info const& model,
                                   object_action action) {
  switch (action) {
    case object_action::insert:
      write_insert(to, model, action);
      break;
    case object_action::keyed:
      write_insert(to, model, action);
      if (model[model.key]->source != column_source::identity) write_conflict(to.out, model);
      break;
    case object_action::update:
      write_object_update(to, model);
      break;
    case object_action::erase:
      write_object_erase(to, model);
      return;
  }
  write_returning(to.out, model, action);
}

/// One statement over an object of a model.
template <class Model, object_action Action>
struct object_statement {
  static consteval statement_writer measure() {
    statement_writer to;
    write_object_action(to, model_of<Model>, Action);
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
    write_object_action(to, model_of<Model>, Action);
    return made;
  }
  static constexpr auto written = write();
  static constexpr std::string_view sql{written.text.data(), written.text.size() - 1};
  static constexpr statement made{
      sql, statement_hash(sql), {written.types.data(), written.types.size() - 1}, false};
};

}  // namespace hyper::detail
