// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Range requests in bytes (RFC 9110 §14).

#include <cstdint>
#include <hyper/config.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Some bytes of a representation.
struct byte_range {
  std::uint64_t begin = 0;
  std::uint64_t size = 0;
  bool operator==(byte_range const&) const = default;
};

/// What a Range field asks for.
struct requested_ranges {
  enum class what : std::uint8_t {
    everything,    ///< answer 200 with all of it
    parts,         ///< answer 206 with `parts`
    unsatisfiable  ///< answer 416 with `unsatisfied_range`
  };
  what kind = what::everything;
  /// In ascending order and apart from each other, so that they are never more than the whole.
  std::vector<byte_range> parts;

  /// Fields with more ranges are ignored: the whole is cheaper to send.
  static constexpr std::size_t most_ranges = 16;
};

/// Reads a Range field for a representation of so many bytes. A field that is malformed, that has
/// another unit or too many ranges is ignored, as RFC 9110 §14.2 allows. Ranges that overlap, or
/// whose gap costs less than a part's head, become one.
requested_ranges parse_ranges(std::string_view field, std::uint64_t size);

/// The value of Content-Range: "bytes 0-99/1000".
std::string content_range(byte_range const& part, std::uint64_t size);
/// The value of Content-Range for 416: "bytes */1000".
std::string unsatisfied_range(std::uint64_t size);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/byte_range.ipp>
#endif
