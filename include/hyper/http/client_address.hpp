// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// An IP address. IPv4 is held as the IPv6 address that it is mapped to (RFC 4291 §2.5.5.2), so
/// that both spellings of one client are equal.
struct ip_address {
  std::array<std::uint8_t, 16> bytes{};

  /// "192.0.2.1", "2001:db8::1", "::ffff:192.0.2.1"; no port, no brackets, no zone.
  static std::optional<ip_address> read(std::string_view text);
  /// With what proxies write around it: "192.0.2.1:4711", "[2001:db8::1]", "[2001:db8::1]:80".
  static std::optional<ip_address> read_node(std::string_view text);

  bool is_ipv4() const;
  std::string text() const;  ///< the usual spelling; an IPv4 address as such
  /// What one client can be expected to have for itself: the address, of IPv6 its first 64 bits.
  ip_address network() const;
  bool operator==(ip_address const&) const = default;
};

/// Addresses that begin with the same bits (CIDR): "10.0.0.0/8", "::1".
struct address_range {
  ip_address base;
  unsigned bits = 128;  ///< of the IPv6 form: those of an IPv4 range plus 96

  /// Refuses a base with bits behind the mask: most likely it was meant otherwise.
  static std::optional<address_range> read(std::string_view text);
  bool contains(ip_address const& address) const;
};

/// Whom the server believes what it says about the client behind it.
struct proxy_trust {
  std::vector<address_range> ranges;  ///< peers that are proxies of ours
  bool unix_peers = false;            ///< who connects by Unix socket is one
  /// So many proxies stand in front; 0: as many as `ranges` recognises, from the right.
  unsigned count = 0;
  bool rfc_7239 = false;  ///< reads Forwarded, and not the fields X-Forwarded-…

  bool nobody() const { return ranges.empty() && !unix_peers && count == 0; }
  bool covers(ip_address const& address) const;
};

/// Reads "unix, 127.0.0.1, 10.0.0.0/8". Nothing when a part is no range; `wrong` gets that part.
std::optional<proxy_trust> read_proxy_trust(std::string_view list, std::string* wrong = nullptr);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/client_address.ipp>
#endif
