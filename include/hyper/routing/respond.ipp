// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/respond.hpp>
//

namespace hyper::detail {

HYPER_INLINE void respond_text(exchange& with, std::string_view type, std::string&& text,
                               int status) {
  constexpr std::size_t worth_moving = 64 * 1024;
  if (text.size() < worth_moving) return with.answer(status, type, text);
  with.answer(response{status, std::string(type), {}, std::move(text)});
}

HYPER_INLINE void respond_redirect(exchange& with, redirect const& value) {
  header_list lines;
  lines.add("Location", value.location());
  with.answer(value.status(), {}, {}, lines.lines());
}

}  // namespace hyper::detail
