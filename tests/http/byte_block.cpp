// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/byte_block.hpp>
//
#include <string>
#include "support/catch.hpp"

using namespace hyper::detail;

namespace {

/// Where, in a block whose only byte other than `common` is `c`, an answer is found first.
template <class Block, class Question>
std::size_t ask(char common, char c, std::size_t at, Question question) {
  std::string bytes(Block::width, common);
  bytes[at] = c;
  return question(Block::load(bytes.data())).first();
}

template <class Block>
void check() {
  if constexpr (Block::width > 1) {
    for (std::size_t at = 0; at < Block::width; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        auto const c = static_cast<char>(byte);
        auto const equal = [](Block b) { return b.equal('x'); };
        auto const below = [](Block b) { return b.below(0x80); };
        auto const minus = [](Block b) { return b.minus('x').below(1); };
        auto const lowered = [](Block b) { return b.lowered().equal('x'); };
        auto const either = [](Block b) { return b.equal('x') | b.equal('y'); };
        auto const other = [](Block b) { return ~b.equal('\xff'); };
        auto const without = [](Block b) { return b.below(0x80).without(b.equal('x')); };
        auto const place = [&](bool found) { return found ? at : Block::width; };
        if (ask<Block>('\xff', c, at, equal) != place(c == 'x')) FAIL(byte);
        if (ask<Block>('\xff', c, at, below) != place(byte < 0x80)) FAIL(byte);
        if (ask<Block>('\xff', c, at, minus) != place(c == 'x')) FAIL(byte);
        if (ask<Block>('\xff', c, at, lowered) != place(c == 'x' || c == 'X')) FAIL(byte);
        if (ask<Block>('\xff', c, at, either) != place(c == 'x' || c == 'y')) FAIL(byte);
        if (ask<Block>('\xff', c, at, other) != place(byte != 0xff)) FAIL(byte);
        if (ask<Block>('\xff', c, at, without) != place(byte < 0x80 && c != 'x')) FAIL(byte);
      }
  }
}

}  // namespace

TEST_CASE("blocks answer for each of their bytes", "[http]") {
  check<byte_block>();
  check<wide_byte_block>();
}
