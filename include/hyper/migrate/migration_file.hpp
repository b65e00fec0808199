// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A migration as a file: comments at its head say what it is, `-- up` and `-- down` begin its
// parts.

#include <cstddef>
#include <hyper/config.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A migration that cannot be read, made or applied. `what` is a sentence for the operator.
struct migration_error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// One migration.
struct migration {
  std::string name = {};                   ///< the file's, without `.sql`: "0002_posts_day"
  std::string after = {};                  ///< the one that it follows; empty for the first
  std::string state = {};                  ///< fingerprint of `schema.sql` behind it
  std::vector<std::string> replaces = {};  ///< those that it was squashed from
  bool transactional = true;               ///< false: its statements run one by one
  bool destructive = false;                ///< it says so itself, or its statements do
  std::string up = {};
  std::string down = {};
  std::string checksum = {};  ///< SHA-256 of the file, in hexadecimal digits
  std::size_t up_line = 1;    ///< the line of the file in which `up` begins
  std::size_t down_line = 1;
};

/// Reads a file's content. Line ends may be CR LF. Throws migration_error.
migration parse_migration(std::string_view name, std::string_view text);

/// The content of a migration's file.
std::string migration_text(migration const& of);

/// SHA-256 in hexadecimal digits.
std::string fingerprint(std::string_view text);

/// Whether a script takes data away: DROP TABLE, DROP COLUMN, TRUNCATE, DROP SCHEMA.
bool takes_data_away(std::string_view script);

namespace detail {
std::string without_carriage_returns(std::string_view text);
}
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/migrate/migration_file.ipp>
#endif
