// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A universally unique identifier (RFC 9562): 16 bytes, as text 36 characters in lower case. Upper
/// case is read, too. Starts as the nil UUID, all zeros.
class uuid {
 public:
  constexpr uuid() = default;

  /// From bytes in the order of the text.
  static constexpr uuid from_bytes(std::array<std::uint8_t, 16> const& bytes) {
    uuid result;
    result.bytes_ = bytes;
    return result;
  }

  /// Version 4: 122 random bits of the kernel. Nobody can guess the next one.
  static uuid random();

  /// Version 7: the time to a quarter of a microsecond, then random bits. Later ones are greater,
  /// on one thread always: good for primary keys, not for secrets.
  static uuid ordered();

  static constexpr std::optional<uuid> from_text(std::string_view text) {
    if (text.size() != 36) return std::nullopt;
    uuid result;
    std::size_t at = 0;
    for (std::size_t i = 0; i < 16; ++i) {
      if (has_hyphen_before(i) && text[at++] != '-') return std::nullopt;
      int const high = digit(text[at]);
      int const low = digit(text[at + 1]);
      if (high < 0 || low < 0) return std::nullopt;
      result.bytes_[i] = static_cast<std::uint8_t>(high * 16 + low);
      at += 2;
    }
    return result;
  }

  constexpr std::array<std::uint8_t, 16> const& bytes() const { return bytes_; }

  /// The version that the bits name: 4, 7, …
  constexpr int version() const { return bytes_[6] >> 4; }

  constexpr void append_text(std::string& out) const {
    for (std::size_t i = 0; i < 16; ++i) {
      if (has_hyphen_before(i)) out += '-';
      out += "0123456789abcdef"[bytes_[i] >> 4];
      out += "0123456789abcdef"[bytes_[i] & 15];
    }
  }
  constexpr std::string text() const {
    std::string out;
    append_text(out);
    return out;
  }

  static constexpr std::string_view text_form =
      "a UUID such as 018f4e2a-7c3b-7d21-9a4e-5f6071829304";

  friend constexpr auto operator<=>(uuid const&, uuid const&) = default;

 private:
  static constexpr bool has_hyphen_before(std::size_t i) {
    return i == 4 || i == 6 || i == 8 || i == 10;
  }
  static constexpr int digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
  }

  std::array<std::uint8_t, 16> bytes_{};
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/validate/uuid.ipp>
#endif
