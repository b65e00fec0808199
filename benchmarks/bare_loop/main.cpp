// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The yardstick: the least that a process can do to answer HTTP. One epoll a thread, SO_REUSEPORT,
// a search for the blank line, a constant answer, one recv and one send a request. No parsing, no
// limits, no timeouts.  bare_loop PORT [THREADS]

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>
#include <vector>

namespace {

constexpr char answer[] =
    "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 13\r\n"
    "Date: Sun, 06 Nov 1994 08:49:37 GMT\r\nServer: bare\r\n\r\nHello, World!";
constexpr std::size_t answer_size = sizeof answer - 1;

int listen_on(int port) {
  int const made = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  int const yes = 1;
  ::setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  ::setsockopt(made, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::bind(made, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0 ||
      ::listen(made, 4096) != 0) {
    std::perror("bare_loop");
    std::exit(1);
  }
  return made;
}

void accept_all(int poll, int listener) {
  int const yes = 1;
  for (int got; (got = ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK)) >= 0;) {
    ::setsockopt(got, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    epoll_event wanted{};
    wanted.events = EPOLLIN;
    wanted.data.fd = got;
    ::epoll_ctl(poll, EPOLL_CTL_ADD, got, &wanted);
  }
}

/// Answers every blank line among the bytes; requests are taken to arrive whole.
void serve(int client) {
  char input[16384];
  char output[16384];
  ssize_t const got = ::recv(client, input, sizeof input, 0);
  if (got <= 0) {
    ::close(client);
    return;
  }
  std::size_t used = 0;
  char const* at = input;
  char const* const end = input + got;
  while (auto const* found = static_cast<char const*>(
             ::memmem(at, static_cast<std::size_t>(end - at), "\r\n\r\n", 4))) {
    if (used + answer_size > sizeof output) break;
    std::memcpy(output + used, answer, answer_size);
    used += answer_size;
    at = found + 4;
  }
  if (used != 0 && ::send(client, output, used, MSG_NOSIGNAL) < 0) ::close(client);
}

void loop(int port) {
  int const listener = listen_on(port);
  int const poll = ::epoll_create1(0);
  epoll_event wanted{};
  wanted.events = EPOLLIN;
  wanted.data.fd = listener;
  ::epoll_ctl(poll, EPOLL_CTL_ADD, listener, &wanted);
  epoll_event events[256];
  while (true) {
    int const ready = ::epoll_wait(poll, events, 256, -1);
    for (int i = 0; i < ready; ++i) {
      if (events[i].data.fd == listener)
        accept_all(poll, listener);
      else
        serve(events[i].data.fd);
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  int const port = argc > 1 ? std::atoi(argv[1]) : 8000;
  int const threads = argc > 2 ? std::atoi(argv[2]) : 2;
  std::vector<std::thread> all;
  for (int i = 0; i < threads; ++i) all.emplace_back(loop, port);
  for (std::thread& each : all) each.join();
}
