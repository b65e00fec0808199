// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// A PostgreSQL server of one's own for development: a cluster in a folder, reached only through a
/// Unix socket in a folder that nobody else may enter. It is a child of this process, runs as the
/// user `postgres` when this process is root, and stops with the object, or when the process dies.
class private_postgres {
 public:
  /// Starts the cluster in `folder` (an absolute path) and makes it first where there is none.
  /// Returns when it takes connections. Throws cannot_start, with the end of the server's log.
  explicit private_postgres(std::string folder, int max_connections = 100);
  ~private_postgres();
  private_postgres(private_postgres const&) = delete;
  private_postgres& operator=(private_postgres const&) = delete;

  /// What to give as `database_url`.
  std::string url() const;
  std::string const& folder() const { return folder_; }
  std::string const& log() const { return log_; }  ///< path of the server's log
  int process_id() const { return process_; }

  /// Stops the server: open transactions are rolled back, data are kept.
  void stop() noexcept;

  /// The folder for a program ("./blog") started in `directory`: `.hyper/blog/postgres` in it; or,
  /// when this process is root and the user `postgres` may not enter there, one below
  /// /var/lib/hyperdjango.
  static std::string usual_folder(std::string_view directory, std::string_view program);

 private:
  void make_cluster();
  void start(int max_connections);
  void wait_until_ready();

  std::string folder_;
  std::string programs_;  // the folder of initdb and postgres
  std::string sockets_;
  std::string log_;
  int process_ = -1;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/private_postgres.ipp>
#endif
