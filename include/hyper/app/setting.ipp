// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/setting.hpp>

namespace hyper {
namespace detail {

constexpr std::int64_t one_hour = 3'600'000;
constexpr std::int64_t one_gibibyte = 1LL << 30;

constexpr setting text_setting(std::string_view name, std::string settings::* place,
                               std::string_view preset, std::string_view help,
                               std::string_view choices = {},
                               setting_kind kind = setting_kind::text) {
  setting row{name, kind, preset, help};
  row.choices = choices;
  row.text = place;
  return row;
}
constexpr setting number_setting(std::string_view name, setting_kind kind,
                                 std::int64_t settings::* place, std::string_view preset,
                                 std::int64_t least, std::int64_t most, std::string_view help) {
  setting row{name, kind, preset, help, least, most};
  row.number = place;
  return row;
}
constexpr setting flag_setting(std::string_view name, bool settings::* place,
                               std::string_view preset, std::string_view help) {
  setting row{name, setting_kind::flag, preset, help};
  row.flag = place;
  return row;
}

/// A setting that `reload` can change.
constexpr setting live(setting row) {
  row.live = true;
  return row;
}

constexpr setting setting_rows[] = {
    text_setting("host", &settings::host, "127.0.0.1",
                 "address to listen on; 0.0.0.0 is every IPv4 one"),
    number_setting("port", setting_kind::number, &settings::port, "8000", 0, 65535,
                   "port; 0 takes a free one"),
    text_setting("unix_socket", &settings::unix_socket, "",
                 "path to listen on instead of host and port"),
    number_setting("unix_socket_mode", setting_kind::octal, &settings::unix_socket_mode, "660", 0,
                   0777, "permissions of that path"),
    text_setting("unix_socket_group", &settings::unix_socket_group, "",
                 "group that owns that path"),
    text_setting("server_name", &settings::server_name, "", "Server field of answers; empty: none"),
    number_setting("threads", setting_kind::number, &settings::threads, "", 1, 1024,
                   "worker threads; default: the processors that may be used"),
    live(number_setting("max_connections", setting_kind::number, &settings::max_connections,
                        "10000", 1, 1'000'000, "clients connected at a time")),
    live(number_setting("max_connections_per_address", setting_kind::number,
                        &settings::max_connections_per_address, "0", 0, 1'000'000,
                        "of one client; more get 429; 0: no such limit")),
    live(number_setting("max_requests_at_work", setting_kind::number,
                        &settings::max_requests_at_work, "4096", 1, 1'000'000,
                        "requests that wait for something; more get 503")),
    live(number_setting("shed_lag", setting_kind::duration, &settings::shed_lag, "1s", 0, one_hour,
                        "a worker that is so late answers 503; 0: never")),
    live(number_setting("max_header_size", setting_kind::bytes, &settings::max_header_size, "16k",
                        512, 1 << 20, "all fields of a request; more is 431")),
    live(number_setting("max_header_count", setting_kind::number, &settings::max_header_count,
                        "100", 1, 10'000, "fields of a request; more is 431")),
    live(number_setting("max_target_size", setting_kind::bytes, &settings::max_target_size, "8000",
                        128, 64 << 10, "path and query of a request; more is 414")),
    live(number_setting("max_body_size", setting_kind::bytes, &settings::max_body_size, "10MiB", 0,
                        4 * one_gibibyte, "body of a request; more is 413")),
    live(number_setting("max_trailer_size", setting_kind::bytes, &settings::max_trailer_size, "8k",
                        0, 1 << 20, "fields after a chunked body; more is 431")),
    live(number_setting("max_chunk_extensions", setting_kind::bytes,
                        &settings::max_chunk_extensions, "8k", 0, 1 << 20,
                        "of all chunks of a body; more is 400")),
    live(number_setting("max_form_fields", setting_kind::number, &settings::max_form_fields, "1000",
                        0, 1'000'000, "of a form, without files; more is 413")),
    live(number_setting("max_form_files", setting_kind::number, &settings::max_form_files, "100", 0,
                        100'000, "of a form; more is 413")),
    live(number_setting("max_field_size", setting_kind::bytes, &settings::max_field_size, "1MiB", 0,
                        one_gibibyte, "one field of a form; more is 413")),
    live(number_setting("max_file_size", setting_kind::bytes, &settings::max_file_size, "1G", 0,
                        1024 * one_gibibyte, "one file of a form; more is 413")),
    live(number_setting("form_memory", setting_kind::bytes, &settings::form_memory, "256k", 0,
                        one_gibibyte, "files of a form; more goes to upload_folder")),
    live(text_setting("upload_folder", &settings::upload_folder, "/tmp",
                      "for files of forms that are too large for memory")),
    live(number_setting("max_held_answers", setting_kind::bytes, &settings::max_held_answers,
                        "128MiB", 1 << 20, 1024 * one_gibibyte,
                        "in memory for slow readers; beyond, the slowest is cut")),
    live(number_setting("header_timeout", setting_kind::duration, &settings::header_timeout, "10s",
                        1, one_hour, "from the first byte of a request to the end of its fields")),
    live(number_setting("body_timeout", setting_kind::duration, &settings::body_timeout, "30s", 1,
                        one_hour, "for the body of a request")),
    live(number_setting("idle_timeout", setting_kind::duration, &settings::idle_timeout, "30s", 1,
                        24 * one_hour, "between two requests of a connection")),
    live(number_setting("write_timeout", setting_kind::duration, &settings::write_timeout, "30s", 1,
                        one_hour, "without the client taking any byte of its answer")),
    live(number_setting("upgraded_timeout", setting_kind::duration, &settings::upgraded_timeout,
                        "10m", 0, 24 * one_hour, "without a byte after an upgrade; 0: none")),
    live(number_setting("drain_timeout", setting_kind::duration, &settings::drain_timeout, "30s", 0,
                        one_hour, "for requests at work when the server is told to stop")),
    number_setting("request_timeout", setting_kind::duration, &settings::request_timeout, "0", 0,
                   one_hour, "until a handler begins to answer; then 503; 0: none"),
    live(number_setting("body_rate", setting_kind::bytes, &settings::body_rate, "16k", 1,
                        one_gibibyte, "bytes a second that a body must keep up after that")),
    live(number_setting("write_rate", setting_kind::bytes, &settings::write_rate, "4k", 1,
                        one_gibibyte, "bytes a second that a reader must keep up after that")),
    live(text_setting("trusted_proxies", &settings::trusted_proxies, "",
                      "whose X-Forwarded-* is believed: 127.0.0.1,10.0.0.0/8,unix")),
    live(number_setting("trusted_proxy_count", setting_kind::number, &settings::trusted_proxy_count,
                        "0", 0, 100, "or: so many proxies stand in front")),
    live(text_setting("forwarded_header", &settings::forwarded_header, "x-forwarded",
                      "which kind the proxies write", "x-forwarded forwarded")),
    flag_setting("proxy_protocol", &settings::proxy_protocol, "false",
                 "trusted proxies begin connections with a PROXY header"),
    live(flag_setting("request_ids", &settings::request_ids, "true",
                      "X-Request-ID for each request and its answer")),
    text_setting("database_url", &settings::database_url, "",
                 "postgresql://user@host/name; else DATABASE_URL, else PG*", {},
                 setting_kind::secret),
    flag_setting("transaction_pooler", &settings::transaction_pooler, "false",
                 "database_url is of PgBouncer in transaction mode"),
    text_setting("direct_database_url", &settings::direct_database_url, "",
                 "the server itself, for migrations, scripts and listeners", {},
                 setting_kind::secret),
    text_setting("replica_urls", &settings::replica_urls, "",
                 "replicas, separated by blanks (the part read_replicas)", {},
                 setting_kind::secret),
    number_setting("max_replica_lag", setting_kind::duration, &settings::max_replica_lag, "10s",
                   1'000, one_hour, "a replica that is further behind is not read"),
    number_setting("pool_size", setting_kind::number, &settings::pool_size, "0", 0, 10'000,
                   "database connections, at least threads + 8; 0 chooses"),
    number_setting("connect_timeout", setting_kind::duration, &settings::connect_timeout, "10s", 1,
                   one_hour, "for a connection to the database"),
    number_setting("acquire_timeout", setting_kind::duration, &settings::acquire_timeout, "10s", 1,
                   one_hour, "waiting for a free connection; then 503"),
    number_setting("statement_timeout", setting_kind::duration, &settings::statement_timeout, "0",
                   0, 24 * one_hour, "for one SQL statement; 0: none"),
    number_setting("repeated_statements", setting_kind::number, &settings::repeated_statements, "0",
                   0, 1'000'000, "tell of a request with more of one; dev: 10; 0: do not count"),
    text_setting("migrations", &settings::migrations, "migrations",
                 "folder of the migration files"),
    number_setting("lock_timeout", setting_kind::duration, &settings::lock_timeout, "5s", 1,
                   one_hour, "a migration waits no longer for a lock, then tries again"),
    flag_setting("prepared_statements", &settings::prepared_statements, "true",
                 "false behind a pooler that cannot keep them"),
    flag_setting("share_syncs", &settings::share_syncs, "true",
                 "pure reads of one turn share a synchronisation"),
    text_setting("secret_key", &settings::secret_key, "", "signs cursors; 32 characters or more",
                 {}, setting_kind::secret),
    text_setting("old_secret_key", &settings::old_secret_key, "", "still accepted, no longer used",
                 {}, setting_kind::secret),
    text_setting("static_source", &settings::static_source, "static",
                 "folder of static files, as they are written"),
    text_setting("static_folder", &settings::static_folder, "static_collected",
                 "what collectstatic makes of it; served when it is there"),
    text_setting("pid_file", &settings::pid_file, "",
                 "of the serving process; default: .hyper/PROGRAM/PORT.pid"),
    text_setting("log_file", &settings::log_file, "",
                 "of start and restart; default: beside the pid file"),
    flag_setting("take_over", &settings::take_over, "false",
                 "take the sockets of the process of the pid file"),
    live(text_setting("log_level", &settings::log_level, "info", "what goes to standard error",
                      "error warning info")),
    text_setting("env_file", &settings::env_file, ".env", "file of NAME=value lines"),
};

}  // namespace detail

HYPER_INLINE std::span<setting const> setting_table() { return detail::setting_rows; }

HYPER_INLINE std::string_view settings::origin_of(std::string_view name) const {
  auto const rows = setting_table();
  for (std::size_t i = 0; i < rows.size() && i < origins.size(); ++i)
    if (rows[i].name == name) return origins[i];
  return "the default";
}

HYPER_INLINE std::string allowed_values(setting const& which) {
  auto const range = [&](auto&& written) {
    return " from " + written(which.least) + " to " + written(which.most);
  };
  switch (which.kind) {
    case setting_kind::number:
      return "a whole number" + range([](std::int64_t n) { return std::to_string(n); });
    case setting_kind::duration:
      return "seconds or a number with ms, s, m or h" + range([](std::int64_t n) {
               return n % 1000 == 0 ? std::to_string(n / 1000) + "s" : std::to_string(n) + "ms";
             });
    case setting_kind::bytes:
      return "bytes or a number with k, M or G" +
             range([](std::int64_t n) { return std::to_string(n); });
    case setting_kind::flag:
      return "true or false";
    case setting_kind::octal:
      return "permission bits in octal from 0 to 777";
    case setting_kind::text:
    case setting_kind::secret:
      break;
  }
  if (which.choices.empty()) return "a text without control characters";
  std::string listed = "one of " + std::string(which.choices);
  for (std::size_t at = 7; (at = listed.find(' ', at)) != listed.npos; at += 2)
    listed.replace(at, 1, ", ");
  return listed;
}

namespace detail {

HYPER_INLINE std::string option_spelling(std::string_view name) {
  std::string spelled = "--";
  for (char const c : name) spelled += c == '_' ? '-' : c;
  return spelled;
}

HYPER_INLINE setting const* find_setting(std::string_view name) {
  for (setting const& row : setting_table())
    if (row.name == name) return &row;
  return nullptr;
}

}  // namespace detail
}  // namespace hyper
