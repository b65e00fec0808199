// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/orm/is_model.hpp>
#include <hyper/orm/object_statements.hpp>
#include <hyper/orm/observers.hpp>
#include <hyper/orm/query_check.hpp>
#include <hyper/orm/sentences.hpp>
#include <hyper/postgres/statement.hpp>
#include <hyper/reflect/fixed_string.hpp>
#include <hyper/runtime/task.hpp>
#include <utility>
#include <vector>

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

/// Writes the columns that are marked.
task<void> update_marked(stored_model const* stored, std::vector<bool> sent, void* object);
/// The same, by the statement that does it.
task<void> update_columns(stored_model const* stored, statement const* how, std::vector<bool> sent,
                          void* object);

template <class Model>
bool is_new(Model const& object) {
  if constexpr (key_position<Model> != no_column)
    return !member<key_position<Model>>(object).is_set();
  else
    return false;
}

/// Stores an object by `how(Model*)`, between its observers.
template <class Model, class Store>
task<void> store(Model& object, Store how) {
  if constexpr (observed_model<Model>) {
    auto* const at = &object;
    bool const created = is_new(object);
    return atomic([at, how, created]() -> task<void> { return save_observed(at, how, created); });
  } else {
    return how(&object);
  }
}

template <class Model, task<void> (*How)(stored_model const*, void*)>
task<void> store_whole(Model* object) {
  return How(&stored_model_of<Model>, object);
}

template <class Model, column_marks<model_of<Model>.count> Marks>
task<void> store_marked(Model* object) {
  std::vector<bool> sent(model_of<Model>.count);
  for (std::size_t i = 0; i < sent.size(); ++i) sent[i] = Marks[i];
  return update_columns(&stored_model_of<Model>, &partial_update<Model, Marks>::made,
                        std::move(sent), object);
}

template <class Model>
task<bool> erase_stored(Model const& object, statement const* what) {
  if constexpr (observed_model<Model>) {
    auto const* const at = &object;
    return atomic([at, what]() -> task<bool> {
      auto const plain = [what](Model const* one) {
        return erase_object(&stored_model_of<Model>, what, one);
      };
      return erase_observed(at, plain);
    });
  } else {
    return erase_object(&stored_model_of<Model>, what, &object);
  }
}

template <class Model, fixed_string Text>
constexpr bool check_saved_column() {
  if constexpr (!check_path<Model, Text>()) {
    return false;
  } else {
    constexpr std::size_t position = model_of<Model>.find(Text.view());
    constexpr bool good = position != no_column && is_updated(model_of<Model>, position);
    if constexpr (!good)
      static_cast<void>(
          &compile_error<
              column_is_not_saved<Model, clipped_text<whole_text<Text>>,
                                  "only columns of the model itself", "that the program sets">>);
    return good;
  }
}

template <class Model, fixed_string... Texts>
constexpr bool check_saved_columns() {
  if constexpr (!is_model<Model>) {
    explain_flawed_model<Model>();
    return false;
  } else {
    bool const good[] = {check_saved_column<Model, Texts>()...};
    for (bool one : good)
      if (!one) return false;
    return true;
  }
}

/// Marks these columns among those of the model.
template <class Model, fixed_string... Columns>
consteval auto mark_columns() {
  column_marks<model_of<Model>.count> marks;
  (marks.mark(model_of<Model>.find(Columns.view())), ...);
  return marks;
}

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
    return detail::store(object, &detail::store_whole<Model, &detail::save_object>);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Writes these columns of a stored object, and no others: `save<"title">(post)`. Throws as `save`
/// does, and tells the object's observers.
template <fixed_string First, fixed_string... More, class Model>
task<void> save(Model& object) {
  if constexpr (detail::check_saved_columns<Model, First, More...>()) {
    constexpr auto marks = detail::mark_columns<Model, First, More...>();
    return detail::store(object, &detail::store_marked<Model, marks>);
  } else {
    return {};
  }
}

/// Stores an object as a new row, under its key when that is set. (PostgreSQL goes on numbering
/// where it was: a key that is given so may come again.)
template <class Model>
task<void> insert(Model& object) {
  if constexpr (is_model<Model>) {
    return detail::store(object, &detail::store_whole<Model, &detail::insert_object>);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Stores an object over the row of its key. Throws does_not_exist when there is none.
template <class Model>
task<void> update(Model& object) {
  if constexpr (is_model<Model>) {
    return detail::store(object, &detail::store_whole<Model, &detail::update_object>);
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
    return detail::erase_stored(object, &detail::stored_model_of<Model>.erase);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

/// Deletes the row of an object, also of a model with a `deleted_at` member.
template <class Model>
task<bool> hard_erase(Model const& object) {
  if constexpr (is_model<Model>) {
    return detail::erase_stored(object, &detail::stored_model_of<Model>.hard_erase);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/save.ipp>
#endif
