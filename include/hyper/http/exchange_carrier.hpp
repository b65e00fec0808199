// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>

namespace hyper {

/// Who carries the bytes of an exchange to a client. Without one they stay in the output.
class exchange_carrier {
 public:
  /// The output has grown although nobody is in a call of `serve`.
  virtual void output_grew() noexcept = 0;
  /// Somebody waits for a piece of the request's body.
  virtual void body_wanted() noexcept = 0;
  /// Bytes of the output that the client's side has not taken yet.
  virtual std::size_t unsent() const noexcept = 0;
  /// How much may be unsent before writers wait.
  virtual std::size_t room() const noexcept = 0;

 protected:
  ~exchange_carrier() = default;
};

}  // namespace hyper
