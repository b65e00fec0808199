// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/from_text.hpp>
//
#include <hyper/reflect/utf8.hpp>

namespace hyper::detail {

HYPER_INLINE std::optional<problem> judge_text(std::string_view text) {
  bool const nul = text.find('\0') != text.npos;
  if (!nul && (utf8_is_ascii(text) || utf8_count(text) != not_utf8)) return std::nullopt;
  return problem{"utf8", nul ? "must not contain NUL" : "must be valid UTF-8"};
}

HYPER_INLINE problem not_a_number(bool whole, bool too_large) {
  if (too_large) return {"range", "is out of range"};
  return {"type", whole ? "must be a whole number" : "must be a number"};
}

HYPER_INLINE problem not_a_name(std::string_view (*name_at)(std::size_t), std::size_t count) {
  constexpr std::size_t most = 12;
  std::string names;
  for (std::size_t i = 0; i < count && i < most; ++i)
    names.append(i == 0 ? "" : ", ").append(name_at(i));
  return {"choice", "must be one of " + names + (count > most ? ", …" : "")};
}

}  // namespace hyper::detail
