// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/save.hpp>
//
#include <hyper/orm/errors.hpp>
#include <hyper/postgres/database.hpp>
#include <hyper/postgres/parameters.hpp>
#include <hyper/postgres/row.hpp>
#include <string>
#include <vector>

namespace hyper::detail {

/// One object on its way to the database and back.
struct object_writer {
  model_info const* model;
  char* object;
  std::uint32_t const* offsets;
  object_action action = object_action::insert;

  object_writer(model_info const* of, void* at)
      : model(of), object(static_cast<char*>(at)), offsets(of->offsets(at)) {}

  void* member(std::size_t i) const { return object + offsets[i]; }
  bool is_set(std::size_t i) const {
    column_info const& column = (*model)[i];
    return column->access.is_set == nullptr || column->access.is_set(member(i));
  }
  bool key_is_set() const {
    for (std::size_t i = 0; i < model->key_count(); ++i)
      if (!is_set(model->key_column(i))) return false;
    return true;
  }
  /// Whether the object says which state of its row it knows.
  bool version_is_set() const {
    std::size_t const version = version_column(*model);
    return version != no_column && is_set(version);
  }
  void bind_key(parameters& values) const {
    for (std::size_t i = 0; i < model->key_count(); ++i) bind(values, model->key_column(i));
  }
  void bind(parameters& values, std::size_t i) const {
    (*model)[i]->access.bind(member(i), values);
  }

  parameters bind_all() const {
    parameters values;
    values.reserve(16 * model->count);
    for (std::size_t i = 0; i < model->count; ++i) {
      bool const sent =
          action == object_action::update ? is_updated(*model, i) : is_bound((*model)[i], action);
      if (sent) bind(values, i);
    }
    if (action != object_action::update) return values;
    bind_key(values);
    std::size_t const version = version_column(*model);
    if (version != no_column) bind(values, version);
    return values;
  }

  /// Takes what RETURNING has brought.
  static void take(void* target, row_view const& row) {
    auto const& self = *static_cast<object_writer*>(target);
    std::size_t position = 0;
    for (std::size_t i = 0; i < self.model->count; ++i)
      if (is_returned((*self.model)[i], self.action))
        (*self.model)[i]->access.read(self.member(i), row, position++);
  }
};

HYPER_INLINE task<std::uint64_t> write_object(statement const* what, object_writer writer) {
  auto running = database::current().run(*what, writer.bind_all(), {&writer, &object_writer::take});
  command_status const status = co_await running;
  co_return status.rows;
}

HYPER_INLINE task<void> store_keyed(stored_model const* stored, void* object) {
  object_writer writer(stored->model, object);
  writer.action = object_action::keyed;
  auto writing = write_object(&stored->keyed, writer);
  std::uint64_t const rows = co_await writing;
  if (rows == 0) throw_hidden_row(stored->model->name);
}

HYPER_INLINE task<void> store_new(stored_model const* stored, void* object) {
  object_writer writer(stored->model, object);
  column_info const& key = (*stored->model)[stored->model->key];
  if (key->access.prepare != nullptr) key->access.prepare(writer.member(stored->model->key));
  auto writing = write_object(&stored->insert, writer);
  co_await writing;
}

/// A numbered key that is set is sent; otherwise PostgreSQL makes one.
HYPER_INLINE task<void> insert_object(stored_model const* stored, void* object) {
  object_writer const writer(stored->model, object);
  column_info const& key = (*stored->model)[stored->model->key];
  if (key->source == column_source::identity && writer.key_is_set())
    return store_keyed(stored, object);
  return store_new(stored, object);
}

HYPER_INLINE task<void> update_object(stored_model const* stored, void* object) {
  object_writer writer(stored->model, object);
  writer.action = object_action::update;
  auto writing = write_object(&stored->update, writer);
  std::uint64_t const rows = co_await writing;
  if (rows != 0) co_return;
  if (writer.version_is_set()) throw_stale_object(stored->model->name);
  throw_does_not_exist(stored->model->name);
}

/// The text for some columns. Their names are constants of the program.
HYPER_INLINE std::string text_of_update(model_info const& model, std::vector<bool> const& sent,
                                        std::vector<type_oid>& types) {
  std::string sql;
  std::vector<type_oid> room(model.count + 8);
  for (int pass = 0; pass < 2; ++pass) {
    statement_writer to(pass == 0 ? nullptr : sql.data(), room.data());
    to.begin(tenants_of(model));
    write_partial_update(to, model, sent);
    write_returning(to.out, model, object_action::update);
    if (pass == 0) sql.resize(to.out.size());
    types.assign(room.begin(), room.begin() + static_cast<std::ptrdiff_t>(to.count));
  }
  return sql;
}

HYPER_INLINE task<void> update_columns(stored_model const* stored, statement const* how,
                                       std::vector<bool> sent, void* object) {
  object_writer writer(stored->model, object);
  writer.action = object_action::update;
  parameters values;
  for (std::size_t i = 0; i < stored->model->count; ++i)
    if (sent[i]) writer.bind(values, i);
  writer.bind_key(values);
  std::size_t const version = version_column(*stored->model);
  if (version != no_column) writer.bind(values, version);
  auto running = database::current().run(*how, std::move(values), {&writer, &object_writer::take});
  command_status const status = co_await running;
  if (status.rows != 0) co_return;
  if (writer.version_is_set()) throw_stale_object(stored->model->name);
  throw_does_not_exist(stored->model->name);
}

HYPER_INLINE task<void> update_marked(stored_model const* stored, std::vector<bool> sent,
                                      void* object) {
  std::vector<type_oid> types;
  std::string const sql = text_of_update(*stored->model, sent, types);
  statement const what{sql,   statement_hash(sql),    types,
                       false, stored->update.touches, stored->update.supply};
  auto updating = update_columns(stored, &what, std::move(sent), object);
  co_await updating;
}

/// A key that PostgreSQL numbers is of a stored row once it is set; another one may be of a new
/// row.
HYPER_INLINE task<void> save_object(stored_model const* stored, void* object) {
  object_writer const writer(stored->model, object);
  if (!writer.key_is_set()) return store_new(stored, object);
  column_info const& key = (*stored->model)[stored->model->key];
  bool const stored_before = key->source == column_source::identity || writer.version_is_set();
  return stored_before ? update_object(stored, object) : store_keyed(stored, object);
}

HYPER_INLINE task<bool> erase_by_key(statement const* what, parameters key) {
  auto running = database::current().run(*what, std::move(key));
  command_status const status = co_await running;
  co_return status.rows != 0;
}

HYPER_INLINE task<bool> erase_object(stored_model const* stored, statement const* what,
                                     void const* object) {
  object_writer const writer(stored->model, const_cast<void*>(object));
  parameters key;
  writer.bind_key(key);
  return erase_by_key(what, std::move(key));
}

}  // namespace hyper::detail
