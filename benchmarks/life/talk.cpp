// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Opens WebSockets to 127.0.0.1 and lets each send a text of so many bytes as soon as the one
// before has come back. Prints messages, median and 99th percentile in microseconds.
//   talk PORT CONNECTIONS SECONDS BYTES

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>
#include "../dial.hpp"

namespace {

using clock_type = std::chrono::steady_clock;

struct talker {
  int socket = -1;
  std::size_t missing = 0;  // bytes of the echo
  clock_type::time_point sent;
};

[[noreturn]] void give_up(char const* why) {
  std::fprintf(stderr, "talk: %s\n", why);
  std::exit(1);
}

void open(int socket) {
  if (socket < 0) give_up("no connection");
  static constexpr char request[] =
      "GET /echo HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
  if (::send(socket, request, sizeof request - 1, 0) < 0) give_up("no request");
  std::string answer;
  char byte = 0;
  while (!answer.ends_with("\r\n\r\n") && ::recv(socket, &byte, 1, 0) == 1) answer += byte;
  if (!answer.starts_with("HTTP/1.1 101")) give_up("no WebSocket");
}

/// A masked text frame; the mask is zero, which costs the server as much as any other.
std::string frame_of(std::size_t size) {
  std::string made = "\x81";
  made += static_cast<char>(0x80 | (size < 126 ? size : 126));
  if (size >= 126) {
    made += static_cast<char>(size >> 8);
    made += static_cast<char>(size & 255);
  }
  return made + std::string(4, '\0') + std::string(size, 'x');
}

void say(talker& who, std::string const& frame) {
  who.sent = clock_type::now();
  who.missing = frame.size() - 4;  // comes back without a mask
  if (::send(who.socket, frame.data(), frame.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(frame.size()))
    give_up("a message could not be sent");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) give_up("talk PORT CONNECTIONS SECONDS BYTES");
  std::vector<talker> all(static_cast<std::size_t>(std::atoi(argv[2])));
  std::string const frame = frame_of(static_cast<std::size_t>(std::atoi(argv[4])));
  int const poll = ::epoll_create1(0);
  for (talker& each : all) {
    open(each.socket = dial(std::atoi(argv[1])));
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.ptr = &each;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, each.socket, &wanted);
    say(each, frame);
  }
  std::vector<double> times;
  auto const end = clock_type::now() + std::chrono::seconds(std::atoi(argv[3]));
  std::vector<char> room(1 << 17);
  while (clock_type::now() < end) {
    epoll_event events[256];
    int const ready = ::epoll_wait(poll, events, 256, 1000);
    for (int i = 0; i < ready; ++i) {
      talker& who = *static_cast<talker*>(events[i].data.ptr);
      ssize_t const got = ::recv(who.socket, room.data(), room.size(), MSG_DONTWAIT);
      if (got <= 0) give_up("the server closed");
      who.missing -= std::min(who.missing, static_cast<std::size_t>(got));
      if (who.missing != 0) continue;
      times.push_back(
          std::chrono::duration<double, std::micro>(clock_type::now() - who.sent).count());
      say(who, frame);
    }
  }
  if (times.empty()) give_up("nothing came back");
  std::sort(times.begin(), times.end());
  std::printf("%zu %.0f %.0f\n", times.size(), times[times.size() / 2],
              times[times.size() * 99 / 100]);
}
