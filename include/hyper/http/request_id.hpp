// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <string_view>

namespace hyper {

/// True for what is accepted as X-Request-ID: 1 to 200 letters, digits, '.', '_' and '-'.
constexpr bool is_request_id(std::string_view text) {
  if (text.empty() || text.size() > 200) return false;
  for (char const c : text) {
    bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!plain && c != '.' && c != '_' && c != '-') return false;
  }
  return true;
}

/// The id that the client has given its request: X-Request-ID, else the trace id of traceparent
/// (W3C Trace Context); "" when neither is valid.
std::string_view given_request_id(request const& asked);

/// Makes request ids: UUIDs of version 7 (RFC 9562), so that they sort by time. Each thread has one
/// of its own. They are unguessable enough to tell requests apart and not meant to be secrets.
class request_id_maker {
 public:
  static constexpr std::size_t size = 36;
  request_id_maker();
  /// Writes the next id to `room`, which has `size` bytes.
  std::string_view make(char* room);

 private:
  std::uint64_t next();
  std::uint64_t state_[2];
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/request_id.ipp>
#endif
