// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: one connection to the server and the statements under way on
// it.

#include <coroutine>
#include <cstdint>
#include <deque>
#include <exception>
#include <hyper/config.hpp>
#include <hyper/postgres/wire.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <list>
#include <string>
#include <unordered_map>

struct pg_conn;

namespace hyper {
class database;
struct pool_settings;
}  // namespace hyper

namespace hyper::detail {

class session;

/// One execution. The awaiter and every session that it was given to share it; it ends with the
/// last.
struct operation {
  statement what;
  parameters values;
  std::string script;  // not empty: sent by the simple protocol instead
  row_sink sink;
  std::coroutine_handle<> awaiting;  // empty once nobody waits any longer
  command_status status;
  std::exception_ptr failure;
  session* deliverer =
      nullptr;               // the first session that answers it; the others are not listened to
  session* bound = nullptr;  // a transaction's: may run nowhere else
  int owners = 1;
  int attempts = 0;
  bool done = false;
  bool diverted = false;  // was given to another session because this one is slow
  bool received_rows = false;
};
void release(operation* which);

class session : public watcher {
 public:
  enum class phase : std::uint8_t { closed, connecting, ready };

  session(database& of, bool pinned) : of_(of), pinned_(pinned) {}
  ~session();

  void connect();
  void close(error_fields const& why);
  void enqueue(operation* which);
  bool usable() const { return phase_ == phase::ready && !leased; }
  bool is_slow(std::int64_t now) const;
  bool idle() const { return flights_.empty(); }
  std::size_t load() const { return flights_.size(); }
  phase state() const { return phase_; }
  char transaction_status() const { return transaction_; }
  void cancel_running();
  void release_when_idle();  // gives a leased connection back once nothing is under way on it

  bool leased = false;
  bool dirty = false;  // its session state may have been changed: reset before the next use

 private:
  struct flight {
    operation* op;
    std::uint64_t parsed = 0;  // the statement that travels with it as Parse, or 0
    bool syncs = false;        // a sync follows it
    bool failed = false;
  };
  struct hook : turn_hook {
    session* of = nullptr;
  };
  struct alarm : timer {
    session* of = nullptr;
  };

  static void on_ready(watcher& self, std::uint32_t events);
  static void on_turn_end(turn_hook& self);
  static void on_alarm(timer& self);
  void poll_connection();
  void connected();
  bool send_all();
  bool receive_all();
  void take(wire_message const& message);
  void take_row(std::string_view content);
  void take_failure(error_fields why);
  void take_sync();
  void end_front();
  void finish(flight& which);
  void want_sync();
  bool prepare(operation* which, std::string& name, std::uint64_t& parsed);
  void lost(std::string_view reason);
  void send_script(std::string_view sql);
  void watch_for(std::uint32_t events);
  long transfer_in(char* into, std::size_t size);
  long transfer_out(char const* from, std::size_t size);

  database& of_;
  bool pinned_;
  phase phase_ = phase::closed;
  pg_conn* handle_ = nullptr;
  void* tls_ = nullptr;
  int descriptor_ = -1;
  std::uint32_t watched_ = 0;
  char transaction_ = 'I';
  bool group_open_ = false;
  bool releasing_ = false;
  std::string out_;
  std::size_t sent_ = 0;
  std::int64_t head_since_ = 0;  // when the first flight began to be the first
  std::vector<char> in_;
  std::size_t in_begin_ = 0;
  std::size_t in_end_ = 0;
  std::deque<flight> flights_;
  wire_row row_;
  hook hook_;
  alarm alarm_;
  std::list<std::uint64_t> recent_;
  std::unordered_map<std::uint64_t, std::list<std::uint64_t>::iterator> prepared_;
};

}  // namespace hyper::detail
