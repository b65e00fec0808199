// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>

namespace hyper::detail {

/// The most characters that one number takes.
inline constexpr int json_number_size = 32;

// Each writes at `at`, where `json_number_size` bytes must be free, and answers the end.

char* write_unsigned(char* at, std::uint64_t value);
char* write_signed(char* at, std::int64_t value);

/// The shortest text that reads back as the same number. A whole number keeps its `.0`; what JSON
/// cannot say goes out as the strings "NaN", "Infinity" and "-Infinity".
char* write_double(char* at, double value);
char* write_float(char* at, float value);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/json/number.ipp>
#endif
