// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// tests/fuzz/run postgres_messages
//
// Laws: however the bytes are cut, the messages are the same; whatever the server sends, nothing
// but a protocol violation or a decode error comes of it; what was decoded comes back after it
// was encoded.

#include <cstdint>
#include <cstdlib>
#include <hyper/postgres/codec.hpp>
#include <hyper/postgres/wire.hpp>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace hyper;

enum class colour { red, green };

void insist(bool holds) {
  if (!holds) std::abort();
}

template <class T>
void check_codec(std::string_view bytes) {
  std::optional<T> value;
  try {
    value = codec<T>::decode(bytes);
  } catch (decode_error const&) {
    return;
  }
  std::string once, twice;
  codec<T>::encode(once, *value);
  codec<T>::encode(twice, codec<T>::decode(once));
  insist(once == twice);  // the bytes: a NaN does not equal itself
}

template <class... T>
void check_codecs(std::string_view bytes) {
  (check_codec<T>(bytes), ...);
  (check_codec<std::vector<T>>(bytes), ...);
  (check_codec<std::vector<std::optional<T>>>(bytes), ...);
}

void check_row(std::string_view content) {
  detail::wire_row row;
  try {
    row.read(content);
  } catch (std::runtime_error const&) {
    return;
  }
  row_view const view(row.columns.data(), row.nulls.data(), row.columns.size());
  for (std::size_t i = 0; i < view.size(); ++i) {
    insist(!view.is_null(i) || view.bytes(i).empty());
    check_codecs<bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, date,
                 timestamp, uuid, decimal, jsonb, colour, std::vector<std::byte>>(view.bytes(i));
  }
}

/// Every message with its type, or "!" where the connection ends.
std::vector<std::string> read_all(std::string_view bytes, std::size_t piece) {
  std::vector<std::string> messages;
  std::size_t begin = 0;
  for (std::size_t end = 0; end < bytes.size();) {
    end = end + piece < bytes.size() ? end + piece : bytes.size();
    try {
      detail::wire_message message;
      std::size_t wanted = 0;
      std::string_view const held = bytes.substr(begin, end - begin);
      std::size_t taken = 0;
      while (std::size_t const size =
                 detail::read_message(held.substr(taken), 1000, message, wanted)) {
        messages.push_back(message.type + std::string(message.content));
        taken += size;
      }
      insist(wanted > held.size() - taken);
      begin += taken;
    } catch (std::runtime_error const&) {
      messages.push_back("!");
      return messages;
    }
  }
  return messages;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string_view const bytes(reinterpret_cast<char const*>(data), size);
  auto const whole = read_all(bytes, size == 0 ? 1 : size);
  for (std::size_t const piece : {1U, 7U}) insist(read_all(bytes, piece) == whole);
  for (std::string const& each : whole) {
    std::string_view const content = std::string_view(each).substr(1);
    check_row(content);
    try {
      detail::read_command_rows(content);
      detail::read_error(content);
    } catch (std::runtime_error const&) {
    }
  }
  check_row(bytes);
  return 0;
}
