// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run accept_encoding
//
// Laws: qualities are thousandths; what is excluded or not offered is never chosen; a list that is
// cut at its commas into several fields means the same; what is said of codings that nobody knows
// changes nothing.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/accept_encoding.hpp>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

accepted_codings read(std::vector<header_field> const& fields) {
  request asked;
  asked.fields = fields;
  return parse_accept_encoding(asked);
}

bool same(accepted_codings const& a, accepted_codings const& b) {
  return a.identity == b.identity && a.gzip == b.gzip && a.brotli == b.brotli;
}

void check_choice(accepted_codings const& wishes) {
  for (int const quality : {wishes.identity, wishes.gzip, wishes.brotli})
    insist(quality >= 0 && quality <= 1000);
  for (bool const gzip : {false, true})
    for (bool const brotli : {false, true}) {
      content_coding const best = wishes.best(gzip, brotli);
      if (best == content_coding::gzip) insist(gzip && wishes.gzip > 0);
      if (best == content_coding::brotli) insist(brotli && wishes.brotli > 0);
      int const quality = wishes.quality(best);
      if (gzip) insist(wishes.gzip <= quality);
      if (brotli) insist(wishes.brotli <= quality);
    }
}

std::vector<header_field> cut_at_commas(std::string_view list) {
  std::vector<header_field> fields;
  while (true) {
    std::size_t const comma = list.find(',');
    fields.push_back({"accept-encoding", list.substr(0, comma)});
    if (comma == list.npos) return fields;
    list.remove_prefix(comma + 1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::unique_ptr<char[]> const exact(new char[size]);  // reading beyond it is seen
  std::copy(data, data + size, exact.get());
  std::string_view const list(exact.get(), size);
  accepted_codings const wishes = read({{"Accept-Encoding", list}});
  check_choice(wishes);
  insist(same(wishes, read(cut_at_commas(list))));
  std::string const longer = "unknown;q=0.3, " + std::string(list) + ", other";
  insist(same(wishes, read({{"Accept-Encoding", longer}})));
  return 0;
}
