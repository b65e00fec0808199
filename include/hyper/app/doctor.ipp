// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/doctor.hpp>
//
#include <sys/resource.h>
#include <hyper/app/help.hpp>
#include <hyper/app/settings.hpp>
#include <string>

namespace hyper::detail {

HYPER_INLINE std::string compiler_name() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "g++ " __VERSION__;
#endif
}

HYPER_INLINE finding examine_descriptors(settings const& of) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  std::string const sentence = "at most " + std::to_string(limit.rlim_max) + " for " +
                               std::to_string(of.max_connections) + " connections";
  if (limit.rlim_max >= static_cast<rlim_t>(of.max_connections + of.pool_size))
    return {finding::verdict::good, "descriptors", sentence};
  return {finding::verdict::doubtful, "descriptors",
          sentence + ": raise `ulimit -Hn` or lower max_connections"};
}

HYPER_INLINE std::vector<finding> examine_settings(program const& of) {
  using enum finding::verdict;
  settings const& with = of.with;
  std::vector<finding> found;
  found.push_back({good, "library", version_text().substr(0, version_text().size() - 1)});
  found.push_back({good, "compiler", compiler_name()});
  found.push_back(
      {good, "listens on",
       with.unix_socket.empty() ? with.host + ":" + std::to_string(with.port) : with.unix_socket});
  found.push_back({with.threads <= usable_processors() ? good : doubtful, "threads",
                   std::to_string(with.threads) + " on " + std::to_string(usable_processors()) +
                       " processors"});
  found.push_back({good, "pool",
                   std::to_string(with.pool_size) + " connections; " +
                       std::to_string(with.threads) + " threads need " +
                       std::to_string(with.threads + 8)});
  found.push_back(examine_descriptors(with));
  if (with.secret_key.empty())
    found.push_back({doubtful, "secret_key", "not set: cursors end with the process"});
  else
    found.push_back({good, "secret_key", "set by " + std::string(with.origin_of("secret_key"))});
  for (std::string const& each : with.unknown_variables)
    found.push_back({doubtful, "variable", each});
  if (with.host == "0.0.0.0" || with.host == "::")
    found.push_back({doubtful, "host", "everybody on the network can connect, without TLS"});
  return found;
}

HYPER_INLINE bool examine_program(program& of) {
  std::vector<finding> found = examine_settings(of);
  if (of.uses_database())
    for (finding& each : of.plan.database->examine(of)) found.push_back(std::move(each));
  std::string text;
  bool healthy = true;
  for (finding const& each : found) {
    static constexpr std::string_view marks[] = {"ok    ", "look  ", "WRONG "};
    std::string subject = each.subject;
    subject.resize(std::max<std::size_t>(subject.size(), 12), ' ');
    text += marks[static_cast<std::size_t>(each.how)];
    text += subject + " " + each.sentence + "\n";
    healthy = healthy && each.how != finding::verdict::bad;
  }
  say(text);
  return healthy;
}

}  // namespace hyper::detail
