// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/network_address.hpp>
//
#include <arpa/inet.h>

#include <charconv>

namespace hyper::detail {

HYPER_INLINE std::optional<address_bits> address_bits::from_text(std::string_view text) {
  std::size_t const slash = text.find('/');
  std::string const host(text.substr(0, slash));
  address_bits made;
  if (host.find('\0') != host.npos) return std::nullopt;
  if (inet_pton(AF_INET6, host.c_str(), made.bytes.data()) == 1) {
    made.length = 16;
  } else if (inet_pton(AF_INET, host.c_str(), made.bytes.data()) != 1) {
    return std::nullopt;
  }
  made.prefix = static_cast<std::uint8_t>(made.length * 8);
  if (slash == text.npos) return made;
  std::string_view const digits = text.substr(slash + 1);
  unsigned prefix = 0;
  auto const [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  if (failed != std::errc() || end != digits.data() + digits.size() || prefix > made.prefix)
    return std::nullopt;
  made.prefix = static_cast<std::uint8_t>(prefix);
  return made;
}

HYPER_INLINE void address_bits::append_text(std::string& out, bool always_prefix) const {
  char text[INET6_ADDRSTRLEN];
  inet_ntop(length == 16 ? AF_INET6 : AF_INET, bytes.data(), text, sizeof text);
  out += text;
  if (always_prefix || prefix != length * 8) out.append("/").append(std::to_string(prefix));
}

HYPER_INLINE bool address_bits::is_network() const {
  for (unsigned bit = prefix; bit < length * 8U; ++bit)
    if ((bytes[bit / 8] >> (7 - bit % 8) & 1) != 0) return false;
  return true;
}

// The families are PostgreSQL's own: PGSQL_AF_INET is 2, PGSQL_AF_INET6 the next.
HYPER_INLINE void address_bits::encode(std::string& out, bool network) const {
  out += length == 16 ? '\3' : '\2';
  out += static_cast<char>(prefix);
  out += network ? '\1' : '\0';
  out += static_cast<char>(length);
  out.append(reinterpret_cast<char const*>(bytes.data()), length);
}

HYPER_INLINE address_bits address_bits::decode(std::string_view data) {
  if (data.size() < 4) throw decode_error("an address from the database is too short");
  address_bits made;
  made.length = static_cast<std::uint8_t>(data[3]);
  made.prefix = static_cast<std::uint8_t>(data[1]);
  bool const known = (data[0] == 2 && made.length == 4) || (data[0] == 3 && made.length == 16);
  if (!known || data.size() != 4U + made.length || made.prefix > made.length * 8)
    throw decode_error("an address from the database has an unknown form");
  std::memcpy(made.bytes.data(), data.data() + 4, made.length);
  return made;
}

}  // namespace hyper::detail
