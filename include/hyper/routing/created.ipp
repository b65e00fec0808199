// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/created.hpp>
//
#include <hyper/http/url.hpp>

namespace hyper::detail {

HYPER_INLINE void append_path_text(std::string& out, std::string_view text) {
  out += encode_percent(text);
}

}  // namespace hyper::detail
