// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_handshake.hpp>
//
#include <array>
#include <bit>
#include <hyper/http/grammar.hpp>

namespace hyper::detail {

// ---- Sec-WebSocket-Accept
// ------------------------------------------------------------------------

/// SHA-1 (FIPS 180-4), which protects nothing here: the protocol asks for it.
class sha1 {
 public:
  static std::string of(std::string_view message) {
    std::string padded(message);
    padded += '\x80';
    while (padded.size() % 64 != 56) padded += '\0';
    for (int i = 7; i >= 0; --i)
      padded += static_cast<char>(std::uint64_t{message.size()} * 8 >> (8 * i));
    sha1 hash;
    for (std::size_t at = 0; at < padded.size(); at += 64) hash.mix(padded.data() + at);
    std::string digest;
    for (std::uint32_t const word : hash.words_)
      for (int i = 3; i >= 0; --i) digest += static_cast<char>(word >> (8 * i));
    return digest;
  }

 private:
  void mix(char const* block) {
    std::uint32_t w[80];
    for (int i = 0; i < 16; ++i) {
      w[i] = 0;
      for (int j = 0; j < 4; ++j) w[i] = w[i] << 8 | static_cast<unsigned char>(block[4 * i + j]);
    }
    for (int i = 16; i < 80; ++i) w[i] = std::rotl(w[i - 3] ^ w[i - 8] ^ w[i - 14] ^ w[i - 16], 1);
    auto [a, b, c, d, e] = words_;
    for (int i = 0; i < 80; ++i) {
      std::uint32_t const f = i < 20   ? (b & c) | (~b & d)
                              : i < 40 ? b ^ c ^ d
                              : i < 60 ? (b & c) | (b & d) | (c & d)
                                       : b ^ c ^ d;
      constexpr std::uint32_t constants[] = {0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xCA62C1D6};
      std::uint32_t const next = std::rotl(a, 5) + f + e + constants[i / 20] + w[i];
      e = d;
      d = c;
      c = std::rotl(b, 30);
      b = a;
      a = next;
    }
    std::uint32_t const mixed[] = {a, b, c, d, e};
    for (std::size_t i = 0; i < 5; ++i) words_[i] += mixed[i];
  }
  std::array<std::uint32_t, 5> words_{0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0};
};

inline constexpr std::string_view base64_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

HYPER_INLINE std::string accept_value(std::string_view key) {
  std::string const hash =
      sha1::of(std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11") + '\0';
  std::string text;
  for (std::size_t at = 0; at < hash.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i)
      three = three << 8 | static_cast<unsigned char>(hash[at + i]);
    for (int i = 3; i >= 0; --i) text += base64_alphabet[three >> (6 * i) & 63];
  }
  text.back() = '=';  // 20 bytes are 27 characters
  return text;
}

/// 16 bytes in base 64: 22 characters and two signs of padding.
constexpr bool is_websocket_key(std::string_view key) {
  if (key.size() != 24 || !key.ends_with("==")) return false;
  return key.substr(0, 22).find_first_not_of(base64_alphabet) == std::string_view::npos;
}

// ---- origin
// --------------------------------------------------------------------------------------

/// Without the port that its scheme has anyway.
constexpr std::string_view without_default_port(std::string_view authority, std::string_view port) {
  if (authority.ends_with(port)) authority.remove_suffix(port.size());
  return authority;
}

HYPER_INLINE bool may_connect(std::string_view origin, std::string_view host,
                              websocket_settings const& settings) {
  if (settings.any_origin) return true;
  for (std::string_view const allowed : settings.origins)
    if (same_field_name(origin, allowed)) return true;
  std::size_t const end = origin.find("://");
  if (end == std::string_view::npos) return false;  // "null" is a page without a home
  std::string_view const scheme = origin.substr(0, end), authority = origin.substr(end + 3);
  std::string_view const port = same_field_name(scheme, "https") ? ":443" : ":80";
  if (!same_field_name(scheme, "https") && !same_field_name(scheme, "http")) return false;
  return !authority.empty() &&
         same_field_name(without_default_port(authority, port), without_default_port(host, port));
}

// ---- the rest
// ------------------------------------------------------------------------------------

/// How often a field stands in the request, and its last value.
struct counted_field {
  unsigned count = 0;
  std::string_view value;
};

HYPER_INLINE counted_field count_field(request const& asked, std::string_view name) {
  counted_field found;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, name)) continue;
    ++found.count;
    found.value = field.value;
  }
  return found;
}

/// Whether any field of this name lists the token.
HYPER_INLINE bool lists(request const& asked, std::string_view name, std::string_view token) {
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, name)) continue;
    for (std::string_view rest = field.value; !rest.empty();)
      if (same_field_name(cut_list_member(rest), token)) return true;
  }
  return false;
}

/// The server's best protocol that the client offers; false when the offer is malformed.
HYPER_INLINE bool choose_protocol(request const& asked, websocket_settings const& settings,
                                  std::string_view& chosen) {
  std::size_t best = settings.protocols.size();
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, "Sec-WebSocket-Protocol")) continue;
    std::string_view rest = field.value;
    do {
      std::string_view const offered = cut_list_member(rest);
      if (!is_token(offered)) return false;
      for (std::size_t i = 0; i < best; ++i)
        if (settings.protocols[i] == offered) best = i;
    } while (!rest.empty());
  }
  if (best < settings.protocols.size()) chosen = settings.protocols[best];
  return true;
}

/// The first thing that is wrong with the request, or 101.
HYPER_INLINE int judge_request(request const& asked, std::string_view& why) {
  auto const refuse = [&](int status, std::string_view sentence) {
    why = sentence;
    return status;
  };
  if (asked.method != http_method::get) return refuse(405, "A WebSocket begins with GET.");
  if (!lists(asked, "Upgrade", "websocket") || !lists(asked, "Connection", "upgrade"))
    return refuse(426, "This address speaks WebSocket.");
  if (asked.minor_version < 1) return refuse(400, "A WebSocket begins with HTTP/1.1.");
  if (!asked.body.empty()) return refuse(400, "The request for a WebSocket has a body.");
  counted_field const version = count_field(asked, "Sec-WebSocket-Version");
  if (version.count != 1 || version.value != "13")
    return refuse(426, "The version of the WebSocket protocol must be 13.");
  counted_field const key = count_field(asked, "Sec-WebSocket-Key");
  if (key.count != 1 || !is_websocket_key(key.value))
    return refuse(400, "Sec-WebSocket-Key must be 16 bytes in base 64.");
  return 101;
}

HYPER_INLINE void refuse_handshake(websocket_handshake& made, int status, std::string_view why) {
  made.status = status;
  made.why = why;
  if (status == 405) made.lines = "Allow: GET\r\n";
  if (status == 426)
    made.lines = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
}

HYPER_INLINE websocket_handshake judge_handshake(request const& asked,
                                                 websocket_settings const& settings) {
  websocket_handshake made;
  if (int const status = judge_request(asked, made.why); status != 101) {
    refuse_handshake(made, status, made.why);
    return made;
  }
  counted_field const origin = count_field(asked, "Origin");
  bool const foreign =
      origin.count > 1 ||
      (origin.count == 1 && !may_connect(origin.value, count_field(asked, "Host").value, settings));
  deflate_answer deflate = negotiate_deflate(asked.fields, settings.compression);
  if (foreign)
    refuse_handshake(made, 403, "Pages of this origin may not connect.");
  else if (deflate.malformed)
    refuse_handshake(made, 400, "Sec-WebSocket-Extensions is malformed.");
  else if (!choose_protocol(asked, settings, made.protocol))
    refuse_handshake(made, 400, "Sec-WebSocket-Protocol is malformed.");
  if (made.status != 101) return made;
  made.deflate = deflate.agreed;
  made.lines =
      "Sec-WebSocket-Accept: " + accept_value(count_field(asked, "Sec-WebSocket-Key").value) +
      "\r\n";
  if (!deflate.extension.empty())
    made.lines += "Sec-WebSocket-Extensions: " + deflate.extension + "\r\n";
  if (!made.protocol.empty())
    made.lines.append("Sec-WebSocket-Protocol: ").append(made.protocol).append("\r\n");
  return made;
}

}  // namespace hyper::detail
