// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/flash_messages.hpp>
//
#include <charconv>

namespace hyper {
namespace detail {

inline constexpr std::string_view flash_levels[] = {"info", "success", "warning", "error"};

/// At most so many bytes of a text, and no half of a character.
HYPER_INLINE std::string_view cut_text(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

HYPER_INLINE void add_flash_message(std::vector<flash_message>& to, std::string_view level,
                                    std::string_view text) {
  to.push_back({std::string(level), std::string(cut_text(text, flash_messages::longest_text))});
  std::size_t bytes = 0;
  for (flash_message const& each : to) bytes += each.text.size();
  while (to.size() > flash_messages::most_messages || bytes > flash_messages::most_bytes) {
    bytes -= to.front().text.size();
    to.erase(to.begin());
  }
}

// Each is the first letter of its level, the length of its text, a colon, and the text.
HYPER_INLINE std::string write_flash_messages(std::vector<flash_message> const& messages) {
  std::string payload;
  for (flash_message const& each : messages)
    payload.append(each.level, 0, 1)
        .append(std::to_string(each.text.size()))
        .append(":")
        .append(each.text);
  return payload;
}

HYPER_INLINE std::vector<flash_message> read_flash_messages(std::string_view payload) {
  std::vector<flash_message> found;
  while (!payload.empty()) {
    std::string_view level;
    for (std::string_view const each : flash_levels)
      if (each[0] == payload[0]) level = each;
    std::size_t size = 0;
    char const* const end = payload.data() + payload.size();
    auto const [stop, failure] = std::from_chars(payload.data() + 1, end, size);
    bool const sound = !level.empty() && failure == std::errc{} && stop != end && *stop == ':';
    if (!sound || size > static_cast<std::size_t>(end - stop) - 1) return {};
    add_flash_message(found, level, std::string_view(stop + 1, size));
    payload = std::string_view(stop + 1 + size, static_cast<std::size_t>(end - stop) - 1 - size);
  }
  return found;
}

}  // namespace detail
}  // namespace hyper
