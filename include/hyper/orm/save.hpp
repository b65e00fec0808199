// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/orm/is_model.hpp>
#include <hyper/orm/object_statements.hpp>
#include <hyper/runtime/task.hpp>

namespace hyper {
namespace detail {

/// A model's descriptor and the statements that write one object.
struct stored_model {
  model_info const* model;
  statement insert;
  statement update;
  statement keyed;
  statement erase;
  statement hard_erase;
};

template <class Model>
inline constexpr stored_model stored_model_of{
    &model_of<Model>,
    object_statement<Model, object_action::insert>::made,
    object_statement<Model, object_action::update>::made,
    object_statement<Model, object_action::keyed>::made,
    object_statement<Model, object_action::erase>::made,
    object_statement<Model, object_action::hard_erase>::made};

task<void> save_object(stored_model const* stored, void* object);
task<void> insert_object(stored_model const* stored, void* object);
task<void> update_object(stored_model const* stored, void* object);
task<bool> erase_object(stored_model const* stored, statement const* what, void const* object);

}  // namespace detail

/// Stores an object: a new row when its key is unset, else the row of that key. What the database
/// has supplied, the key among it, stands in the object afterwards. The object must live until the
/// task has ended.
///
/// Throws does_not_exist when a numbered key is set but its row is gone, stale_object when the
/// model has a `row_version` and somebody else has changed the row, and the errors of postgres/,
/// unique_violation among them.
template <class Model>
task<void> save(Model& object) {
  if constexpr (is_model<Model>) {
    return detail::save_object(&detail::stored_model_of<Model>, &object);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Stores an object as a new row, under its key when that is set. (PostgreSQL goes on numbering
/// where it was: a key that is given so may come again.)
template <class Model>
task<void> insert(Model& object) {
  if constexpr (is_model<Model>) {
    return detail::insert_object(&detail::stored_model_of<Model>, &object);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Stores an object over the row of its key. Throws does_not_exist when there is none.
template <class Model>
task<void> update(Model& object) {
  if constexpr (is_model<Model>) {
    return detail::update_object(&detail::stored_model_of<Model>, &object);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Deletes the row of an object; of a model with a `deleted_at` member, marks it as deleted.
/// Answers whether there was one.
template <class Model>
task<bool> erase(Model const& object) {
  if constexpr (is_model<Model>) {
    auto const& stored = detail::stored_model_of<Model>;
    return detail::erase_object(&stored, &stored.erase, &object);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Deletes the row of an object, also of a model with a `deleted_at` member.
template <class Model>
task<bool> hard_erase(Model const& object) {
  if constexpr (is_model<Model>) {
    auto const& stored = detail::stored_model_of<Model>;
    return detail::erase_object(&stored, &stored.hard_erase, &object);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/save.ipp>
#endif
