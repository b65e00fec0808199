// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/security/sealed_text.hpp>
//
#include <sodium.h>

#include <hyper/security/derive_key.hpp>
#include <hyper/security/random_bytes.hpp>
#include <hyper/security/secret_keys.hpp>
#include <hyper/security/sodium.hpp>
#include <utility>

namespace hyper {
namespace detail {

inline constexpr char seal_format = 1;
inline constexpr std::size_t seal_head = 1 + 4;
inline constexpr std::size_t seal_nonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
static_assert(seal_size == seal_head + seal_nonce + crypto_aead_xchacha20poly1305_ietf_ABYTES);

/// A key, and the four bytes by which sealed content names it.
struct sealing_key {
  std::string name;
  digest key;
};

struct sealing_keys {
  std::vector<sealing_key> all;
  bool own = false;         // set by set_sealing_keys
  std::size_t made_of = 0;  // … else the version of the secrets that they are derived from

  static std::vector<sealing_key> derive(std::vector<std::string> const& secrets) {
    std::vector<sealing_key> made;
    for (std::string const& secret : secrets)
      made.push_back({hkdf_sha256(secret, {}, "hyper sealing key name", 4),
                      derive_key(secret, "hyper sealing key")});
    return made;
  }
};

HYPER_INLINE sealing_keys& keys_of_process() {
  static sealing_keys held;
  return held;
}

/// One copy for each thread, made anew when the secrets were: they are set before threads start.
HYPER_INLINE std::vector<sealing_key> const& current_sealing_keys() {
  sealing_keys const& set = keys_of_process();
  if (set.own) return set.all;
  thread_local sealing_keys derived;
  std::size_t const version = secret_keys_version();
  if (version == 1)
    throw std::logic_error(
        "nothing can be sealed or opened: set the setting secret_key, or call set_sealing_keys");
  if (derived.made_of != version) derived = {sealing_keys::derive(secret_keys()), false, version};
  return derived.all;
}

HYPER_INLINE unsigned char const* seal_bytes(std::string_view text) {
  return reinterpret_cast<unsigned char const*>(text.data());
}

/// What is authenticated beside the content.
HYPER_INLINE std::string seal_context(std::string_view head, std::string_view purpose) {
  return std::string(head).append(purpose);
}

HYPER_INLINE sealing_key const& find_sealing_key(std::string_view sealed) {
  if (sealed.size() < seal_size || sealed[0] != seal_format)
    throw sealed_text_error("what is to be opened was not sealed here: it has another form");
  for (sealing_key const& each : current_sealing_keys())
    if (sealed.substr(1, 4) == each.name) return each;
  throw sealed_text_error(
      "the key with which this was sealed is not among the keys of the process");
}

}  // namespace detail

HYPER_INLINE void set_sealing_keys(std::vector<std::string> newest_first) {
  if (newest_first.empty()) throw std::invalid_argument("there must be a sealing key");
  for (std::string const& key : newest_first)
    if (key.size() < 32) throw std::invalid_argument("a sealing key must have at least 32 bytes");
  detail::keys_of_process() = {detail::sealing_keys::derive(newest_first), true, 0};
}

HYPER_INLINE std::string seal(std::string_view content, std::string_view purpose) {
  detail::need_sodium();
  detail::sealing_key const& key = detail::current_sealing_keys().front();
  std::string sealed(1, detail::seal_format);
  sealed += key.name;
  std::string const context = detail::seal_context(sealed, purpose);
  sealed += random_bytes(detail::seal_nonce);
  std::string const nonce = sealed.substr(detail::seal_head);
  std::size_t const at = sealed.size();
  sealed.resize(at + content.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES);
  crypto_aead_xchacha20poly1305_ietf_encrypt(reinterpret_cast<unsigned char*>(sealed.data()) + at,
                                             nullptr, detail::seal_bytes(content), content.size(),
                                             detail::seal_bytes(context), context.size(), nullptr,
                                             detail::seal_bytes(nonce), key.key.data());
  return sealed;
}

HYPER_INLINE std::string open_sealed(std::string_view sealed, std::string_view purpose) {
  detail::need_sodium();
  detail::sealing_key const& key = detail::find_sealing_key(sealed);
  std::string const context = detail::seal_context(sealed.substr(0, detail::seal_head), purpose);
  std::string_view const nonce = sealed.substr(detail::seal_head, detail::seal_nonce);
  std::string_view const hidden = sealed.substr(detail::seal_head + detail::seal_nonce);
  std::string content(sealed.size() - detail::seal_size, '\0');
  int const failed = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<unsigned char*>(content.data()), nullptr, nullptr,
      detail::seal_bytes(hidden), hidden.size(), detail::seal_bytes(context), context.size(),
      detail::seal_bytes(nonce), key.key.data());
  if (failed != 0)
    throw sealed_text_error("sealed content was changed, or was sealed for another purpose");
  return content;
}

HYPER_INLINE bool is_sealed_with_newest_key(std::string_view sealed) {
  return sealed.size() >= detail::seal_size && sealed[0] == detail::seal_format &&
         sealed.substr(1, 4) == detail::current_sealing_keys().front().name;
}

}  // namespace hyper
