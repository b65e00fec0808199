// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/orm/save.hpp>
#include <string>
#include <utility>
#include <vector>

namespace hyper {
namespace detail {

/// The columns of an object as they would travel.
using object_snapshot = std::vector<std::string>;
object_snapshot take_snapshot(model_info const& model, void const* object);
/// Writes the columns that differ from a snapshot, if any do, and takes a new one.
task<void> save_changes(stored_model const* stored, object_snapshot* before, void* object);

}  // namespace detail

/// An object that remembers what its row held, so that `save` writes only what has changed since:
///   tracked<post> editing(found);
///   editing->title = "…";
///   co_await save(editing);
template <class Model>
class tracked {
 public:
  explicit tracked(Model object)
      : object_(std::move(object)),
        before_(detail::take_snapshot(detail::model_of<Model>, &object_)) {}

  Model& operator*() { return object_; }
  Model const& operator*() const { return object_; }
  Model* operator->() { return &object_; }
  Model const* operator->() const { return &object_; }
  /// Whether a save would write anything.
  bool is_changed() const {
    return detail::take_snapshot(detail::model_of<Model>, &object_) != before_;
  }
  detail::object_snapshot& snapshot() { return before_; }

 private:
  Model object_;
  detail::object_snapshot before_;
};

/// Stores the columns of an object that have changed; all of them when it is new. Throws as `save`
/// of an object does, and tells its observers.
template <class Model>
task<void> save(tracked<Model>& object) {
  if constexpr (is_model<Model>) {
    auto* const before = &object.snapshot();
    auto const how = [before](Model* one) {
      return detail::save_changes(&detail::stored_model_of<Model>, before, one);
    };
    return detail::store(*object, how);
  } else {
    detail::explain_flawed_model<Model>();
    return {};
  }
}

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/tracked.ipp>
#endif
