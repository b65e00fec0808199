// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/runtime/context.hpp>
#include <string>

namespace hyper {

/// Goes with one request from before its handler to the head of its answer:
/// `exchange::accompany` takes it over, and the exchange deletes it. There may be several.
class exchange_companion {
 public:
  virtual ~exchange_companion() = default;
  /// The context of the task that works on the answer: `outer`, which may be null, or a link before
  /// it that lives as long as the companion.
  virtual context const* around(context const* outer) = 0;
  /// Adds field lines to the answer, each with its CRLF.
  virtual void add_lines(std::string& to) = 0;

  exchange_companion* next = nullptr;  ///< the one that came before; the exchange sets it
};

}  // namespace hyper
