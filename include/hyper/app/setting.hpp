// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// Thrown when an application cannot start. `what` is a sentence for the operator.
struct cannot_start : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Thrown for a setting that cannot be used: the sentence has the setting, its value, where it came
/// from, and what is allowed.
struct bad_setting : cannot_start {
  using cannot_start::cannot_start;
};

/// What an application is run with. Durations are milliseconds, sizes bytes.
struct settings {
  std::string host;
  std::int64_t port = 0;
  std::string unix_socket;  ///< when not empty: the path listened on instead of host and port
  std::int64_t unix_socket_mode = 0;  ///< permission bits of that path
  std::string unix_socket_group;      ///< empty: that of the process
  std::string server_name;            ///< the Server field of answers; empty: none
  std::int64_t threads = 0;  ///< 0 is replaced by the number of processors that may be used
  std::int64_t max_connections = 0;
  std::int64_t max_connections_per_address = 0;  ///< 0: no such limit
  std::int64_t max_requests_at_work = 0;
  std::int64_t shed_lag = 0;  ///< 0: never
  std::int64_t max_header_size = 0;
  std::int64_t max_header_count = 0;
  std::int64_t max_target_size = 0;
  std::int64_t max_body_size = 0;
  std::int64_t max_trailer_size = 0;
  std::int64_t max_chunk_extensions = 0;
  std::int64_t max_form_fields = 0;
  std::int64_t max_form_files = 0;
  std::int64_t max_field_size = 0;  ///< of a form's field that is no file
  std::int64_t max_file_size = 0;   ///< of a form's file
  std::int64_t form_memory = 0;     ///< files of a form beyond it go to `upload_folder`
  std::string upload_folder;
  std::int64_t max_held_answers = 0;  ///< in memory, for slow readers, of all connections
  std::int64_t header_timeout = 0;
  std::int64_t body_timeout = 0;
  std::int64_t idle_timeout = 0;
  std::int64_t write_timeout = 0;
  std::int64_t upgraded_timeout = 0;  ///< 0: none
  std::int64_t drain_timeout = 0;
  std::int64_t request_timeout = 0;  ///< 0: none
  std::int64_t body_rate = 0;        ///< bytes a second
  std::int64_t write_rate = 0;       ///< bytes a second
  std::string trusted_proxies;       ///< addresses, ranges, and `unix`
  std::int64_t trusted_proxy_count = 0;
  std::string forwarded_header;
  bool proxy_protocol = false;
  bool request_ids = false;
  std::string database_url;  ///< empty: libpq's own environment (PGHOST, PGDATABASE, …) decides
  bool transaction_pooler = false;
  std::string direct_database_url;   ///< past the pooler; empty: there is none
  std::string replica_urls;          ///< servers that follow the database, separated by blanks
  std::int64_t max_replica_lag = 0;  ///< one that is further behind is not read
  std::int64_t pool_size =
      0;  ///< connections of the whole process; 0 is replaced by a fitting number
  std::int64_t connect_timeout = 0;
  std::int64_t acquire_timeout = 0;
  std::int64_t statement_timeout = 0;  ///< 0: none
  std::int64_t repeated_statements =
      0;                          ///< more of one in a request are told of; 0: not looked for
  std::string migrations;         ///< the folder of the migration files
  std::int64_t lock_timeout = 0;  ///< a migration waits no longer for a lock
  bool prepared_statements = false;
  bool share_syncs = false;
  std::string secret_key;
  std::string old_secret_key;  ///< still accepted, while a new one is brought into use
  std::string pid_file;        ///< empty: one in the working directory
  std::string log_file;        ///< of a process in the background; empty: beside the pid file
  bool take_over = false;
  std::string static_source;  ///< the files of `static_files`, as they are written
  std::string static_folder;  ///< what `collectstatic` makes of them; served when it is there
  std::string log_level;
  std::string env_file;

  /// Where each value came from, in the order of `setting_table`, as it stands in sentences:
  /// "the default", "--port", "HYPER_PORT in the environment", ".env, line 3".
  std::vector<std::string> origins;
  std::string_view origin_of(std::string_view name) const;

  /// Variables that begin with HYPER_ and name no setting, each with a hint: most likely misspelt.
  std::vector<std::string> unknown_variables;
};

/// How the text of a setting is read.
enum class setting_kind : std::uint8_t {
  text,
  secret,    ///< text that is never repeated in a message
  number,    ///< a whole number
  flag,      ///< true, false, yes, no, on, off, 1, 0
  duration,  ///< seconds, or with a unit: 500ms, 2.5s, 10m, 1h
  bytes,     ///< bytes, or with a unit: 64k, 10MiB, 1G
  octal      ///< permission bits
};

/// One row of the table that the command line, the environment, `--help` and `doctor` share.
struct setting {
  std::string_view name;  ///< "pool_size": option --pool-size, variable HYPER_POOL_SIZE
  setting_kind kind;
  std::string_view preset;  ///< the default, written as a user would
  std::string_view help;
  std::int64_t least = 0;
  std::int64_t most = 0;
  std::string_view choices = {};  ///< for text: the words allowed, separated by blanks
  std::string settings::* text = nullptr;
  std::int64_t settings::* number = nullptr;
  bool settings::* flag = nullptr;
  bool live = false;  ///< `reload` can change it
};

/// A default that an application gives a setting, instead of the table's.
struct setting_preset {
  std::string_view name;
  std::string_view value;
};

/// Every setting, in the order of `--help`.
std::span<setting const> setting_table();

/// What is allowed for a setting, as a sentence's end: "a whole number from 1 to 65535".
std::string allowed_values(setting const& which);

namespace detail {
setting const* find_setting(std::string_view name);
std::string option_spelling(std::string_view name);  // "pool_size" -> "--pool-size"
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/setting.ipp>
#endif
