// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// The statements that write one object. Private to orm/save.hpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/orm/keyset.hpp>
#include <hyper/orm/model.hpp>
#include <hyper/orm/statement_writer.hpp>
#include <hyper/orm/touched_tables.hpp>
#include <hyper/postgres/statement.hpp>
#include <string_view>

namespace hyper::detail {

enum class object_action : std::uint8_t {
  insert,
  update,
  keyed,  ///< insert with the key; of a key that the program makes, or update the row that has it
  erase,  ///< of a model that is deleted softly: the mark is set
  hard_erase
};

/// Columns that a new row sends: all but a numbered key that is unset.
constexpr bool is_inserted(column_info const& column, object_action action) {
  if (column->source == column_source::generated || column->source == column_source::version)
    return false;
  return column->source != column_source::identity || action == object_action::keyed;
}
/// … of them those whose value is the object's.
constexpr bool is_bound(column_info const& column, object_action action) {
  return is_inserted(column, action) && column->source != column_source::tenant;
}
/// Columns that a stored row sends.
constexpr bool is_updated(model_info const& model, std::size_t i) {
  column_source const source = model[i]->source;
  return !model.is_key(i) &&
         (source == column_source::program || source == column_source::defaulted);
}
/// Columns that change with every update, by themselves.
constexpr bool is_refreshed(column_info const& column) {
  return column->source == column_source::on_each_save || column->source == column_source::version;
}
/// Columns that the database answers with.
constexpr bool is_returned(column_info const& column, object_action action) {
  if (action == object_action::update)
    return is_refreshed(column) || column->source == column_source::generated;
  return column->source != column_source::program;
}

constexpr bool has_updates(model_info const& model) {
  for (std::size_t i = 0; i < model.count; ++i)
    if (is_updated(model, i) || is_refreshed(model[i])) return true;
  return false;
}

/// The column of the optimistic lock, or `no_column`.
constexpr std::size_t version_column(model_info const& model) {
  for (std::size_t i = 0; i < model.count; ++i)
    if (model[i]->source == column_source::version) return i;
  return no_column;
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
  if (column->source == column_source::tenant) return to.repeat(1);
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

/// `now()`, or the next number of `"version"`.
constexpr void write_refreshed(sql_writer& out, model_info const& model,
                               column_info const& column) {
  if (column->source == column_source::version) {
    out.name(model.table) << '.';
    write_name(out, column);
    out << " + 1";
  } else {
    out << column->default_sql;
  }
}

constexpr void write_key_names(sql_writer& out, model_info const& model) {
  for (std::size_t i = 0; i < model.key_count(); ++i) {
    if (i != 0) out << ", ";
    write_name(out, model[model.key_column(i)]);
  }
}

/// A row of another tenant stays as it is.
constexpr void write_own_conflict(sql_writer& out, model_info const& model) {
  std::size_t const tenant = model.tenant_column();
  if (tenant == no_column) return;
  out << " WHERE ";
  out.name(model.table) << '.';
  write_tenant_condition(out, model[tenant]);
}

constexpr void write_conflict(sql_writer& out, model_info const& model) {
  out << " ON CONFLICT (";
  write_key_names(out, model);
  out << ") DO UPDATE SET ";
  // Without anything to change the key is set to itself, so that the row is returned all the same.
  bool const changes = has_updates(model);
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    column_info const& column = model[i];
    bool const each = is_refreshed(column);
    if (changes ? !is_updated(model, i) && !each : i != model.key) continue;
    if (!first) out << ", ";
    first = false;
    write_name(out, column);
    out << " = ";
    if (each) {
      write_refreshed(out, model, column);
    } else {
      out << "EXCLUDED.";
      write_name(out, column);
    }
  }
  write_own_conflict(out, model);
}

/// A column with a default keeps its value when the member is unset.
constexpr void write_updated_value(statement_writer& to, column_info const& column) {
  bool const keeps = column->source == column_source::defaulted;
  if (keeps) to.out << "COALESCE(";
  to.parameter(column->oid);
  if (!keeps) return;
  to.out << ", ";
  write_name(to.out, column);
  to.out << ')';
}

/// ` WHERE "id" = $1`
constexpr void write_object_condition(statement_writer& to, model_info const& model) {
  for (std::size_t i = 0; i < model.key_count(); ++i) {
    column_info const& key = model[model.key_column(i)];
    to.out << (i == 0 ? " WHERE " : " AND ");
    write_name(to.out, key);
    to.out << " = ";
    to.parameter(key->oid);
  }
  std::size_t const tenant = model.tenant_column();
  if (tenant == no_column) return;
  to.out << " AND ";
  write_tenant_condition(to.out, model[tenant]);
}

/// Whether a column is written by an update of all columns, or of those that are marked.
constexpr bool is_sent(model_info const& model, std::size_t i, std::nullptr_t) {
  return is_updated(model, i);
}
template <class Marks>
constexpr bool is_sent(model_info const&, std::size_t i, Marks const& marks) {
  return marks[i];
}

/// The key comes last, and behind it the version. A model without other columns is set to itself.
template <class Marks>
constexpr void write_partial_update(statement_writer& to, model_info const& model,
                                    Marks const& marks) {
  to.out << "UPDATE ";
  to.out.name(model.table) << " SET ";
  bool first = true;
  for (std::size_t i = 0; i < model.count; ++i) {
    column_info const& column = model[i];
    bool const each = is_refreshed(column);
    if (!is_sent(model, i, marks) && !each) continue;
    if (!first) to.out << ", ";
    first = false;
    write_name(to.out, column);
    to.out << " = ";
    if (each)
      write_refreshed(to.out, model, column);
    else
      write_updated_value(to, column);
  }
  if (first) {
    write_name(to.out, model[model.key]);
    to.out << " = ";
    write_name(to.out, model[model.key]);
  }
  write_object_condition(to, model);
  std::size_t const version = version_column(model);
  if (version != no_column) {
    to.out << " AND ";
    write_name(to.out, model[version]);
    to.out << " = ";
    to.parameter(model[version]->oid);
  }
}
constexpr void write_object_update(statement_writer& to, model_info const& model) {
  write_partial_update(to, model, nullptr);
}

/// Of a model that is deleted softly, the moment is set.
constexpr void write_object_erase(statement_writer& to, model_info const& model, bool softly) {
  std::size_t const mark = model.deleted_column();
  if (softly && mark != no_column) {
    to.out << "UPDATE ";
    to.out.name(model.table) << " SET ";
    write_name(to.out, model[mark]);
    to.out << " = now()";
  } else {
    to.out << "DELETE FROM ";
    to.out.name(model.table);
  }
  write_object_condition(to, model);
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
      write_object_erase(to, model, true);
      return;
    case object_action::hard_erase:
      write_object_erase(to, model, false);
      return;
  }
  write_returning(to.out, model, action);
}

/// One statement over an object of a model.
template <class Model, object_action Action>
struct object_source {
  static constexpr bool pure_read = false;
  static constexpr tenant_use tenants = tenants_of(model_of<Model>);
  static constexpr void write(statement_writer& to) {
    write_object_action(to, model_of<Model>, Action);
  }
  static constexpr statement_tables touched{{}, false, &model_of<Model>, &list_table};
};
/// Which columns of a model are marked, as a template argument. They are letters, none of which is
/// zero: g++ 12 leaves zeros out of the names that the linker sees, and so arrays of bools that
/// differ would be one: an update of one column that writes another.
template <std::size_t Count>
struct column_marks {
  char letters[Count]{};

  constexpr column_marks() {
    for (char& each : letters) each = 'n';
  }
  constexpr void mark(std::size_t column) { letters[column] = 'y'; }
  constexpr bool operator[](std::size_t column) const { return letters[column] == 'y'; }
};

/// An update of the columns that are marked, whatever their order was.
template <class Model, column_marks<model_of<Model>.count> Marks>
struct partial_update_source : object_source<Model, object_action::update> {
  static constexpr void write(statement_writer& to) {
    write_partial_update(to, model_of<Model>, Marks);
    write_returning(to.out, model_of<Model>, object_action::update);
  }
};
template <class Model, column_marks<model_of<Model>.count> Marks>
using partial_update = constant_statement<partial_update_source<Model, Marks>>;

template <class Model, object_action Action>
using object_statement = constant_statement<object_source<Model, Action>>;

}  // namespace hyper::detail
