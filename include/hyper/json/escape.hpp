// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <string_view>

namespace hyper::detail {

/// Copies characters up to the first that needs care: a quote, a backslash, a control character, or
/// a byte that is not ASCII. Answers how many. Up to 15 bytes behind them are overwritten.
std::size_t copy_plain(char* to, char const* from, std::size_t size);

/// Writes the character at the front of `rest` that `copy_plain` stopped at: escaped, copied when
/// it is well-formed UTF-8, or replaced by U+FFFD. Sets how many bytes it took, answers the new
/// end; writes at most 6.
char* write_special(char* to, std::string_view rest, std::size_t& taken);

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/json/escape.ipp>
#endif
