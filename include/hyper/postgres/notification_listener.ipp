// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/postgres/notification_listener.hpp>
//
#include <errno.h>
#include <sys/epoll.h>
#include <algorithm>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <utility>

namespace hyper {

HYPER_INLINE notification_listener::notification_listener(pool_settings const& with,
                                                          event_loop& loop,
                                                          notification_handler handler,
                                                          std::int64_t silence)
    : settings_(with.direct()), loop_(loop), handler_(handler), silence_(silence) {
  settings_.statement_timeout = 0;
  ready = [](watcher& self, std::uint32_t events) {
    auto& it = static_cast<notification_listener&>(self);
    if (it.state_ == state::connecting) return it.follow(it.transport_.poll());
    if ((events & EPOLLOUT) != 0) it.send();
    if (it.state_ == state::ready && (events & ~std::uint32_t{EPOLLOUT}) != 0) it.receive();
  };
  alarm_.of = this;
  alarm_.due = [](timer& self) { static_cast<alarm&>(self).of->on_alarm(); };
  connect();
}

HYPER_INLINE notification_listener::~notification_listener() {
  if (descriptor_ >= 0) loop_.unwatch(descriptor_, *this);
  loop_.disarm(alarm_);
}

// ---- channels -----------------------------------------------------------------------------------

HYPER_INLINE void notification_listener::listen(std::string channel) {
  constexpr std::size_t longest = 63, most = 1000;  // bytes of an identifier; channels
  if (channel.empty() || channel.size() > longest || channel.find('\0') != channel.npos)
    throw std::invalid_argument("The name of a channel has 1 to 63 bytes, none of them NUL.");
  if (std::find(channels_.begin(), channels_.end(), channel) != channels_.end()) return;
  if (channels_.size() >= most) throw std::invalid_argument("A listener may have 1000 channels.");
  channels_.push_back(std::move(channel));
  if (state_ == state::ready) command("LISTEN", channels_.back());
}

HYPER_INLINE void notification_listener::unlisten(std::string_view channel) {
  auto const known = std::find(channels_.begin(), channels_.end(), channel);
  if (known == channels_.end()) return;
  channels_.erase(known);
  if (state_ == state::ready) command("UNLISTEN", channel);
}

/// A channel is an identifier: it cannot be a parameter, so its quotes are doubled.
HYPER_INLINE void notification_listener::command(std::string_view verb, std::string_view channel) {
  std::string sql(verb);
  if (!channel.empty()) sql += " \"";
  for (char const c : channel) sql.append(c == '"' ? 2 : 1, c);
  if (!channel.empty()) sql += '"';
  detail::put_query(out_, sql);
  ++unanswered_;
  send();
}

// ---- connecting ---------------------------------------------------------------------------------

HYPER_INLINE void notification_listener::connect() {
  state_ = state::connecting;
  loop_.arm(alarm_, loop_.refresh_now() + settings_.connect_timeout);
  auto const looked_up = [](void* self) {
    auto& it = *static_cast<notification_listener*>(self);
    bool const begun = it.transport_.descriptor() >= 0;
    it.follow(begun ? detail::transport::step::wants_write : detail::transport::step::failed);
  };
  follow(transport_.begin(settings_, loop_, looked_up, this));
}

HYPER_INLINE void notification_listener::follow(detail::transport::step next) {
  using step = detail::transport::step;
  if (next == step::wants_read) watch_for(EPOLLIN);
  if (next == step::wants_write) watch_for(EPOLLOUT);
  if (next == step::connected) connected();
  if (next == step::failed) lost();
}

HYPER_INLINE void notification_listener::watch_for(std::uint32_t events) {
  if (descriptor_ >= 0) loop_.unwatch(descriptor_, *this);
  descriptor_ = transport_.descriptor();
  try {
    if (descriptor_ >= 0) loop_.watch(descriptor_, events, *this);
  } catch (std::exception const&) {
    descriptor_ = -1;
    lost();
  }
}

HYPER_INLINE void notification_listener::connected() {
  state_ = state::ready;
  ++connections_;
  in_.resize(16 * 1024);
  loop_.arm(alarm_, loop_.now() + silence_);
  watch_for(EPOLLIN | EPOLLRDHUP);
  std::vector<std::string> const all = channels_;
  for (std::string const& each : all)
    if (state_ == state::ready) command("LISTEN", each);
  if (all.empty() && state_ == state::ready) answered();
}

HYPER_INLINE void notification_listener::lost() {
  if (state_ == state::away) return;
  state_ = state::away;
  if (descriptor_ >= 0) loop_.unwatch(std::exchange(descriptor_, -1), *this);
  transport_.close();
  out_.clear();
  in_used_ = unanswered_ = 0;
  asked_for_life_ = false;
  bool const listened = std::exchange(announced_, false);
  backoff_ = backoff_ == 0 ? 20 : std::min<std::int64_t>(backoff_ * 2, 2'000);
  // Many listeners that were lost at once do not come back at once.
  auto const spread = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(this) >> 6);
  std::int64_t const pause = backoff_ / 2 + (spread ^ loop_.now()) % (backoff_ / 2 + 1);
  loop_.arm(alarm_, loop_.refresh_now() + pause);
  if (listened && handler_.lost != nullptr) handler_.lost(handler_.self);
}

HYPER_INLINE void notification_listener::on_alarm() {
  if (state_ == state::away) return connect();
  if (state_ == state::connecting || asked_for_life_) return lost();
  asked_for_life_ = true;
  loop_.arm(alarm_, loop_.now() + silence_);
  command("", "");
}

// ---- bytes --------------------------------------------------------------------------------------

HYPER_INLINE void notification_listener::send() {
  bool const waited = !out_.empty();
  while (!out_.empty()) {
    long const done = transport_.send(out_.data(), out_.size());
    if (done > 0) {
      out_.erase(0, static_cast<std::size_t>(done));
    } else if (done < 0 && errno == EINTR) {
      continue;
    } else if (done < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) {
      return loop_.rewatch(descriptor_, EPOLLIN | EPOLLOUT | EPOLLRDHUP, *this);
    } else {
      return lost();
    }
  }
  if (waited && descriptor_ >= 0) loop_.rewatch(descriptor_, EPOLLIN | EPOLLRDHUP, *this);
}

HYPER_INLINE void notification_listener::receive() {
  constexpr std::size_t longest = 1U << 20;  // of a message: a payload has at most 8000 bytes
  while (state_ == state::ready) {
    if (in_used_ == in_.size()) in_.resize(in_.size() * 2);
    long const got = transport_.receive(in_.data() + in_used_, in_.size() - in_used_);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (got <= 0) return lost();
    in_used_ += static_cast<std::size_t>(got);
    asked_for_life_ = false;
    loop_.arm(alarm_, loop_.now() + silence_);
    try {
      std::size_t begin = 0, wanted = 0;
      detail::wire_message message;
      while (state_ == state::ready) {
        std::size_t const size =
            detail::read_message({in_.data() + begin, in_used_ - begin}, longest, message, wanted);
        if (size == 0) break;
        begin += size;
        take(message);
      }
      if (state_ != state::ready) return;
      std::memmove(in_.data(), in_.data() + begin, in_used_ - begin);
      in_used_ -= begin;
    } catch (std::exception const&) {  // it does not speak the protocol, or there is no memory
      return lost();
    }
  }
}

HYPER_INLINE void notification_listener::take(detail::wire_message const& message) {
  if (message.type == 'A') return take_notification(message.content);
  if (message.type == 'E') return lost();  // a standby takes no LISTEN, perhaps another one does
  if (message.type != 'Z') return;
  if (unanswered_ > 0) --unanswered_;
  if (unanswered_ == 0) answered();
}

HYPER_INLINE void notification_listener::answered() {
  backoff_ = 0;
  if (std::exchange(announced_, true) || handler_.listening == nullptr) return;
  handler_.listening(handler_.self);
}

/// The process, and two texts that each end with a zero.
HYPER_INLINE void notification_listener::take_notification(std::string_view content) {
  std::size_t const end = content.find('\0', 4);
  if (content.size() < 6 || end == content.npos || content.back() != '\0')
    throw detail::protocol_violation("the database sent a broken notification");
  std::uint32_t sender = 0;
  for (int i = 0; i < 4; ++i)
    sender = sender << 8 | static_cast<unsigned char>(content[static_cast<std::size_t>(i)]);
  notification what;
  what.channel = content.substr(4, end - 4);
  what.payload = content.substr(end + 1);
  if (what.payload.empty())
    throw detail::protocol_violation("the database sent a broken notification");
  what.payload.remove_suffix(1);
  what.sender = static_cast<std::int32_t>(sender);
  if (handler_.heard != nullptr) handler_.heard(handler_.self, what);
}

}  // namespace hyper
