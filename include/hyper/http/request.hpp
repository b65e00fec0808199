// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace hyper {

/// Request methods of RFC 9110 §9 and RFC 5789; `other` is a valid token that is none of them.
enum class http_method : std::uint8_t {
  get,
  head,
  post,
  put,
  patch,
  delete_,
  options,
  trace,
  other
};

/// A header field as it was received; the name's casing is the sender's, the value is trimmed.
struct header_field {
  std::string_view name;
  std::string_view value;
};

/// True when two field names are the same (ASCII letters without regard to case).
constexpr bool same_field_name(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  if (!left.empty() && ((left[0] ^ right[0]) & ~0x20) != 0) return false;  // most differ here
  if (left == right) return true;  // nearly always the usual casing
  for (std::size_t i = 0; i < left.size(); ++i) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; };
    if (lower(left[i]) != lower(right[i])) return false;
  }
  return true;
}

/// The value of the first line of this name among "Name: value" lines that end with CRLF.
constexpr std::optional<std::string_view> find_field_line(std::string_view lines,
                                                          std::string_view name) {
  while (!lines.empty()) {
    std::string_view const line = lines.substr(0, lines.find('\r'));
    std::size_t const colon = line.find(':');
    if (same_field_name(line.substr(0, colon), name)) return line.substr(colon + 2);
    lines.remove_prefix(line.size() + 2);
  }
  return std::nullopt;
}

/// A received request, as views into its connection's buffers: they are valid until the request is
/// answered. Framing has been judged already: whatever stands here is well-formed.
struct request {
  http_method method = http_method::get;
  std::string_view method_name;  ///< as received: "GET"
  std::string_view target;       ///< as received: "/posts?q=a%20b"
  std::string_view path;         ///< the target's path, still percent-encoded; begins with '/'
  std::string_view query;        ///< what follows '?', still percent-encoded; may be empty
  unsigned minor_version = 1;    ///< of HTTP/1.x
  bool keep_alive = true;        ///< the client may send another request on this connection
  std::span<header_field const> fields;
  /// The whole body, decoded from its transfer coding. At least `body_padding` bytes after its end
  /// are readable, so that vectorised parsers need not copy it.
  std::string_view body;
  /// What a chunked body has had behind it (RFC 9110 §6.5): "Name: value" with CRLF each. They are
  /// no header fields and never taken for some.
  std::string_view trailers;
  std::string_view peer_address;  ///< "127.0.0.1", "::1", or "" on a Unix socket
  /// The client as trusted proxies name it; without them, the peer.
  std::string_view client_address;
  std::string_view scheme = "http";  ///< "https" when a trusted proxy says so
  std::string_view forwarded_host;   ///< what a trusted proxy says was asked for; else ""
  /// Echoed as X-Request-ID: the client's own when it is valid, else one made here.
  std::string_view request_id;

  static constexpr std::size_t body_padding = 64;

  /// The host that the client asked for, with its port where it has written one.
  std::string_view host() const {
    return forwarded_host.empty() ? header("Host").value_or(std::string_view()) : forwarded_host;
  }
  /// The first field of this name.
  std::optional<std::string_view> header(std::string_view name) const {
    for (header_field const& field : fields)
      if (same_field_name(field.name, name)) return field.value;
    return std::nullopt;
  }
  /// The first trailer of this name. A handler with a `body_stream` asks that, at its end.
  std::optional<std::string_view> trailer(std::string_view name) const {
    return find_field_line(trailers, name);
  }
};

}  // namespace hyper
