// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Laws: whatever the bytes are, the parser ends, every node lies in the tree and every text in its
// text, and a problem has a place in the source. The first byte chooses the spelling.

#include <cstdint>
#include <cstdlib>
#include <hyper/templates/parser.hpp>
#include <string_view>
#include "fuzz/fuzzed_syntax.hpp"

namespace {

void insist(bool holds) {
  if (!holds) std::abort();
}

void check(hyper::detail::template_tree const& tree) {
  insist(tree.problem.at <= tree.source_size);
  auto const count = static_cast<std::int32_t>(tree.nodes.size());
  for (auto const& node : tree.nodes) {
    for (std::int32_t const child : {node.a, node.b, node.c, node.d, node.e, node.next})
      insist(child >= -1 && child < count);
    insist(node.at <= tree.text.size() + tree.more.size());
    insist(node.text.begin + node.text.size <= tree.text.size() + tree.more.size());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  hyper::template_syntax const syntax = fuzzed_syntax(data[0]);
  std::string_view const source(reinterpret_cast<char const*>(data) + 1, size - 1);
  check(hyper::detail::parse_template(source, syntax));
  return 0;
}
