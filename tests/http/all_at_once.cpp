// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// Everything that a server does, at the same time and on two workers, while it is replaced by
// another one again and again: what the thread sanitizer is to see.

#include <hyper/http/server.hpp>
//
#include <unistd.h>
#include <atomic>
#include <functional>
#include <hyper/http/websocket_handle.hpp>
#include <hyper/http/websocket_session.hpp>
#include <hyper/http/websocket_upgrade.hpp>
#include <hyper/runtime/sleep.hpp>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>
#include "app/load.hpp"
#include "http/served.hpp"
#include "http/websocket_client.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// WebSockets of all workers that hear what any of them says.
struct room {
  std::mutex guard;
  std::vector<websocket_handle> members;

  void enter(websocket_handle who) {
    std::lock_guard const hold(guard);
    members.push_back(std::move(who));
  }
  void leave(websocket_handle const& who) {
    std::lock_guard const hold(guard);
    std::erase(members, who);
  }
  void publish(std::string_view text) {
    std::lock_guard const hold(guard);
    for (websocket_handle const& each : members) each.send_text(text);
  }
};

room everybody;
websocket_settings const sockets;

task<void> take_part(websocket_session& with) {
  struct presence {
    websocket_handle who;
    ~presence() { everybody.leave(who); }
  } const here{with.handle()};
  everybody.enter(here.who);
  while (auto const message = co_await with.receive()) everybody.publish(message->data);
}

task<void> tell_events(exchange& with) {
  answer_stream out = with.begin_stream(200, "text/event-stream");
  for (int i = 0; i < 10; ++i) {
    std::string const event = "data: " + std::to_string(i) + "\n\n";
    co_await out.write(event);
    co_await sleep_for(1);
  }
}

void answer(exchange& with) {
  if (with.asked.path == "/events") return with.start(tell_events(with));
  if (with.asked.path != "/room") return with.answer(200, "text/plain", "here");
  auto opening = accept_websocket(with, sockets);
  if (opening) std::move(opening).start(take_part(opening.session()));
}

/// A server, and those that have followed it at the same socket.
class succession {
 public:
  succession() {
    settings_.port = 0;
    settings_.threads = 2;
    settings_.request_ids = true;
    settings_.connections_per_address = 1000;
    begin();
    settings_.port = port_ = servers_.back()->port();
  }
  ~succession() {
    for (auto const& each : servers_) each->stop();
    for (auto const& each : servers_) each->wait();
  }
  std::uint16_t port() const { return port_; }
  void restart() {
    server& old = *servers_.back();
    settings_.given_socket = ::dup(old.listening_descriptor());
    begin();
    old.hand_over(20'000);
  }
  std::uint64_t failures() const {
    std::uint64_t sum = 0;
    for (auto const& each : servers_)
      sum += each->counters().refused + each->counters().by_class[5];
    return sum;
  }

 private:
  void begin() {
    servers_.push_back(std::make_unique<server>(service_, settings_));
    servers_.back()->start();
  }
  http_service service_{nullptr, [](void*, exchange& with) { answer(with); }};
  server_settings settings_;
  std::uint16_t port_ = 0;
  std::vector<std::unique_ptr<server>> servers_;
};

/// What the clients of each kind have seen; threads of the test do not use Catch.
struct seen {
  std::atomic<int> pipelined{0}, events{0}, heard{0}, wrong{0};
  std::atomic<bool> end{false};

  bool more_than(int count) const { return pipelined > count && events > count && heard > count; }
};

void ask_many_at_once(std::uint16_t port, seen& to) {
  while (!to.end) {
    test_client client(port);
    std::string many;
    for (int i = 0; i < 16; ++i) many += get("/");
    for (bool stays = true; stays && !to.end;) {
      client.send(many);
      for (int i = 0; i < 16 && stays; ++i) {
        std::string const got = client.answer();
        to.wrong += status_of(got) != 200;
        stays = status_of(got) == 200 && got.find("Connection: close") == got.npos;
      }
      ++to.pipelined;
    }
  }
}

void follow_events(std::uint16_t port, seen& to) {
  while (!to.end) {
    test_client client(port);
    client.send(get("/events"));
    std::string const stream = client.until("\r\n0\r\n\r\n");
    to.wrong += stream.find("data: 9\n\n") == stream.npos;
    ++to.events;
  }
}

/// Speaks and listens until the server goes, then comes back.
void talk_in_the_room(std::uint16_t port, seen& to) {
  while (!to.end) {
    test_client client(port);
    to.wrong += status_of(client.ask(opening("/room"))) != 101;
    while (!to.end) {
      client.send(client_frame(websocket_opcode::text, "hello"));
      std::string const some = client.some();
      if (some.empty() || some.find("\x88") != some.npos) break;  // it says good-bye with 1001
      ++to.heard;
    }
  }
}

}  // namespace

TEST_CASE("everything at once, on two workers, while servers replace each other", "[http]") {
  succession servers;
  seen what;
  std::vector<std::thread> clients;
  for (int i = 0; i < 2; ++i) {
    clients.emplace_back(ask_many_at_once, servers.port(), std::ref(what));
    clients.emplace_back(follow_events, servers.port(), std::ref(what));
    clients.emplace_back(talk_in_the_room, servers.port(), std::ref(what));
    clients.emplace_back(talk_in_the_room, servers.port(), std::ref(what));
  }
  load::result plain;
  clients.emplace_back([&] { plain = load::run({servers.port(), {}}, 4, what.end); });
  bool went_on = true;
  for (int round = 1; round <= 4; ++round) {
    went_on = went_on && served::eventually([&] { return what.more_than(5 * round); });
    if (round < 4) servers.restart();
  }
  what.end = true;
  for (int i = 0; i < 3; ++i) everybody.publish("good night");  // nobody waits for ever
  for (std::thread& each : clients) each.join();
  CHECK(went_on);
  CHECK(what.wrong == 0);
  CHECK(plain.failed == 0);
  INFO(plain.first_failure);
  CHECK(plain.answered > 0);
  CHECK(servers.failures() == 0);
}
