// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/worker.hpp>
//
#include <sys/resource.h>
#include <algorithm>
#include <atomic>
#include <hyper/runtime/sleep.hpp>
#include <thread>
#include <vector>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;

// What other threads write to shares no cache line with what a worker writes all the time.
static_assert(alignof(detail::worker) == 64);

namespace {
http_service const hello{
    nullptr, [](void*, exchange& with) { with.answer(200, "text/plain", "hi"); }, nullptr, nullptr};

/// A limit on open descriptors for the time of a test.
class descriptor_limit {
 public:
  explicit descriptor_limit(rlim_t limit) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    rlimit const lower{limit, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &lower);
  }
  ~descriptor_limit() { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

/// The number that the next descriptor gets.
int next_descriptor() {
  int const probe = ::dup(0);
  ::close(probe);
  return probe;
}
}  // namespace

TEST_CASE("what one thread counts, others read", "[http]") {
  detail::tally count;
  count.add();
  count.add(4);
  CHECK(count.value() == 5);
}

TEST_CASE("a process without descriptors tells new clients so, and accepts when it has some again",
          "[http]") {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(hello, settings);
  serving.start();
  test_client first(serving);
  CHECK(body_of(first.ask(get("/"))) == "hi");
  test_client second(serving);
  CHECK(body_of(second.ask(get("/"))) == "hi");
  bool connected = false;
  bool closed = false;
  std::string told, kept;
  {
    // Room for this client's own end and no more. It is judged later: sanitizers need descriptors.
    descriptor_limit const few(static_cast<rlim_t>(next_descriptor() + 1));
    test_client third(serving);
    connected = third.connected();
    told = third.answer();
    closed = third.closed();
    kept = first.ask(get("/"));
  }
  CHECK(connected);
  CHECK(status_of(told) == 503);
  CHECK(told.find("Retry-After: 1\r\n") != told.npos);
  CHECK(closed);
  CHECK(serving.counters().accept_failures == 1);
  CHECK(body_of(kept) == "hi");  // who is connected notices nothing
  second.leave();
  test_client fourth(serving);
  CHECK(body_of(fourth.ask(get("/"))) == "hi");
  CHECK(body_of(first.ask(get("/"))) == "hi");
}

namespace {
/// Answers "/" at once, "/wait" when the test says so, "/short" a little later, and keeps its
/// thread for "/busy".
struct gate {
  std::atomic<int> waiting{0};
  std::atomic<bool> open{false};
};
task<void> answer_when_open(gate& at, exchange& with) {
  ++at.waiting;
  while (!at.open) co_await sleep_for(1);
  with.answer(200, "text/plain", "late");
}
task<void> answer_soon(exchange& with) {
  co_await sleep_for(1);
  with.answer(200, "text/plain", "soon");
}
void handle_gate(void* self, exchange& with) {
  auto& at = *static_cast<gate*>(self);
  if (with.asked.path == "/wait") return with.start(answer_when_open(at, with));
  if (with.asked.path == "/short") return with.start(answer_soon(with));
  if (with.asked.path == "/busy") ::usleep(120'000);
  with.answer(200, "text/plain", "now");
}
server_settings one_thread() {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  return settings;
}
}  // namespace

TEST_CASE("what waits is bounded; what need not wait is still answered", "[http]") {
  gate at;
  http_service const service{&at, handle_gate, nullptr, nullptr};
  server_settings settings = one_thread();
  settings.requests_at_work = 2;
  server serving(service, settings);
  serving.start();
  test_client one(serving);
  test_client two(serving);
  test_client three(serving);
  one.send(get("/wait"));
  two.send(get("/wait"));
  while (at.waiting < 2) std::this_thread::yield();
  std::string const shed = three.ask(get("/wait"));
  CHECK(status_of(shed) == 503);
  CHECK(shed.find("Retry-After: 1\r\n") != shed.npos);
  CHECK(shed.find("Connection: close") == shed.npos);  // it may ask again on this connection
  CHECK(status_of(three.ask(get("/"))) == 200);
  CHECK(serving.counters().shed == 1);
  two.reset();  // who leaves makes room
  while (serving.counters().abandoned == 0) std::this_thread::yield();
  three.send(get("/wait"));
  while (at.waiting < 3) std::this_thread::yield();
  at.open = true;
  CHECK(body_of(one.answer()) == "late");
  CHECK(body_of(three.answer()) == "late");
}

TEST_CASE("a worker that is late takes nothing new to wait for until it has caught up", "[http]") {
  gate at;
  http_service const service{&at, handle_gate, nullptr, nullptr};
  server_settings settings = one_thread();
  settings.shed_lag = 20;
  server serving(service, settings);
  serving.start();
  test_client waiting(serving);
  waiting.send(get("/wait"));
  while (at.waiting < 1) std::this_thread::yield();
  test_client busy(serving);
  test_client late(serving);
  int status = 200;
  while (status == 200) {  // two turns of more than 100 ms, one after the other
    busy.send(get("/busy") + get("/busy"));
    status = status_of(late.ask(get("/short")));
    for (int i = 0; i < 2; ++i) CHECK(status_of(busy.answer()) == 200);
  }
  CHECK(status == 503);
  while (status == 503) status = status_of(late.ask(get("/short")));
  CHECK(status == 200);
  at.open = true;
  CHECK(body_of(waiting.answer()) == "late");
}

TEST_CASE("a reader must take its answer at a rate, not only a byte now and then", "[http]") {
  http_service const large{
      nullptr,
      [](void*, exchange& with) { with.answer(200, "text/plain", std::string(64u << 20, 'x')); },
      nullptr, nullptr};
  server_settings settings = one_thread();
  settings.timeouts.write = 200;
  settings.timeouts.write_rate = 1u << 30;  // nobody reads that slowly here who does not want to
  server serving(large, settings);
  serving.start();
  test_client slow(serving);
  slow.send(get("/"));
  std::size_t taken = 0;
  while (serving.counters().timed_out == 0 && taken < (60u << 20)) {
    taken += slow.take(20'000);  // always a little more: without the rate it would never end
    ::usleep(1000);
  }
  CHECK(serving.counters().timed_out == 1);
  CHECK(taken < (60u << 20));
}

TEST_CASE("a client that pipelines without end leaves others their turn", "[http]") {
  gate at;
  http_service const service{&at, handle_gate, nullptr, nullptr};
  server serving(service, one_thread());
  serving.start();
  test_client greedy(serving);
  test_client modest(serving);
  CHECK(status_of(modest.ask(get("/"))) == 200);
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += get("/");
  int answered = 0;
  std::thread asking([&] { greedy.send(many); });
  std::thread reading([&] {
    for (int i = 0; i < 20'000; ++i) answered += status_of(greedy.answer()) == 200 ? 1 : 0;
  });
  std::uint64_t most = 0;
  for (int i = 0; i < 20; ++i) {
    std::uint64_t const before = serving.counters().requests;
    CHECK(status_of(modest.ask(get("/"))) == 200);
    most = std::max(most, serving.counters().requests - before);
  }
  CHECK(most < 10'000);
  asking.join();
  reading.join();
  CHECK(answered == 20'000);
}
