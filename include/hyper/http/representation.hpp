// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/byte_range.hpp>
#include <hyper/http/conditional.hpp>
#include <hyper/http/request.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Something with a length and validators that requests may get as a whole or in ranges.
struct representation {
  std::uint64_t size = 0;
  std::string_view content_type;
  validators known;
  std::string_view lines;  ///< further field lines, which 304 has, too: Cache-Control, Vary
};

/// A piece of an answer: a text, and then some bytes of the representation.
struct answer_piece {
  std::string text;
  byte_range bytes;
};

/// What a request gets of a representation.
struct answer_plan {
  int status = 200;  ///< 200, 206, 304, 412 or 416; the last three have no pieces
  std::string content_type;
  std::string lines;
  std::vector<answer_piece> pieces;

  std::uint64_t length() const;  ///< of the body
};

/// Judges the conditions and ranges of a GET or HEAD request.
answer_plan plan_answer(request const& asked, representation const& of);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/representation.ipp>
#endif
