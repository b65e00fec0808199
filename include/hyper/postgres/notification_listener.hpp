// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// opt-in: LISTEN.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/postgres/pool_settings.hpp>
#include <hyper/postgres/transport.hpp>
#include <hyper/postgres/wire.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// What somebody has sent by NOTIFY. Views, good for the call.
struct notification {
  std::string_view channel;
  std::string_view payload;
  std::int32_t sender = 0;  ///< the process of the backend
};

/// Who is told. The functions must not throw, and must not destroy the listener.
struct notification_handler {
  void* self = nullptr;
  void (*heard)(void* self, notification const& what) = nullptr;
  /// It listens, for the first time or again. What was sent meanwhile nobody has heard: whoever
  /// relies on it looks now.
  void (*listening)(void* self) = nullptr;
  /// It does not listen any more, until `listening` says so again.
  void (*lost)(void* self) = nullptr;
};

/// A connection of its own, past any pooler, that listens to channels. When it is lost it is made
/// anew, with growing and jittered pauses of at most two seconds, and listens to the same channels.
/// A server that says nothing for `silence` is asked for a sign of life. It belongs to the thread
/// of its loop.
class notification_listener : watcher {
 public:
  /// Begins to connect; of the settings it takes the addresses and `connect_timeout`.
  notification_listener(pool_settings const& with, event_loop& loop, notification_handler handler,
                        std::int64_t silence = 15'000);
  ~notification_listener();
  notification_listener(notification_listener const&) = delete;
  notification_listener& operator=(notification_listener const&) = delete;

  /// From now on. A name may be anything of 1 to 63 bytes without a NUL; other ones, and more than
  /// 1000 channels, throw std::invalid_argument.
  void listen(std::string channel);
  void unlisten(std::string_view channel);

  /// All channels are listened to.
  bool listening() const { return state_ == state::ready && unanswered_ == 0; }
  /// How often a connection was made.
  std::uint64_t connections() const { return connections_; }

 private:
  enum class state : std::uint8_t { away, connecting, ready };
  struct alarm : timer {
    notification_listener* of = nullptr;
  };

  void connect();
  void follow(detail::transport::step next);
  void watch_for(std::uint32_t events);
  void connected();
  void lost();
  void command(std::string_view verb, std::string_view channel);
  void send();
  void receive();
  void take(detail::wire_message const& message);
  void take_notification(std::string_view content);
  void answered();
  void on_alarm();

  pool_settings settings_;
  event_loop& loop_;
  notification_handler handler_;
  std::int64_t silence_;
  std::vector<std::string> channels_;
  detail::transport transport_;
  state state_ = state::away;
  int descriptor_ = -1;
  std::string out_;
  std::vector<char> in_;
  std::size_t in_used_ = 0;
  std::size_t unanswered_ = 0;  // commands under way
  bool asked_for_life_ = false;
  bool announced_ = false;
  std::int64_t backoff_ = 0;
  std::uint64_t connections_ = 0;
  alarm alarm_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/postgres/notification_listener.ipp>
#endif
