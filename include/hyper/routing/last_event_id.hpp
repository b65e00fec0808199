// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/routing/extraction.hpp>
#include <optional>
#include <string>

namespace hyper {

/// A parameter of a handler that answers with an `event_stream`: the id of the last event that the
/// client has seen, when it comes back after a break. Ids beyond 1024 bytes are taken as none.
struct last_event_id {
  std::optional<std::string> value;

  /// The id as a number, when it is one.
  std::int64_t number_or(std::int64_t otherwise) const;
};

template <>
struct extractor_traits<last_event_id> {
  static last_event_id take(extraction& from);
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/last_event_id.ipp>
#endif
