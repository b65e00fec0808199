// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run chunked
//
// Laws: however the bytes are cut, the result is the same; a body never exceeds its limit; what is
// accepted is accepted, with the same body, by a decoder that is written without any care for
// speed.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <hyper/http/chunked.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using progress = hyper::chunked_decoder::progress;

struct outcome {
  progress how = progress::incomplete;
  int status = 0;
  std::string body;
  std::size_t rest = 0;
  bool operator==(outcome const&) const = default;
};

void insist(bool holds) {
  if (!holds) std::abort();
}

outcome decode(std::string_view coded, std::size_t piece) {
  hyper::chunked_decoder decoder;
  decoder.begin(0, {200, 40, 60, 80, 4});
  std::vector<char> buffer;
  outcome out;
  while (out.how == progress::incomplete && !coded.empty()) {
    std::size_t const count = std::min(piece, coded.size());
    std::vector<char> moved(buffer.begin(), buffer.end());
    moved.insert(moved.end(), coded.begin(), coded.begin() + static_cast<std::ptrdiff_t>(count));
    moved.shrink_to_fit();
    coded.remove_prefix(count);
    std::size_t size = moved.size();
    out.how = decoder.decode(moved.data(), size);
    moved.resize(size);
    buffer.swap(moved);
    insist(decoder.body_end() <= 200 && decoder.body_end() <= size);
  }
  out.status = decoder.status();
  if (out.how == progress::complete) {
    out.body.assign(buffer.data(), decoder.body_end());
    out.rest = buffer.size() - decoder.coded_end() + coded.size();
  }
  return out;
}

/// The body of a coding that is known to be right, and how many bytes follow it.
std::optional<outcome> decode_plainly(std::string_view coded) {
  outcome out{progress::complete, 0, {}, 0};
  while (true) {
    std::size_t const end = coded.find("\r\n");
    if (end == coded.npos) return std::nullopt;
    std::size_t const size = std::strtoul(std::string(coded.substr(0, end)).c_str(), nullptr, 16);
    coded.remove_prefix(end + 2);
    if (size == 0) break;
    if (coded.size() < size + 2) return std::nullopt;
    out.body += coded.substr(0, size);
    coded.remove_prefix(size + 2);
  }
  while (!coded.starts_with("\r\n")) {
    std::size_t const end = coded.find("\r\n");
    if (end == coded.npos) return std::nullopt;
    coded.remove_prefix(end + 2);
  }
  out.rest = coded.size() - 2;
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const coded(reinterpret_cast<char const*>(data), size);
  outcome const whole = decode(coded, size == 0 ? 1 : size);
  for (std::size_t const piece : {1u, 3u}) insist(decode(coded, piece) == whole);
  if (whole.how == progress::complete) insist(decode_plainly(coded) == whole);
  return 0;
}
