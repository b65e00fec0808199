// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <hyper/reflect/value.hpp>

namespace hyper {

/// Thrown when a checked value is made from a plain one that breaks its rule.
class invalid_value : public std::exception {
 public:
  explicit invalid_value(problem reason);

  /// Which rule, and the sentence for the person who sent the value.
  problem const& reason() const { return reason_; }
  char const* what() const noexcept override { return reason_.sentence.c_str(); }

 private:
  problem reason_;
};

/// Throws `invalid_value`. In a constant expression, being called at all is the error.
[[noreturn]] void throw_invalid_value(problem reason);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/validate/invalid_value.ipp>
#endif
