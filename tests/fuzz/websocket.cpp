// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// clang++-19 -std=c++20 -O1 -g -fsanitize=fuzzer,address,undefined -Iinclude -Itests \
//     tests/fuzz/websocket.cpp -lz -o fuzz_websocket && ./fuzz_websocket -max_len=1024
//     tests/fuzz/corpus/websocket
//
// The first byte says what the others are: frames of a client, such with compression, a message to
// be written, or the header lines of an opening handshake. Laws: however the bytes are cut, what is
// read is the same; a message never exceeds its limit and a text is UTF-8; what is accepted is
// accepted, with the same frames, by a reader that is written without any care for speed; what we
// write, we read.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <hyper/http/grammar.hpp>
#include <hyper/http/websocket_handshake.hpp>
#include <hyper/http/websocket_receiver.hpp>
#include <hyper/reflect/utf8.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace hyper;
using receiver = detail::websocket_receiver;
constexpr websocket_limits limits{300, 200};

void insist(bool holds) {
  if (!holds) std::abort();
}

/// Everything that was read, as one text; ends with the code when it failed.
std::string read_in_pieces(std::string_view bytes, std::size_t piece, bool compression) {
  detail::deflate_agreement agreed;
  agreed.active = compression;
  agreed.client_keeps_context = true;
  receiver reading(detail::websocket_side::server, limits, agreed);
  websocket_message message;
  std::string out;
  while (!bytes.empty()) {
    std::string part(bytes.substr(0, piece));
    part.shrink_to_fit();
    bytes.remove_prefix(part.size());
    std::span<char> input(part);
    for (receiver::event how; (how = reading.next(input, message)) != receiver::event::more;) {
      insist(message.data.size() <= limits.message);
      out += std::to_string(static_cast<int>(how)) + ":";
      // Inflated bytes that are no UTF-8 and too many: which is seen first depends on the cuts.
      if (how == receiver::event::failed)
        return compression ? out : out + std::to_string(reading.code());
      if (how == receiver::event::message) {
        insist(!message.is_text || utf8_count(message.data) != not_utf8);
        out += message.data;
      } else {
        insist(reading.payload().size() <= 125);
        out += reading.payload();
      }
      if (how == receiver::event::closed) out += std::to_string(reading.code());
    }
    insist(input.empty());
  }
  return out;
}

/// A frame of a client, taken apart with no care for anything.
struct plain_frame {
  int opcode = -1;  // none is left
  bool final = false;
  std::string payload;
};

plain_frame cut_frame(std::string_view& bytes) {
  auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  plain_frame made;
  if (bytes.size() < 6) return made;
  std::size_t size = byte(1) & 127, head = 6;
  if (size == 126) {
    size = std::size_t{byte(2)} << 8 | byte(3);
    head = 8;
  }
  if (bytes.size() < head + size) return made;
  made.opcode = byte(0) & 15;
  made.final = byte(0) >= 128;
  for (std::size_t i = 0; i < size; ++i)
    made.payload += static_cast<char>(byte(head + i) ^ byte(head - 4 + i % 4));
  bytes.remove_prefix(head + size);
  return made;
}

/// What is known to be lawful and not compressed, in the form of `read_in_pieces`.
std::string read_plainly(std::string_view bytes) {
  std::string out, message;
  for (plain_frame frame; (frame = cut_frame(bytes)).opcode >= 0;) {
    if (frame.opcode == 8) {
      bool const bare = frame.payload.empty();
      unsigned code = 1005;
      if (!bare)
        code = static_cast<unsigned>(static_cast<unsigned char>(frame.payload[0])) * 256 +
               static_cast<unsigned char>(frame.payload[1]);
      return out + "4:" + (bare ? "" : frame.payload.substr(2)) + std::to_string(code);
    }
    if (frame.opcode > 8) {
      out += (frame.opcode == 9 ? "2:" : "3:") + frame.payload;
      continue;
    }
    message += frame.payload;
    if (frame.final) out += "1:" + std::exchange(message, {});
  }
  return out;
}

void try_frames(std::string_view bytes, bool compression) {
  std::string const whole = read_in_pieces(bytes, bytes.size() + 1, compression);
  for (std::size_t const piece : {1u, 2u, 7u})
    insist(read_in_pieces(bytes, piece, compression) == whole);
  bool const failed = whole.find("5:1") != whole.npos;
  if (!compression && !failed) insist(read_plainly(bytes) == whole);
}

/// What we deflate and frame, the other side reads.
void try_writing(std::string_view message) {
  if (message.size() < 2 || message.size() > limits.message) return;
  int const bits = 9 + static_cast<unsigned char>(message[0]) % 7;
  detail::message_deflater deflater(bits, 1 + static_cast<unsigned char>(message[1]) % 9, false);
  std::string deflated, framed;
  deflater.deflate(message, deflated);
  detail::append_frame(framed, websocket_opcode::binary, deflated, true, true);
  detail::deflate_agreement agreed;
  agreed.active = true;
  agreed.server_bits = static_cast<std::uint8_t>(bits);
  receiver reading(detail::websocket_side::client, {limits.message, SIZE_MAX}, agreed);
  websocket_message read;
  std::span<char> input(framed);
  insist(reading.next(input, read) == receiver::event::message);
  insist(read.data == message);
}

/// The bytes are header lines: whatever they say, the answer's lines are whole lines.
void try_handshake(std::string_view bytes) {
  std::vector<header_field> fields{{"Host", "example.org"}};
  for (std::size_t end; (end = bytes.find('\n')) != bytes.npos; bytes.remove_prefix(end + 1)) {
    std::string_view const line = bytes.substr(0, end);
    std::size_t const colon = line.find(':');
    bool const lawful = std::all_of(line.begin(), line.end(), [](char c) {
      return static_cast<unsigned char>(c) >= 32 && c != 127;
    });
    if (colon != line.npos && lawful)
      fields.push_back({line.substr(0, colon), detail::trim_field(line.substr(colon + 1))});
  }
  request asked;
  asked.fields = fields;
  static constexpr std::string_view protocols[] = {"chat", "v1.chat"};
  websocket_settings settings;
  settings.protocols = protocols;
  settings.compression.keeps_context = fields.size() % 2 == 0;
  auto const made = detail::judge_handshake(asked, settings);
  insist(made.status == 101 || made.status == 400 || made.status == 403 || made.status == 426);
  insist((made.status == 101) == made.why.empty());
  insist(made.lines.empty() || made.lines.ends_with("\r\n"));
  std::size_t breaks = 0;
  for (char const c : made.lines) breaks += c == '\r' || c == '\n';
  insist(breaks % 2 == 0 && breaks <= 8);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  switch (data[0] % 4) {
    case 0:
      try_frames(bytes, false);
      break;
    case 1:
      try_frames(bytes, true);
      break;
    case 2:
      try_writing(bytes);
      break;
    default:
      try_handshake(bytes);
  }
  return 0;
}
