// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: the part of an application whose database has replicas.

#include <array>
#include <cstdint>
#include <hyper/app/application.hpp>
#include <hyper/app/database_program.hpp>
#include <hyper/config.hpp>
#include <hyper/postgres/statement_router.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// Reads of the application's requests are asked of the servers in the setting `replica_urls`, and
/// every client sees what it has written, on whatever server: a place in the write-ahead log goes
/// with it in a signed cookie.
///
///   using blog = application<models<post>, routes<…>, read_replicas>;
struct read_replicas {
  static constexpr std::string_view cookie_name = "hyper_seen";
  static bool before(exchange& with);
  static void* open(detail::application_plan const& plan, settings const& of, event_loop& loop);
  static void close(void* made) noexcept;
};

namespace detail {

template <>
struct application_part<read_replicas> : known_part {
  static constexpr bool has_database = true;
  static constexpr database_part const* database = &standard_database;
  static constexpr std::array<request_check, 1> checks{&read_replicas::before};
  static constexpr std::array<worker_part, 1> worker_parts{
      {{&read_replicas::open, &read_replicas::close}}};
};

/// The words of the cookie: where in the log, or until when nothing but the primary will do
/// (seconds since 1970).
std::string write_position(read_position const& seen, std::int64_t primary_until);
std::optional<read_position> read_written_position(std::string_view text, std::int64_t now);

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/read_replicas.ipp>
#endif
