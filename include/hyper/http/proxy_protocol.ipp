// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/proxy_protocol.hpp>
//
#include <algorithm>
#include <cstring>
#include <hyper/http/grammar.hpp>

namespace hyper::detail {

inline constexpr std::string_view first_version = "PROXY ";
inline constexpr std::string_view second_version{"\r\n\r\n\0\r\nQUIT\n", 12};
inline constexpr std::size_t longest_first_version = 107;

HYPER_INLINE std::string_view cut_word(std::string_view& line) {
  std::size_t const blank = line.find(' ');
  std::string_view const word = line.substr(0, blank);
  line.remove_prefix(blank == line.npos ? line.size() : blank + 1);
  return word;
}

HYPER_INLINE bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5 || !all_are(text, digit_character)) return false;
  if (text.size() > 1 && text[0] == '0') return false;
  unsigned number = 0;
  for (char const c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  return number <= 65535;
}

/// "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n"
HYPER_INLINE proxy_header read_first_version(std::string_view received) {
  using enum proxy_header::state;
  std::size_t const end = received.substr(0, longest_first_version).find("\r\n");
  if (end == received.npos)
    return {received.size() < longest_first_version ? incomplete : malformed, 0, {}};
  std::string_view line = received.substr(first_version.size(), end - first_version.size());
  std::string_view const family = cut_word(line);
  if (family == "UNKNOWN") return {complete, end + 2, {}};
  bool const four = family == "TCP4";
  if (!four && family != "TCP6") return {};
  std::string_view const source = cut_word(line);
  std::string_view const destination = cut_word(line);
  std::string_view const source_port = cut_word(line);
  auto const client = ip_address::read(source);
  bool const spelled = (source.find(':') == source.npos) == four;
  if (!client || !ip_address::read(destination) || !spelled || !is_port(source_port) ||
      !is_port(line))
    return {};
  return {complete, end + 2, client};
}

HYPER_INLINE proxy_header read_second_version(std::string_view received) {
  using enum proxy_header::state;
  constexpr std::size_t fixed = 16;
  if (received.size() < fixed) return {incomplete, 0, {}};
  auto const octet = [&](std::size_t at) { return static_cast<unsigned char>(received[at]); };
  unsigned const version = octet(12) >> 4;
  unsigned const command = octet(12) & 15;
  unsigned const family = octet(13) >> 4;
  std::size_t const length = static_cast<std::size_t>(octet(14)) << 8 | octet(15);
  if (version != 2 || command > 1 || (octet(13) & 15) > 2 || family > 3) return {};
  if (fixed + length > longest_proxy_header) return {};
  if (received.size() < fixed + length) return {incomplete, 0, {}};
  proxy_header found{complete, fixed + length, {}};
  if (command == 0) return found;  // LOCAL: a health check of the balancer itself
  ip_address client;
  if (family == 1) {
    if (length < 12) return {};
    client.bytes[10] = client.bytes[11] = 0xFF;
    std::memcpy(client.bytes.data() + 12, received.data() + fixed, 4);
    found.client = client;
  } else if (family == 2) {
    if (length < 36) return {};
    std::memcpy(client.bytes.data(), received.data() + fixed, 16);
    found.client = client;
  }
  return found;
}

HYPER_INLINE proxy_header read_proxy_header(std::string_view received) {
  using enum proxy_header::state;
  auto const begins = [&](std::string_view with) {
    std::size_t const common = std::min(with.size(), received.size());
    return received.substr(0, common) == with.substr(0, common);
  };
  if (begins(second_version))
    return received.size() < second_version.size() ? proxy_header{incomplete, 0, {}}
                                                   : read_second_version(received);
  if (begins(first_version))
    return received.size() < first_version.size() ? proxy_header{incomplete, 0, {}}
                                                  : read_first_version(received);
  return {};
}

}  // namespace hyper::detail
