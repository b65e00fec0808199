// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/results.hpp>
//
#include <stdexcept>

namespace hyper {
namespace detail {

HYPER_INLINE std::string encode_location(std::string_view url) {
  constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (char const c : url) {
    auto const byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F)
      throw std::invalid_argument("the location of a redirection holds a control character");
    if (byte > 0x20 && byte < 0x7F && c != '"' && c != '<' && c != '>' && c != '\\')
      out += c;
    else
      ((out += '%') += digits[byte >> 4]) += digits[byte & 15];
  }
  return out;
}

}  // namespace detail

HYPER_INLINE redirect::redirect(std::string_view to, int status)
    : location_(detail::encode_location(to)), status_(status) {
  bool const known =
      status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  if (!known) throw std::invalid_argument("a redirection has status 301, 302, 303, 307 or 308");
}

}  // namespace hyper
