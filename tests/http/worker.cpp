// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/worker.hpp>
//
#include <sys/resource.h>
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

TEST_CASE("a process without descriptors goes on, and accepts when it has some again", "[http]") {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(hello, settings);
  serving.start();
  test_client first(serving);
  CHECK(body_of(first.ask(get("/"))) == "hi");
  test_client second(serving);
  CHECK(body_of(second.ask(get("/"))) == "hi");
  {
    // Room for this client's own end and no more.
    descriptor_limit const few(static_cast<rlim_t>(next_descriptor() + 1));
    test_client third(serving);
    REQUIRE(third.connected());
    third.send(get("/"));
    while (serving.counters().accept_failures == 0) CHECK(body_of(first.ask(get("/"))) == "hi");
    second.leave();
    CHECK(body_of(third.answer()) == "hi");
  }
  CHECK(body_of(first.ask(get("/"))) == "hi");
}
