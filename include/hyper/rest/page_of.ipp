// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/rest/page_of.hpp>
//

namespace hyper::detail {

HYPER_INLINE void write_page_head(json_writer& out, request const& asked,
                                  std::optional<std::string> const& next,
                                  std::optional<std::string> const& previous) {
  auto const address = [&](std::optional<std::string> const& payload) {
    if (payload)
      out.string(cursor_url(asked, *payload));
    else
      out.literal("null");
  };
  out.literal("{\"next\":");
  address(next);
  out.literal(",\"previous\":");
  address(previous);
  out.literal(",\"results\":");
}

}  // namespace hyper::detail
