// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run ranges
//
// The first byte is the size of the representation, the rest a Range field. Laws: parts are in
// order, apart from each other and within the representation; for one range that is well-formed
// they are exactly its bytes; an answer is as long as its pieces say and, but for the heads of
// parts, no longer than the whole; the size of a large file changes none of this.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/byte_range.hpp>
#include <hyper/http/representation.hpp>
#include <hyper/http/request.hpp>
#include <memory>
#include <string>

namespace {

using namespace hyper;

void insist(bool holds) {
  if (!holds) std::abort();
}

void check_parts(requested_ranges const& found, std::uint64_t size) {
  insist(found.parts.size() <= requested_ranges::most_ranges);
  insist((found.kind == requested_ranges::what::parts) == !found.parts.empty());
  std::uint64_t end = 0;
  for (std::size_t i = 0; i < found.parts.size(); ++i) {
    byte_range const& part = found.parts[i];
    insist(part.size > 0 && part.size <= size && part.begin <= size - part.size);
    insist(i == 0 || part.begin > end);
    end = part.begin + part.size;
    insist(content_range(part, size).starts_with("bytes "));
  }
}

/// Asks for every pair of positions that the text spells, and compares with what they mean.
void check_one(std::uint64_t first, std::uint64_t last, std::uint64_t size) {
  auto const found =
      parse_ranges("bytes=" + std::to_string(first) + "-" + std::to_string(last), size);
  using what = requested_ranges::what;
  if (last < first) return insist(found.kind == what::everything);
  if (first >= size) return insist(found.kind == what::unsatisfiable);
  std::uint64_t const end = last < size ? last + 1 : size;
  insist(found.parts == std::vector<byte_range>{{first, end - first}});
}

void check_answer(std::string_view field, std::uint64_t size) {
  header_field const fields[] = {{"Range", field}};
  request asked;
  asked.fields = fields;
  representation whole;
  whole.size = size;
  whole.content_type = "text/plain";
  answer_plan const plan = plan_answer(asked, whole);
  insist(plan.status == 200 || plan.status == 206 || plan.status == 416);
  std::uint64_t bytes = 0, all = 0;
  for (answer_piece const& piece : plan.pieces) {
    insist(piece.bytes.begin <= size && piece.bytes.size <= size - piece.bytes.begin);
    bytes += piece.bytes.size;
    all += piece.bytes.size + piece.text.size();
  }
  insist(bytes <= size && all == plan.length() && all <= size + 17 * 200);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::size_t const length = size - 1;
  std::unique_ptr<char[]> const exact(new char[length]);  // reading beyond it is seen
  std::copy(data + 1, data + size, exact.get());
  std::string_view const field(exact.get(), length);
  std::uint64_t const small = data[0];
  std::uint64_t const sizes[] = {small, small << 20, (1ULL << 62) + small};
  for (std::uint64_t const each : sizes) {
    check_parts(parse_ranges(field, each), each);
    check_parts(parse_ranges("bytes=" + std::string(field), each), each);
    check_answer(field, each);
    if (length >= 2) check_one(data[1], data[2], each);
    if (length >= 3) check_one(data[1] * each, data[2] * each + data[3], each + 1);
  }
  return 0;
}
