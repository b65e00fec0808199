// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/server.hpp>
//
#include <atomic>
#include <condition_variable>
#include <hyper/http/listener.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/runtime/sleep.hpp>
#include <map>
#include <mutex>
#include <sstream>
#include <thread>
#include <vector>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

/// Something that threads of the test wait for.
class event_count {
 public:
  void happened() {
    std::lock_guard const hold(guard_);
    ++count_;
    changed_.notify_all();
  }
  bool reaches(int wanted) {
    std::unique_lock hold(guard_);
    return changed_.wait_for(hold, std::chrono::seconds(20), [&] { return count_ >= wanted; });
  }

 private:
  std::mutex guard_;
  std::condition_variable changed_;
  int count_ = 0;
};

/// The application of these tests, and what it has seen.
struct tried_service {
  event_count begun, gone;
  std::atomic<bool> let_go{false};
  http_service as_service{this, &tried_service::handle, nullptr, nullptr};

  struct presence {
    tried_service& in;
    explicit presence(tried_service& where) : in(where) { in.begun.happened(); }
    ~presence() { in.gone.happened(); }
  };

  static void handle(void* self, exchange& with) {
    static_cast<tried_service*>(self)->choose(with);
  }
  void choose(exchange& with) {
    std::string_view const path = with.asked.path;
    if (path == "/wait") return with.start(wait_for_word(*this, with));
    if (path == "/late") return with.start(answer_late(with));
    if (path == "/late-throw") return with.start(throw_late());
    if (path == "/throw") throw http_error(409, "taken");
    if (path == "/crash") throw 1;
    if (path == "/no-memory") throw std::bad_alloc();
    if (path == "/nothing") return;
    if (path == "/empty") return with.answer(204, {}, {});
    if (path == "/large") return with.answer(large());
    if (path == "/thread") {
      std::ostringstream id;
      id << std::this_thread::get_id();
      return with.answer(200, "text/plain", id.str());
    }
    if (path == "/peer") return with.answer(200, "text/plain", with.asked.peer_address);
    std::string& body = exchange::body_buffer();
    body.append(with.asked.method_name).append(" ").append(with.asked.target).append(" ");
    body.append(with.asked.body);
    with.answer(200, "text/plain", body);
  }
  static response large() {
    response with;
    with.body = std::string(5'000'000, 'x') + "end";
    return with;
  }
  static task<void> wait_for_word(tried_service& in, exchange& with) {
    presence const here(in);
    while (!in.let_go) co_await sleep_for(2);
    with.answer(200, "text/plain", "waited");
  }
  static task<void> answer_late(exchange& with) {
    co_await sleep_for(5);
    with.answer(200, "text/plain", with.asked.target);
  }
  static task<void> throw_late() {
    co_await sleep_for(1);
    throw http_error(418, "late");
  }
};

server_settings any_port(unsigned threads = 2) {
  server_settings settings;
  settings.port = 0;
  settings.threads = threads;
  return settings;
}

struct running {
  tried_service service;
  server serving;
  explicit running(server_settings settings = any_port(), server_hooks hooks = {})
      : serving(service.as_service, settings, hooks) {
    serving.start();
  }
};

template <class Condition>
bool eventually(Condition holds) {
  for (int tries = 0; tries < 20'000; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

}  // namespace

TEST_CASE("a server answers, and keeps the connection", "[http]") {
  running run;
  test_client client(run.serving);
  std::string const first = client.ask(get("/a?b"));
  CHECK(first.starts_with(
      "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 9\r\nDate: "));
  CHECK(body_of(first) == "GET /a?b ");
  CHECK(body_of(client.ask("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")) ==
        "POST /x hello");
  CHECK(body_of(client.ask("POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")) == "POST /x abcde");
  CHECK(body_of(client.ask(get("/peer"))) == "127.0.0.1");
  CHECK(run.serving.counters().requests == 4);
  CHECK(run.serving.counters().by_class[2] == 4);
}

TEST_CASE("pipelined requests are answered in their order", "[http]") {
  running run;
  test_client client(run.serving);
  std::string many;
  for (int i = 0; i < 100; ++i) many += get((i % 7 == 3 ? "/late?" : "/") + std::to_string(i));
  client.send(many);
  for (int i = 0; i < 100; ++i) {
    std::string const got = body_of(client.answer());
    CHECK(got.find(std::to_string(i)) != got.npos);
  }
}

TEST_CASE("a request byte by byte", "[http]") {
  running run;
  test_client client(run.serving);
  for (char const c : get("/slow") + get("/second")) client.send({&c, 1});
  CHECK(body_of(client.answer()) == "GET /slow ");
  CHECK(body_of(client.answer()) == "GET /second ");
}

TEST_CASE("HEAD, 204 and versions", "[http]") {
  running run;
  {
    test_client client(run.serving);
    client.send("HEAD /abc HTTP/1.1\r\nHost: a\r\n\r\n" + get("/empty") + get("/z"));
    std::string const head = client.answer(false);
    CHECK(head.find("Content-Length: 10\r\n") != head.npos);
    CHECK(body_of(head).empty());
    std::string const empty = client.answer(false);
    CHECK(status_of(empty) == 204);
    CHECK(empty.find("Content-Length") == empty.npos);
    CHECK(body_of(client.answer()) == "GET /z ");
  }
  {
    test_client client(run.serving);
    client.send("GET / HTTP/1.0\r\n\r\n");
    std::string const got = client.all();
    CHECK(got.find("\r\nConnection: close\r\n") != got.npos);
    CHECK(body_of(got) == "GET / ");
  }
  {
    test_client client(run.serving);
    std::string const got = client.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    CHECK(got.find("\r\nConnection: keep-alive\r\n") != got.npos);
    CHECK(status_of(client.ask(get("/"))) == 200);
  }
  {
    test_client client(run.serving);
    client.send(get("/", "Connection: close\r\n") + get("/unseen"));
    std::string const got = client.all();
    CHECK(got.find("Connection: close") != got.npos);
    CHECK(got.find("unseen") == got.npos);
  }
}

TEST_CASE("every refusal has its status and ends the connection", "[http]") {
  server_settings settings = any_port(1);
  settings.limits.body = 100;
  running run(settings);
  struct {
    std::string request;
    int status;
  } const cases[] = {
      {"nonsense\r\n\r\n", 400},
      {"GET / HTTP/1.1\r\n\r\n", 400},
      {"GET / HTTP/9.9\r\nHost: a\r\n\r\n", 505},
      {"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"GET /" + std::string(9000, 'a'), 414},
      {"GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n", 431},
      {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n", 413},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n", 413},
      {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: br, chunked\r\n\r\n", 501},
      {"POST / HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\n\r\n", 417},
  };
  for (auto const& each : cases) {
    test_client client(run.serving);
    client.send(get("/before") + each.request);
    CHECK(status_of(client.answer()) == 200);
    std::string const got = client.all();
    INFO(each.request.substr(0, 80) << "\n" << got);
    CHECK(status_of(got) == each.status);
    CHECK(got.find("Connection: close\r\n") != got.npos);
    CHECK(got.find("Content-Type: application/problem+json\r\n") != got.npos);
    CHECK(got.find("\"status\":" + std::to_string(each.status)) != got.npos);
  }
  CHECK(run.serving.counters().refused == std::size(cases));
}

TEST_CASE("a refused upload gets its answer although the client goes on sending", "[http]") {
  running run(any_port(1));
  test_client client(run.serving);
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 20000000\r\n\r\n");
  client.send(std::string(600'000, 'x'));
  CHECK(status_of(client.all()) == 413);
}

TEST_CASE("100-continue is said when the body is wanted, and only then", "[http]") {
  running run(any_port(1));
  {
    test_client client(run.serving);
    client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
    CHECK(client.answer() == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(body_of(client.ask("ab")) == "POST /x ab");
  }
  test_client client(run.serving);
  client.send("POST /x HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nab");
  CHECK(body_of(client.answer()) == "POST /x ab");
}

TEST_CASE("what a handler throws becomes an answer", "[http]") {
  running run;
  test_client client(run.serving);
  std::string const taken = client.ask(get("/throw"));
  CHECK(status_of(taken) == 409);
  CHECK(body_of(taken) ==
        R"({"type":"about:blank","title":"Conflict","status":409,"detail":"taken"})");
  CHECK(status_of(client.ask(get("/crash"))) == 500);
  std::string const full = client.ask(get("/no-memory"));
  CHECK(status_of(full) == 503);
  CHECK(full.find("Retry-After: 1\r\n") != full.npos);
  CHECK(status_of(client.ask(get("/nothing"))) == 500);
  CHECK(status_of(client.ask(get("/late-throw"))) == 418);
  CHECK(status_of(client.ask(get("/"))) == 200);
}

TEST_CASE("large answers reach slow readers whole", "[http]") {
  running run(any_port(1));
  test_client client(run.serving);
  client.send(get("/large") + get("/large") + get("/after"));
  for (int i = 0; i < 2; ++i) {
    std::string const got = body_of(client.answer());
    CHECK(got.size() == 5'000'003);
    CHECK(got.ends_with("xend"));
  }
  CHECK(body_of(client.answer()) == "GET /after ");
}

TEST_CASE("a body of the permitted size arrives whole", "[http]") {
  server_settings settings = any_port(1);
  settings.limits.body = 4'000'000;
  running run(settings);
  test_client client(run.serving);
  std::string body(4'000'000, 'b');
  client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n" + body +
              get("/next"));
  CHECK(body_of(client.answer()) == "POST / " + body);
  CHECK(body_of(client.answer()) == "GET /next ");
}

TEST_CASE("a client that is gone has its task destroyed", "[http]") {
  SECTION("by a reset") {
    running run(any_port(1));
    test_client client(run.serving);
    client.send(get("/wait"));
    REQUIRE(run.service.begun.reaches(1));
    client.reset();
    CHECK(run.service.gone.reaches(1));
    CHECK(eventually([&] { return run.serving.counters().abandoned == 1; }));
  }
  SECTION("by closing a Unix socket, which tells more than TCP") {
    server_settings settings = any_port(1);
    settings.unix_socket = "/tmp/hyper-server-" + std::to_string(::getpid());
    settings.timeouts.half_closed = 3'600'000;
    running run(settings);
    test_client client(run.serving);
    client.send(get("/wait"));
    REQUIRE(run.service.begun.reaches(1));
    client.leave();
    CHECK(run.service.gone.reaches(1));
  }
  SECTION("by closing, after the patience for half-closed clients") {
    server_settings settings = any_port(1);
    settings.timeouts.half_closed = 20;
    running run(settings);
    test_client client(run.serving);
    client.send(get("/wait"));
    REQUIRE(run.service.begun.reaches(1));
    client.leave();
    CHECK(run.service.gone.reaches(1));
  }
}

TEST_CASE("a half-closed client gets its answers", "[http]") {
  running run;
  test_client client(run.serving);
  client.send(get("/now") + get("/late"));
  client.end_sending();
  CHECK(body_of(client.answer()) == "GET /now ");
  CHECK(body_of(client.answer()) == "/late");
  CHECK(client.closed());
}

TEST_CASE("class 11: slow clients", "[http]") {
  server_settings settings = any_port(1);
  settings.timeouts.header = 300;
  settings.timeouts.body = 300;
  settings.timeouts.idle = 300;
  settings.timeouts.write = 300;
  settings.timeouts.linger = 300;
  running run(settings);
  {
    test_client client(run.serving);
    client.send("GET / HTTP/1.1\r\nHost:");
    CHECK(status_of(client.all()) == 408);
  }
  {
    test_client client(run.serving);
    client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
    CHECK(status_of(client.all()) == 408);
  }
  {
    test_client client(run.serving);
    CHECK(client.closed());
  }
  {
    test_client client(run.serving);
    CHECK(status_of(client.ask(get("/"))) == 200);
    CHECK(client.closed());
  }
  {
    test_client client(run.serving);
    client.send(get("/large") + get("/large"));  // and never reads
    CHECK(eventually([&] { return run.serving.counters().open == 0; }));
  }
  CHECK(run.serving.counters().timed_out == 3);
}

TEST_CASE("more connections than allowed are turned away", "[http]") {
  server_settings settings = any_port(2);
  settings.connections = 2;
  running run(settings);
  test_client first(run.serving);
  test_client second(run.serving);
  CHECK(status_of(first.ask(get("/"))) == 200);
  CHECK(status_of(second.ask(get("/"))) == 200);
  test_client third(run.serving);
  std::string const got = third.all();
  CHECK(status_of(got) == 503);
  CHECK(got.find("Retry-After: 1\r\n") != got.npos);
  first.leave();
  CHECK(eventually([&] { return run.serving.counters().open == 1; }));
  test_client fourth(run.serving);
  CHECK(status_of(fourth.ask(get("/"))) == 200);
}

TEST_CASE("connections spread over the workers", "[http]") {
  struct seen {
    std::atomic<unsigned> workers{0};
  } all;
  server_hooks hooks;
  hooks.self = &all;
  hooks.worker_started = [](void* self, unsigned, event_loop&) {
    ++static_cast<seen*>(self)->workers;
  };
  hooks.worker_stopped = [](void* self, unsigned) noexcept { --static_cast<seen*>(self)->workers; };
  {
    running run(any_port(3), hooks);
    CHECK(all.workers == 3);
    CHECK(run.serving.threads() == 3);
    std::vector<std::unique_ptr<test_client>> clients;
    std::map<std::string, int> by_thread;
    for (int i = 0; i < 30; ++i) {
      clients.push_back(std::make_unique<test_client>(run.serving));
      ++by_thread[body_of(clients.back()->ask(get("/thread")))];
    }
    CHECK(by_thread.size() == 3);
    for (auto const& [thread, count] : by_thread) CHECK(count == 10);
    CHECK(run.serving.counters().open == 30);
    CHECK(run.serving.counters().accepted == 30);
  }
  CHECK(all.workers == 0);
}

TEST_CASE("a hook that throws stops the start", "[http]") {
  server_hooks hooks;
  hooks.worker_started = [](void*, unsigned worker, event_loop&) {
    if (worker == 1) throw std::runtime_error("no database");
  };
  tried_service service;
  server serving(service.as_service, any_port(3), hooks);
  CHECK_THROWS_WITH(serving.start(), "no database");
}

TEST_CASE("draining answers what was asked and ends the rest", "[http]") {
  server_settings settings = any_port(2);
  settings.timeouts.drain_idle = 50;
  running run(settings);
  test_client idle(run.serving);
  test_client asking(run.serving);
  test_client waiting(run.serving);
  CHECK(status_of(idle.ask(get("/"))) == 200);
  CHECK(status_of(asking.ask(get("/"))) == 200);
  waiting.send(get("/wait"));
  REQUIRE(run.service.begun.reaches(1));
  run.serving.drain(20'000);
  std::string last;
  do {  // until the worker has heard of it
    last = asking.ask(get("/last"));
    REQUIRE(body_of(last) == "GET /last ");
  } while (last.find("Connection: close\r\n") == last.npos);
  CHECK(idle.closed());
  CHECK(asking.closed());
  run.service.let_go = true;
  std::string const waited = waiting.all();
  CHECK(body_of(waited) == "waited");
  CHECK(waited.find("Connection: close\r\n") != waited.npos);
  run.serving.wait();
  CHECK_FALSE(test_client(run.serving).connected());
}

TEST_CASE("draining answers pipelined requests that have arrived", "[http]") {
  running run(any_port(1));
  test_client client(run.serving);
  client.send(get("/wait") + get("/second") + get("/third"));
  REQUIRE(run.service.begun.reaches(1));
  run.serving.drain(20'000);
  while (test_client(run.serving).connected()) {
  }
  run.service.let_go = true;
  CHECK(body_of(client.answer()) == "waited");
  CHECK(body_of(client.answer()) == "GET /second ");
  std::string const last = client.all();
  CHECK(body_of(last) == "GET /third ");
  CHECK(last.find("Connection: close\r\n") != last.npos);
}

TEST_CASE("draining has an end, and stopping waits for nobody", "[http]") {
  bool const at_once = GENERATE(false, true);
  running run(any_port(1));
  test_client waiting(run.serving);
  waiting.send(get("/wait"));
  REQUIRE(run.service.begun.reaches(1));
  if (at_once)
    run.serving.stop();
  else
    run.serving.drain(1);
  run.serving.wait();
  CHECK(run.service.gone.reaches(1));
  CHECK(waiting.all().empty());
}

TEST_CASE("no accepted request fails while a server drains under load", "[http]") {
  running run(any_port(2));
  std::atomic<int> failed{0};
  event_count answered;
  auto const load = [&] {
    for (bool go_on = true; go_on;) {
      test_client client(run.serving);
      if (!client.connected()) return;
      for (bool kept = false;; kept = true) {
        std::string const got = client.ask(get("/late"));
        if (status_of(got) != 200) {
          // To be refused at the door is no failure; silence on a line that was kept is one.
          if (kept || !got.empty()) ++failed;
          go_on = false;
          break;
        }
        answered.happened();
        if (got.find("Connection: close") != got.npos) break;
      }
    }
  };
  std::vector<std::thread> clients;
  for (int i = 0; i < 8; ++i) clients.emplace_back(load);
  REQUIRE(answered.reaches(50));
  run.serving.drain(20'000);
  for (std::thread& each : clients) each.join();
  run.serving.wait();
  CHECK(failed == 0);
  CHECK(run.serving.counters().abandoned == 0);
}

TEST_CASE("a server that is never started, or only just", "[http]") {
  tried_service service;
  server const unused(service.as_service, any_port());
  CHECK(unused.address().starts_with("http://127.0.0.1:"));
  server started(service.as_service, any_port());
  started.start();
  CHECK_THROWS_AS(started.start(), std::logic_error);
}

TEST_CASE("settings that cannot be", "[http]") {
  tried_service service;
  server_settings settings = any_port();
  settings.server_name = "a\r\nb";
  CHECK_THROWS_AS(server(service.as_service, settings), std::invalid_argument);
  settings = any_port();
  settings.timeouts.idle = 0;
  CHECK_THROWS_AS(server(service.as_service, settings), std::invalid_argument);
  settings = any_port();
  settings.threads = 5000;
  CHECK_THROWS_AS(server(service.as_service, settings), std::invalid_argument);
}

TEST_CASE("the Server field is sent when it is set", "[http]") {
  server_settings settings = any_port(1);
  settings.server_name = "hyper";
  running run(settings);
  test_client client(run.serving);
  std::string const got = client.ask(get("/"));
  CHECK(got.find("\r\nServer: hyper\r\n") != got.npos);
}

TEST_CASE("other limits hold for requests that begin after the change", "[http]") {
  server_settings settings;
  settings.port = 0;
  settings.threads = 2;
  http_service const service{nullptr,
                             [](void*, exchange& with) { with.answer(200, "text/plain", "hi"); },
                             nullptr, nullptr};
  server serving(service, settings);
  serving.start();
  test_client kept(serving);
  std::string const fields = "X-Long: " + std::string(3000, 'x') + "\r\n";
  CHECK(status_of(kept.ask(get("/", fields))) == 200);
  server_settings other = settings;
  other.limits.header_block = 1000;
  other.connections = 1;
  serving.change(other);
  // Each worker hears of it in its own time.
  while (status_of(test_client(serving).ask(get("/"))) == 200) {
  }
  int status = 200;
  while (status == 200) status = status_of(kept.ask(get("/", fields)));
  CHECK(status == 431);
  other.timeouts.idle = 0;
  CHECK_THROWS_AS(serving.change(other), std::invalid_argument);
}
