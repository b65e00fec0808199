// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/orm/sentences.hpp>
//
#include <string_view>

namespace {
struct long_text {
  static constexpr std::string_view text = "a text that is longer than the compilers print";
};
struct short_text {
  static constexpr std::string_view text = "short";
};
static_assert(hyper::detail::clipped_text<long_text>.view() == "a text that is longer than the c");
static_assert(hyper::detail::clipped_text<short_text>.view() == "short");
}  // namespace
