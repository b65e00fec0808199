// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run deflate
//
// The first byte says what the others are: a compressed message of a stranger, texts that we
// compress for WebSockets, or texts that we compress with gzip. Laws: however a message is cut, it
// inflates to the same, or, when it may reach further back than the agreed window, is refused; it
// never exceeds its limit; what we compress, with or without memory of earlier messages, comes
// back; a text that is flushed can be read at once.

#include <cstdint>
#include <cstdlib>
#include <hyper/http/gzip.hpp>
#include <hyper/http/websocket_deflate.hpp>
#include <memory>
#include <string>
#include <string_view>
#include "http/gunzip.hpp"

namespace {

using namespace hyper;
using detail::inflate_outcome;
constexpr std::size_t limit = 5000;

void insist(bool holds) {
  if (!holds) std::abort();
}

/// The text, or one that no message can be when it was refused.
std::string inflate_in_pieces(detail::message_inflater& inflater, std::string_view message,
                              std::size_t piece) {
  std::string text;
  auto how = inflate_outcome::good;
  while (!message.empty() && how == inflate_outcome::good) {
    std::string const exact(message.substr(0, piece));  // reading beyond it is seen
    message.remove_prefix(exact.size());
    how = inflater.add(exact, text, limit);
    insist(text.size() <= limit);
  }
  if (how == inflate_outcome::good) how = inflater.finish(text, limit);
  insist(text.size() <= limit);
  return how == inflate_outcome::good ? text : std::string(limit + 1, '!');
}

void try_stranger(std::string_view message, int bits) {
  detail::message_inflater first(bits, false);
  std::string const whole = inflate_in_pieces(first, message, message.size() + 1);
  insist(!first.holds_memory() || whole.size() > limit);
  for (std::size_t const piece : {1U, 3U}) {
    detail::message_inflater inflater(bits, false);
    std::string const text = inflate_in_pieces(inflater, message, piece);
    // zlib notices a reach beyond the window only where it has no longer got the text itself.
    bool const is_refused = text.size() > limit || whole.size() > limit;
    insist(text == whole || (bits < 15 && is_refused));
  }
}

/// Each line is a message.
void try_messages(std::string_view lines, int bits, int level, bool keeps_context) {
  detail::message_deflater deflater(bits, level, keeps_context);
  detail::message_inflater inflater(bits, keeps_context);
  while (!lines.empty()) {
    std::string const line(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(line.size() < lines.size() ? line.size() + 1 : line.size());
    std::string deflated;
    deflater.deflate(line, deflated);
    insist(inflate_in_pieces(inflater, deflated, 1 + line.size() % 7) == line);
    insist(inflater.holds_memory() == keeps_context && deflater.holds_memory() <= keeps_context);
  }
}

void try_gzip(std::string_view text, int level, gzip_writer::memory how) {
  gzip_writer writer(level, how);
  insist(static_cast<bool>(writer));
  std::string coded, read;
  for (std::size_t at = 0; at < text.size(); at += 50) {
    writer.write(text.substr(at, 50), coded);
    if (at % 200 != 150) continue;
    writer.flush(coded);
    read = text.substr(0, at + 50);
    insist(gunzip(coded).text == read);
  }
  writer.finish(coded);
  unzipped const back = gunzip(coded);
  insist(back.whole && back.text == text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size < 2) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 2, size - 2);
  int const bits = 9 + data[1] % 7;
  int const level = 1 + data[1] / 7 % 9;
  bool const flag = data[1] >= 128;
  if (data[0] % 4 < 2) return try_stranger(bytes, bits), 0;
  if (data[0] % 4 == 2) return try_messages(bytes, bits, level, flag), 0;
  try_gzip(bytes, level, flag ? gzip_writer::memory::small : gzip_writer::memory::best);
  return 0;
}
