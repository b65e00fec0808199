// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/client_address.hpp>
//
#include <arpa/inet.h>
#include <algorithm>
#include <cstring>
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

inline constexpr std::uint8_t mapped_prefix[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

/// The whole text as a number of at most `most`, or nothing.
HYPER_INLINE std::optional<unsigned> small_number(std::string_view text, unsigned most) {
  if (text.empty() || text.size() > 5 || !all_are(text, digit_character)) return std::nullopt;
  unsigned number = 0;
  for (char const c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  if (number > most) return std::nullopt;
  return number;
}

}  // namespace detail

HYPER_INLINE std::optional<ip_address> ip_address::read(std::string_view text) {
  char room[INET6_ADDRSTRLEN + 1]{};
  if (text.empty() || text.size() > INET6_ADDRSTRLEN) return std::nullopt;
  std::memcpy(room, text.data(), text.size());
  if (std::strlen(room) != text.size()) return std::nullopt;
  ip_address found;
  if (::inet_pton(AF_INET6, room, found.bytes.data()) == 1) return found;
  if (::inet_pton(AF_INET, room, found.bytes.data() + 12) != 1) return std::nullopt;
  std::memcpy(found.bytes.data(), detail::mapped_prefix, sizeof detail::mapped_prefix);
  return found;
}

HYPER_INLINE std::optional<ip_address> ip_address::read_node(std::string_view text) {
  std::string_view port = "0";
  if (text.starts_with('[')) {
    std::size_t const end = text.find(']');
    if (end == text.npos) return std::nullopt;
    std::string_view const rest = text.substr(end + 1);
    if (!rest.empty()) port = rest[0] == ':' ? rest.substr(1) : std::string_view();
    text = text.substr(1, end - 1);
    if (text.find(':') == text.npos) return std::nullopt;
  } else if (std::count(text.begin(), text.end(), ':') == 1) {
    port = text.substr(text.find(':') + 1);
    text = text.substr(0, text.find(':'));
  }
  if (!detail::small_number(port, 65535)) return std::nullopt;
  return read(text);
}

HYPER_INLINE bool ip_address::is_ipv4() const {
  return std::memcmp(bytes.data(), detail::mapped_prefix, sizeof detail::mapped_prefix) == 0;
}

HYPER_INLINE std::string ip_address::text() const {
  char room[INET6_ADDRSTRLEN]{};
  bool const four = is_ipv4();
  ::inet_ntop(four ? AF_INET : AF_INET6, bytes.data() + (four ? 12 : 0), room, sizeof room);
  return room;
}

HYPER_INLINE ip_address ip_address::network() const {
  ip_address whole = *this;
  if (!is_ipv4()) std::fill(whole.bytes.begin() + 8, whole.bytes.end(), std::uint8_t{0});
  return whole;
}

HYPER_INLINE bool address_range::contains(ip_address const& address) const {
  std::size_t const whole = bits / 8;
  if (std::memcmp(base.bytes.data(), address.bytes.data(), whole) != 0) return false;
  if (bits % 8 == 0) return true;
  auto const mask = static_cast<std::uint8_t>(0xFF << (8 - bits % 8));
  return ((base.bytes[whole] ^ address.bytes[whole]) & mask) == 0;
}

HYPER_INLINE std::optional<address_range> address_range::read(std::string_view text) {
  std::size_t const slash = text.find('/');
  auto const base = ip_address::read(text.substr(0, slash));
  if (!base) return std::nullopt;
  bool const four = text.substr(0, slash).find(':') == text.npos;
  address_range range{*base, 128};
  if (slash != text.npos) {
    auto const bits = detail::small_number(text.substr(slash + 1), four ? 32 : 128);
    if (!bits) return std::nullopt;
    range.bits = *bits + (four ? 96 : 0);
  }
  for (unsigned bit = range.bits; bit < 128; ++bit)
    if ((base->bytes[bit / 8] & (0x80 >> bit % 8)) != 0) return std::nullopt;
  return range;
}

HYPER_INLINE bool proxy_trust::covers(ip_address const& address) const {
  for (address_range const& each : ranges)
    if (each.contains(address)) return true;
  return false;
}

HYPER_INLINE std::optional<proxy_trust> read_proxy_trust(std::string_view list,
                                                         std::string* wrong) {
  proxy_trust trust;
  while (!list.empty()) {
    std::string_view const part = detail::cut_list_member(list);
    if (part.empty()) continue;
    auto const range = address_range::read(part);
    if (!range && part != "unix") {
      if (wrong != nullptr) *wrong = part;
      return std::nullopt;
    }
    if (range) trust.ranges.push_back(*range);
    if (!range) trust.unix_peers = true;
  }
  return trust;
}

}  // namespace hyper
