// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/validate/invalid_value.hpp>
#include <utility>

namespace hyper {

HYPER_INLINE invalid_value::invalid_value(problem reason) : reason_(std::move(reason)) {}

HYPER_INLINE void throw_invalid_value(problem reason) { throw invalid_value(std::move(reason)); }

}  // namespace hyper
