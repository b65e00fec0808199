// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/templates/syntax.hpp>

/// The syntax of a template that the first byte of an input chooses.
inline hyper::template_syntax fuzzed_syntax(std::uint8_t chosen) {
  hyper::template_syntax syntax;
  syntax.trim_blocks = (chosen & 1) != 0;
  syntax.lstrip_blocks = (chosen & 2) != 0;
  syntax.keep_trailing_newline = (chosen & 4) != 0;
  if ((chosen & 8) != 0) syntax.line_statement_prefix = "#";
  if ((chosen & 16) != 0) syntax.line_comment_prefix = "##";
  if ((chosen & 32) != 0) syntax.newline = "\r\n";
  if ((chosen & 64) != 0) syntax.tags = "t", syntax.block_tags = "b";
  return syntax;
}
