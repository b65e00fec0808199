// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/scalar_codec.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// A span of time, PostgreSQL's `interval`: months, days and microseconds are kept apart, because a
/// month has no fixed number of days, and a day none of hours.
struct interval {
  std::int64_t microseconds = 0;
  std::int32_t days = 0;
  std::int32_t months = 0;

  static constexpr interval from_seconds(std::int64_t seconds) { return {seconds * 1000000, 0, 0}; }
  static constexpr interval from_days(std::int32_t days) { return {0, days, 0}; }
  static constexpr interval from_months(std::int32_t months) { return {0, 0, months}; }

  /// ISO 8601 as PostgreSQL writes it: `P1Y2M3DT4H5M6.5S`, each part with a sign of its own.
  static std::optional<interval> from_text(std::string_view text);
  void append_text(std::string& out) const;
  static constexpr std::string_view text_form = "an ISO 8601 duration such as P1DT12H";

  friend constexpr bool operator==(interval const&, interval const&) = default;
};

template <>
struct codec<interval> {
  static constexpr type_oid oid = 1186, array_oid = 1187;
  static constexpr std::string_view sql_type = "interval";
  static void encode(std::string& out, interval const& value) {
    codec<std::int64_t>::encode(out, value.microseconds);
    codec<std::int32_t>::encode(out, value.days);
    codec<std::int32_t>::encode(out, value.months);
  }
  static interval decode(std::string_view bytes) {
    if (bytes.size() != 16) throw decode_error("an interval from the database has another width");
    return {codec<std::int64_t>::decode(bytes.substr(0, 8)),
            codec<std::int32_t>::decode(bytes.substr(8, 4)),
            codec<std::int32_t>::decode(bytes.substr(12, 4))};
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/interval.ipp>
#endif
