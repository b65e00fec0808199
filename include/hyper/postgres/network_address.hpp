// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/scalar_codec.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {
namespace detail {

/// What `inet` and `cidr` have in common: an IPv4 or IPv6 address and the bits of its network.
struct address_bits {
  std::array<std::uint8_t, 16> bytes{};
  std::uint8_t length = 4;  ///< bytes of the address: 4 or 16
  std::uint8_t prefix = 32;

  static std::optional<address_bits> from_text(std::string_view text);
  void append_text(std::string& out, bool always_prefix) const;
  /// No bit behind the prefix is set.
  bool is_network() const;
  void encode(std::string& out, bool network) const;
  static address_bits decode(std::string_view bytes);

  friend constexpr auto operator<=>(address_bits const&, address_bits const&) = default;
};

}  // namespace detail

/// The address of a host, PostgreSQL's `inet`: IPv4 or IPv6, maybe with the bits of its network.
class network_address {
 public:
  network_address() = default;
  explicit network_address(detail::address_bits const& bits) : bits_(bits) {}

  /// `192.0.2.7`, `2001:db8::1`, `192.0.2.7/24`.
  static std::optional<network_address> from_text(std::string_view text) {
    auto const bits = detail::address_bits::from_text(text);
    return bits ? std::optional(network_address(*bits)) : std::nullopt;
  }
  void append_text(std::string& out) const { bits_.append_text(out, false); }
  static constexpr std::string_view text_form = "an IP address such as 192.0.2.7";

  bool is_ipv6() const { return bits_.length == 16; }
  detail::address_bits const& bits() const { return bits_; }
  friend constexpr auto operator<=>(network_address const&, network_address const&) = default;

 private:
  detail::address_bits bits_;
};

/// A network, PostgreSQL's `cidr`: no bit of the host is set.
class network_range {
 public:
  network_range() : bits_{{}, 4, 0} {}
  explicit network_range(detail::address_bits const& bits) : bits_(bits) {}

  /// `192.0.2.0/24`, `2001:db8::/32`.
  static std::optional<network_range> from_text(std::string_view text) {
    auto const bits = detail::address_bits::from_text(text);
    return bits && bits->is_network() ? std::optional(network_range(*bits)) : std::nullopt;
  }
  void append_text(std::string& out) const { bits_.append_text(out, true); }
  static constexpr std::string_view text_form = "a network such as 192.0.2.0/24";

  detail::address_bits const& bits() const { return bits_; }
  friend constexpr auto operator<=>(network_range const&, network_range const&) = default;

 private:
  detail::address_bits bits_;
};

template <>
struct codec<network_address> {
  static constexpr type_oid oid = 869, array_oid = 1041;
  static constexpr std::string_view sql_type = "inet";
  static void encode(std::string& out, network_address const& value) {
    value.bits().encode(out, false);
  }
  static network_address decode(std::string_view bytes) {
    return network_address(detail::address_bits::decode(bytes));
  }
};
template <>
struct codec<network_range> {
  static constexpr type_oid oid = 650, array_oid = 651;
  static constexpr std::string_view sql_type = "cidr";
  static void encode(std::string& out, network_range const& value) {
    value.bits().encode(out, true);
  }
  static network_range decode(std::string_view bytes) {
    return network_range(detail::address_bits::decode(bytes));
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/network_address.ipp>
#endif
