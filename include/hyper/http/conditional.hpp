// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Conditional requests (RFC 9110 §13).

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/entity_tag.hpp>
#include <hyper/http/request.hpp>
#include <optional>

namespace hyper {

/// What is known of the representation that a request would get.
struct validators {
  std::optional<entity_tag> tag;
  std::optional<std::int64_t> modified;  ///< seconds since 1970
};

/// What the conditions of a request come to.
enum class precondition : std::uint8_t {
  passed,
  not_modified,  ///< answer 304
  failed         ///< answer 412
};

/// Judges If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in the order of
/// RFC 9110 §13.2.2. Dates that cannot be read are ignored.
precondition judge_preconditions(request const& asked, validators const& of);

/// Whether the Range field of a request may be heeded: true without If-Range; otherwise only if it
/// names exactly this representation, by a strong entity tag or by its date.
bool range_is_wanted(request const& asked, validators const& of);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/conditional.ipp>
#endif
