// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/request_id.hpp>
//
#include <time.h>
#include <cstring>
#include <hyper/security/random_bytes.hpp>
#include <string>

namespace hyper {

HYPER_INLINE std::string_view given_request_id(request const& asked) {
  std::string_view trace;
  for (header_field const& field : asked.fields) {
    if (same_field_name(field.name, "X-Request-ID") && is_request_id(field.value))
      return field.value;
    if (same_field_name(field.name, "traceparent")) trace = field.value;
  }
  // 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01; later versions may be longer
  bool const shaped = trace.size() >= 55 && trace[2] == '-' && trace[35] == '-' &&
                      trace[52] == '-' && trace.substr(0, 2) != "ff";
  if (!shaped) return {};
  std::string_view const id = trace.substr(3, 32);
  bool const hex = id.find_first_not_of("0123456789abcdef") == id.npos;
  return hex && id.find_first_not_of('0') != id.npos ? id : std::string_view();
}

HYPER_INLINE request_id_maker::request_id_maker() {
  std::string const seed = random_bytes(sizeof state_);
  std::memcpy(state_, seed.data(), sizeof state_);
  state_[0] |= 1;  // not all zero
}

// xorshift128+: quick, and a good mixture of a random beginning.
HYPER_INLINE std::uint64_t request_id_maker::next() {
  std::uint64_t one = state_[0];
  std::uint64_t const two = state_[1];
  state_[0] = two;
  one ^= one << 23;
  state_[1] = one ^ two ^ (one >> 18) ^ (two >> 5);
  return state_[1] + two;
}

namespace detail {

/// Eight hexadecimal digits. All at once, since every request needs four times as many: each half
/// byte gets a byte of its own, then those above nine are moved on to the letters.
inline void write_hex(char* to, std::uint64_t number) {
  number = (number << 16 | number) & 0x0000'FFFF'0000'FFFF;
  number = (number << 8 | number) & 0x00FF'00FF'00FF'00FF;
  number = (number << 4 | number) & 0x0F0F'0F0F'0F0F'0F0F;
  std::uint64_t const letters = (number + 0x0606'0606'0606'0606) >> 4 & 0x0101'0101'0101'0101;
  number += 0x3030'3030'3030'3030 + letters * ('a' - '9' - 1);
  for (int i = 0; i < 8; ++i) to[i] = static_cast<char>(number >> (56 - 8 * i));
}

}  // namespace detail

HYPER_INLINE std::string_view request_id_maker::make(char* room) {
  timespec now{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &now);
  auto const moment =
      static_cast<std::uint64_t>(now.tv_sec * 1000 + now.tv_nsec / 1'000'000);  // milliseconds
  std::uint64_t const first = moment << 16 | 0x7000 | (next() >> 52);
  std::uint64_t const second = (next() >> 2) | 0x8000'0000'0000'0000;
  char digits[32];
  detail::write_hex(digits, first >> 32);
  detail::write_hex(digits + 8, first & 0xFFFF'FFFF);
  detail::write_hex(digits + 16, second >> 32);
  detail::write_hex(digits + 24, second & 0xFFFF'FFFF);
  std::memcpy(room, digits, 8);
  std::memcpy(room + 9, digits + 8, 4);
  std::memcpy(room + 14, digits + 12, 4);
  std::memcpy(room + 19, digits + 16, 4);
  std::memcpy(room + 24, digits + 20, 12);
  room[8] = room[13] = room[18] = room[23] = '-';
  return {room, size};
}

}  // namespace hyper
