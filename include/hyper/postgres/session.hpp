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
#include <hyper/postgres/operation.hpp>
#include <hyper/postgres/statement_cache.hpp>
#include <hyper/postgres/transport.hpp>
#include <hyper/postgres/wire.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string>
#include <vector>

namespace hyper {
class database;
}

namespace hyper::detail {

class session : public watcher {
 public:
  enum class phase : std::uint8_t { closed, connecting, ready };

  explicit session(database& of) : of_(of) {}
  ~session();

  void connect();
  void close(error_fields const& why);
  /// Appends the statement to what is sent at the end of this turn.
  void enqueue(operation* which);
  /// Gives a leased connection back as soon as nothing is under way on it and it is clean.
  void give_back();
  void cancel_running();
  /// Nobody waits for the statement any more: if it is at work for long, the server is told.
  void left(operation const& which);
  /// It is to be replaced: by age, or because the server no longer takes writes.
  void retire() { retiring_ = true; }

  phase state() const { return phase_; }
  /// Statements of anybody may be sent to it.
  bool usable() const { return phase_ == phase::ready && !leased && !slow_ && !cancelling_; }
  bool held_up();
  bool idle() const { return flights_.empty(); }
  std::size_t load() const { return flights_.size(); }
  bool retiring() const { return retiring_; }
  char transaction_status() const { return transaction_; }
  /// Counts the connections that this object has made: a transaction belongs to one of them.
  std::uint64_t generation() const { return generation_; }

  bool leased = false;
  bool dirty = false;      // its settings may have been changed: reset before the next use
  bool read_only = false;  // leased for work that only reads

 private:
  struct flight {
    operation* op;
    std::uint64_t begins;    // its place in all bytes sent on this connection
    std::uint64_t key = 0;   // of its prepared statement; 0: has none
    bool parses = false;     // the statement is prepared with it
    bool syncs = false;      // a sync follows it
    bool announces = false;  // the answer to its announcement comes before its own
    bool failed = false;
    bool cancelled = false;  // the server was asked to end it
  };
  struct hook : turn_hook {
    session* of = nullptr;
  };
  struct alarm : timer {
    session* of = nullptr;
  };

  // connecting
  void follow(transport::step next);
  void watch_for(std::uint32_t events);
  void wait_for_room(bool yes);
  void watch_again();
  void connected();
  void lost(std::string_view reason);
  void forget_connection();
  // sending
  void put_announcement(flight& made);
  void put_statement(flight& made);
  void end_unit();
  void run_own(std::string_view script);
  bool put_more_copy();
  void send_all();
  bool send_out();
  // receiving
  void receive(bool until_end);
  void receive_all(bool until_end);
  void read_later(bool yes);
  bool many_wait() const;
  void take_messages();
  void make_room(std::size_t wanted);
  void take(wire_message const& message);
  void take_row(std::string_view content);
  void take_command_end(std::string_view tag);
  void take_failure(error_fields why);
  void take_sync();
  void refuse_copy();
  flight& front();
  flight pop();
  void settle(flight const& ended, bool skipped);
  // slowness
  static constexpr std::int64_t rarely = 500;  // milliseconds
  std::int64_t slow_after() const;
  std::int64_t watch_interval() const;
  void note_wait();
  void look_after(std::int64_t milliseconds);
  void divert();
  static bool may_be_asked_twice(operation const& op);
  bool send_probe();
  bool drop_probe();
  bool hit_by_stray_cancel(flight const& which) const;

  static void on_ready(watcher& self, std::uint32_t events);
  static void on_turn_end(turn_hook& self);
  static void on_more(turn_hook& self);
  static void on_alarm(timer& self);
  static void on_read_due(timer& self);

  database& of_;
  transport transport_;
  phase phase_ = phase::closed;
  int descriptor_ = -1;
  std::uint64_t generation_ = 0;
  std::int64_t expires_ = 0;
  std::int64_t front_since_ = 0;  // when the statement at the front began to be the front one
  char transaction_ = 'I';
  bool unit_open_ = false;  // the last statement still waits for a sync to share
  bool giving_back_ = false;
  bool cancelling_ = false;
  bool retiring_ = false;
  bool slow_ = false;           // the front one holds up the others
  std::size_t moving_ = 0;      // how many of these are asked elsewhere next
  operation* probe_ = nullptr;  // one that waits, and was asked elsewhere to find out; owned
  bool blocked_ = false;        // the socket takes no more for now
  bool reads_later_ = false;    // answers do not wake the worker: they are read when it is time
  std::string out_;
  std::size_t sent_ = 0;           // of out_
  std::uint64_t out_begins_ = 0;   // the place of out_ in all bytes
  std::uint64_t stray_until_ = 0;  // what begins before may meet a cancel request of another's
  std::vector<char> in_;
  std::size_t in_begin_ = 0;
  std::size_t in_end_ = 0;
  operation* copying_ = nullptr;  // the last flight, while its data are not all in out_
  std::deque<flight> flights_;
  std::size_t answered_ = 0;  // of these, by the last read
  wire_row row_;
  hook sender_;
  hook receiver_;
  alarm alarm_;
  alarm reader_;
  statement_cache prepared_;
};

}  // namespace hyper::detail
