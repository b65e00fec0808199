// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Who is told of saves and deletions of single objects: Django's signals, as types.

#include <hyper/postgres/transaction.hpp>
#include <hyper/runtime/task.hpp>
#include <utility>
#include <vector>

namespace hyper {

/// A list of observers, in the order in which they are told. Each is a struct with any of these
/// static functions, each of which returns task<void>:
///   before_save(post&)   after_save(post&, bool created)
///   before_erase(post const&)   after_erase(post const&)
template <class... Observers>
struct observed_by {
  using observers = observed_by;
};

/// Names the observers of a model. Specialise it behind the model, where every `save` can see it:
///   template <> struct hyper::observers_of<post> : observed_by<audit, search_index> {};
/// They run inside of the transaction of the save, or the deletion: what they throw undoes it. Work
/// for after the commit is given to `on_commit`. Queries that write many rows tell nobody.
template <class Model>
struct observers_of {};

namespace detail {

template <class Model>
concept observed_model = requires { typename observers_of<Model>::observers; };

using work_list = std::vector<task<void>>;

template <class Observer, class Model>
void add_before_save(Model& object, work_list& work) {
  if constexpr (requires { Observer::before_save(object); })
    work.push_back(Observer::before_save(object));
}
template <class Observer, class Model>
void add_after_save(Model& object, bool created, work_list& work) {
  if constexpr (requires { Observer::after_save(object, created); })
    work.push_back(Observer::after_save(object, created));
}
template <class Observer, class Model>
void add_before_erase(Model const& object, work_list& work) {
  if constexpr (requires { Observer::before_erase(object); })
    work.push_back(Observer::before_erase(object));
}
template <class Observer, class Model>
void add_after_erase(Model const& object, work_list& work) {
  if constexpr (requires { Observer::after_erase(object); })
    work.push_back(Observer::after_erase(object));
}

/// What the observers of a list do, in their order.
template <class List>
struct observer_calls;
template <class... Observers>
struct observer_calls<observed_by<Observers...>> {
  template <class Model>
  static work_list before_save(Model& object) {
    work_list work;
    (add_before_save<Observers>(object, work), ...);
    return work;
  }
  template <class Model>
  static work_list after_save(Model& object, bool created) {
    work_list work;
    (add_after_save<Observers>(object, created, work), ...);
    return work;
  }
  template <class Model>
  static work_list before_erase(Model const& object) {
    work_list work;
    (add_before_erase<Observers>(object, work), ...);
    return work;
  }
  template <class Model>
  static work_list after_erase(Model const& object) {
    work_list work;
    (add_after_erase<Observers>(object, work), ...);
    return work;
  }
};

template <class Model>
using calls_of = observer_calls<typename observers_of<Model>::observers>;

/// Runs tasks one after the other.
task<void> run_in_order(work_list work);

/// A save between its observers. `store` makes the task that stores the object.
template <class Model, class Store>
task<void> save_observed(Model* object, Store store, bool created) {
  auto before = run_in_order(calls_of<Model>::before_save(*object));
  co_await before;
  auto storing = store(object);
  co_await storing;
  auto after = run_in_order(calls_of<Model>::after_save(*object, created));
  co_await after;
}
template <class Model, class Erase>
task<bool> erase_observed(Model const* object, Erase erase) {
  auto before = run_in_order(calls_of<Model>::before_erase(*object));
  co_await before;
  auto erasing = erase(object);
  bool const found = co_await erasing;
  auto after = run_in_order(calls_of<Model>::after_erase(*object));
  co_await after;
  co_return found;
}

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/orm/observers.ipp>
#endif
