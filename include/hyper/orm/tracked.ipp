// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/orm/tracked.hpp>
//
#include <hyper/postgres/parameters.hpp>

namespace hyper::detail {

HYPER_INLINE object_snapshot take_snapshot(model_info const& model, void const* object) {
  std::uint32_t const* offsets = model.offsets(object);
  object_snapshot taken(model.count);
  for (std::size_t i = 0; i < model.count; ++i) {
    parameters value;
    model[i]->access.bind(static_cast<char const*>(object) + offsets[i], value);
    taken[i] = value.bytes();
  }
  return taken;
}

HYPER_INLINE task<void> save_changes(stored_model const* stored, object_snapshot* before,
                                     void* object) {
  model_info const& model = *stored->model;
  object_snapshot const now = take_snapshot(model, object);
  column_info const& key = model[model.key];
  bool const known =
      key->access.is_set == nullptr ||
      key->access.is_set(static_cast<char*>(object) + model.offsets(object)[model.key]);
  std::vector<bool> sent(model.count);
  bool any = false;
  for (std::size_t i = 0; i < model.count; ++i) {
    sent[i] = is_updated(model, i) && now[i] != (*before)[i];
    any = any || sent[i];
  }
  if (!known || now[model.key] != (*before)[model.key]) {
    auto storing = save_object(stored, object);
    co_await storing;
  } else if (any) {
    auto storing = update_marked(stored, std::move(sent), object);
    co_await storing;
  }
  *before = take_snapshot(model, object);
}

}  // namespace hyper::detail
