// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

namespace hyper {

/// What a chain of awaiting tasks shares without passing it as a parameter: the transaction that
/// its queries belong to, its deadline, its request. A task inherits the context of the task that
/// awaits it; a scope that adds something puts a new link in front. Links live in the frame of the
/// coroutine that adds them, so they end when it does.
struct context {
  context const* parent = nullptr;
  void const* key = nullptr;  ///< the address of a constant that names the kind of value
  void* value = nullptr;

  /// The innermost value under this key, or nullptr.
  static void* find(context const* innermost, void const* key) {
    for (context const* link = innermost; link != nullptr; link = link->parent)
      if (link->key == key) return link->value;
    return nullptr;
  }
};

}  // namespace hyper
