// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/read_replicas.hpp>
//
#include <time.h>
#include <charconv>
#include <hyper/app/setting.hpp>
#include <hyper/http/cookie.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <hyper/postgres/database_set.hpp>
#include <hyper/security/signer.hpp>
#include <vector>

namespace hyper {
namespace detail {

HYPER_INLINE std::int64_t seconds_now() { return static_cast<std::int64_t>(::time(nullptr)); }

HYPER_INLINE std::string write_position(read_position const& seen, std::int64_t primary_until) {
  bool const known = seen.unsure == 0 && !seen.elsewhere;
  return known ? "w" + std::to_string(seen.wal) : "u" + std::to_string(primary_until);
}

HYPER_INLINE std::optional<read_position> read_written_position(std::string_view text,
                                                                std::int64_t now) {
  std::uint64_t number = 0;
  if (text.size() < 2 || (text[0] != 'w' && text[0] != 'u')) return std::nullopt;
  char const* const end = text.data() + text.size();
  auto const [stop, failure] = std::from_chars(text.data() + 1, end, number);
  if (failure != std::errc{} || stop != end) return std::nullopt;
  read_position found;
  if (text[0] == 'w') found.wal = number;
  if (text[0] == 'u' && number > static_cast<std::uint64_t>(now)) {
    found.unsure = 1;
    found.elsewhere = true;
  }
  return found;
}

/// How long a client's position matters: a replica that is read is no further behind than
/// `max_lag`, as far as is known, and what is known is no older than a few checks.
struct replica_part {
  database_set all;
  std::int64_t seconds;
  process_signer signing{"read position"};

  replica_part(named_database const& with, event_loop& loop)
      : all(database::current(), {with}, loop),
        seconds((with.max_lag + 4 * with.check_every) / 1000 + 2) {}
};

HYPER_INLINE replica_part*& replica_part_of_this_thread() {
  thread_local replica_part* mine = nullptr;
  return mine;
}

/// Carries a request's position from its cookie to its statements, and into the answer's cookie.
class position_carrier final : public exchange_companion {
 public:
  position_carrier(replica_part& of, request const& asked)
      : of_(of), secure_(asked.scheme == "https") {
    if (auto const token = find_cookie(asked, read_replicas::cookie_name))
      if (auto const text = of.signing.get().verify(*token))
        seen_ = read_written_position(*text, seconds_now()).value_or(read_position());
    before_ = seen_;
  }
  context const* around(context const* outer) override {
    link_.parent = outer;
    return &link_;
  }
  void add_lines(std::string& to) override {
    bool const wrote = seen_.wal != before_.wal || seen_.unsure != before_.unsure ||
                       seen_.elsewhere != before_.elsewhere;
    if (!wrote) return;
    cookie made;
    made.name = read_replicas::cookie_name;
    made.value = of_.signing.get().sign(write_position(seen_, seconds_now() + of_.seconds));
    made.max_age = of_.seconds;
    made.secure = secure_;
    to.append("Set-Cookie: ").append(set_cookie_value(made)).append("\r\n");
  }

 private:
  replica_part& of_;
  bool secure_;
  read_position seen_;
  read_position before_;
  context link_{nullptr, &read_position::key, &seen_};
};

HYPER_INLINE std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    std::string_view const word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
    if (!word.empty()) words.emplace_back(word);
  }
  return words;
}

}  // namespace detail

HYPER_INLINE bool read_replicas::before(exchange& with) {
  detail::replica_part* const part = detail::replica_part_of_this_thread();
  if (part != nullptr) with.accompany(new detail::position_carrier(*part, with.asked));
  return true;
}

HYPER_INLINE void* read_replicas::open(detail::application_plan const&, settings const& of,
                                       event_loop& loop) {
  named_database with;
  with.primary = database::current().settings();
  with.replicas = detail::words_of(of.replica_urls);
  if (with.replicas.empty()) return nullptr;
  with.max_lag = of.max_replica_lag;
  return detail::replica_part_of_this_thread() = new detail::replica_part(with, loop);
}

HYPER_INLINE void read_replicas::close(void* made) noexcept {
  if (made != nullptr) detail::replica_part_of_this_thread() = nullptr;
  delete static_cast<detail::replica_part*>(made);
}

}  // namespace hyper
