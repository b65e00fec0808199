// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: bytes that nobody can read or change without the process's key. For what is stored; what
// clients keep is signed (security/signer.hpp).

#include <cstddef>
#include <hyper/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// What was sealed cannot be opened: with another key, or it is not what was sealed. The sentence
/// has nothing of the content.
class sealed_text_error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Sets the keys of this process, newest first: the first one seals, all of them open, so that a
/// key can be replaced while old content is still there. Until then they are `secret_keys()`, if
/// those were set. Content is stored for longer than anything is signed: with keys of their own the
/// signing ones can be dropped. Call it before threads are started. Throws std::invalid_argument
/// when there is none, or one has fewer than 32 bytes.
void set_sealing_keys(std::vector<std::string> newest_first);

/// Encrypts and authenticates: XChaCha20-Poly1305 with a random nonce, so the same content never
/// looks the same. The bytes begin with the number of the format, 1, and four bytes that tell which
/// key it was; both are authenticated. `purpose` must be the same when it is opened. Throws
/// std::logic_error when no key was set: one that is random in each process would make the content
/// unreadable with the next start.
std::string seal(std::string_view content, std::string_view purpose);

/// The content. Throws sealed_text_error.
std::string open_sealed(std::string_view sealed, std::string_view purpose);

/// Whether it was sealed with the newest key: otherwise it is time to seal it anew.
bool is_sealed_with_newest_key(std::string_view sealed);

namespace detail {
/// How many bytes sealing adds.
inline constexpr std::size_t seal_size = 1 + 4 + 24 + 16;
}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/security/sealed_text.ipp>
#endif
