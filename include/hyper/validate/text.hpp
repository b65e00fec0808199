// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/reflect/utf8.hpp>
#include <hyper/validate/bounds.hpp>
#include <hyper/validate/checked.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Rules over plain values, for `checked<Value, rule…>`.
namespace rule {

/// The text is UTF-8 and has from Least to Most characters (Unicode code points).
template <std::size_t Least, std::size_t Most>
struct length {
  static constexpr std::optional<problem> check(std::string_view text) {
    detail::judge_bounds<Least, Most>();
    if (text.size() >= Least && text.size() <= Most && utf8_is_ascii(text)) return std::nullopt;
    std::size_t const count = utf8_count(text);
    if (count == not_utf8) return problem{"utf8", "must be valid UTF-8"};
    if (count >= Least && count <= Most) return std::nullopt;
    return refuse(count);
  }

 private:
  static problem refuse(std::size_t count) {
    if (count < Least && Least == 1) return {"min_length", "must not be empty"};
    auto const say = [](char const* bound, std::size_t limit) {
      return std::string("must have at ") + bound + ' ' + std::to_string(limit) +
             (limit == 1 ? " character" : " characters");
    };
    if (count < Least) return {"min_length", say("least", Least)};
    return {"max_length", say("most", Most)};
  }
};

}  // namespace rule

/// A text of Least to Most characters: `text<1, 80>`.
template <std::size_t Least, std::size_t Most>
using text = checked<std::string, rule::length<Least, Most>>;

}  // namespace hyper
