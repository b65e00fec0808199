// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/exchange.hpp>
//
#include <hyper/http/problem.hpp>
#include <hyper/runtime/run.hpp>
#include <hyper/runtime/sleep.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

using handler = void (*)(exchange& with);

struct tried {
  handler handle;
  http_service service{this,
                       [](void* self, exchange& with) { static_cast<tried*>(self)->handle(with); },
                       nullptr, nullptr};
  std::string output;
  exchange with{service, output};
  bool finished = false;

  explicit tried(handler what) : handle(what) {}
  bool serve() {
    return with.serve([](void* self) { static_cast<tried*>(self)->finished = true; }, this);
  }
  /// The answer without its date.
  std::string said() const {
    std::size_t const at = output.find("Date: ");
    return at == output.npos ? output : output.substr(0, at) + output.substr(at + 37);
  }
};

task<void> answer_soon(exchange& with) {
  co_await sleep_for(1);
  with.answer(200, "text/plain", "soon");
}

}  // namespace

TEST_CASE("an answer is head and body", "[http]") {
  tried one([](exchange& with) { with.answer(200, "text/plain", "hello", "X: y\r\n"); });
  CHECK(one.serve());
  CHECK(one.said() ==
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\nX: y\r\n\r\nhello");
  CHECK(one.with.status() == 200);
}

TEST_CASE("class 26: bodies are left out where HTTP has none", "[http]") {
  tried head([](exchange& with) { with.answer(200, "text/plain", "hello"); });
  head.with.asked.method = http_method::head;
  head.serve();
  CHECK(head.said() == "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
  tried empty([](exchange& with) { with.answer(204, {}, "never"); });
  empty.serve();
  CHECK(empty.said() == "HTTP/1.1 204 No Content\r\n\r\n");
  tried same([](exchange& with) { with.answer(304, {}, "never", "ETag: \"1\"\r\n"); });
  same.serve();
  CHECK(same.said() == "HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n");
  tried reset([](exchange& with) { with.answer(205, {}, "never"); });
  reset.serve();
  CHECK(reset.said() == "HTTP/1.1 205 Reset Content\r\nContent-Length: 0\r\n\r\n");
  tried large([](exchange& with) {
    response r;
    r.body = std::string(100'000, 'x');
    with.answer(std::move(r));
  });
  large.with.asked.method = http_method::head;
  large.serve();
  CHECK(large.said().ends_with("Content-Length: 100000\r\n\r\n"));
  CHECK(large.with.large_body().empty());
}

TEST_CASE("the connection is said to end or to stay as the client must know", "[http]") {
  handler const plain = [](exchange& with) { with.answer(200, {}, {}); };
  tried ends(plain);
  ends.with.close_after_answer();
  ends.serve();
  CHECK(ends.said() == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  tried old(plain);
  old.with.asked.minor_version = 0;
  old.serve();
  CHECK(old.said() == "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n");
}

TEST_CASE("only the first answer counts", "[http]") {
  tried one([](exchange& with) {
    with.answer(200, {}, "first");
    with.answer(500, {}, "second");
    throw 1;
  });
  CHECK(one.serve());
  CHECK(one.with.answered_twice());
  CHECK(one.output.find("second") == one.output.npos);
  CHECK(one.with.status() == 200);
}

TEST_CASE("what cannot be an answer becomes a 500", "[http]") {
  for (handler const bad : {handler([](exchange& with) { with.answer(99, {}, {}); }),
                            handler([](exchange& with) { with.answer(1000, {}, {}); }),
                            handler([](exchange& with) { with.answer(200, "a\r\nX: y", {}); }),
                            handler([](exchange&) {}), handler([](exchange&) { throw 1; })}) {
    tried one(bad);
    CHECK(one.serve());
    CHECK(
        one.said().starts_with("HTTP/1.1 500 Internal Server Error\r\n"
                               "Content-Type: application/problem+json\r\n"));
    CHECK(one.output.find("X: y") == one.output.npos);
  }
}

TEST_CASE("long fields do not fit on the stack", "[http]") {
  static std::string const lines = "X: " + std::string(3000, 'x') + "\r\n";
  tried one([](exchange& with) { with.answer(200, {}, "b", lines); });
  one.serve();
  CHECK(one.said() == "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n" + lines + "\r\nb");
}

TEST_CASE("an error says what to send along", "[http]") {
  tried one([](exchange&) {
    http_error busy(503, "later");
    busy.headers.add("Retry-After", "7");
    throw busy;
  });
  one.serve();
  CHECK(one.output.find("\r\nRetry-After: 7\r\n") != one.output.npos);
  CHECK(one.with.status() == 503);
}

TEST_CASE("the service answers for failures and refusals if it wants to", "[http]") {
  tried one([](exchange&) { throw 1; });
  one.service.failed = [](void*, exchange& with, std::exception_ptr) noexcept {
    with.answer(418, {}, "f");
  };
  one.service.refused = [](void*, exchange& with, int status, std::string_view why) noexcept {
    with.answer(status, "text/plain", why);
  };
  one.serve();
  CHECK(one.with.status() == 418);
  one.output.clear();
  one.with.reset();
  one.with.refuse(431, "too much");
  CHECK(one.output.find("Connection: close") != one.output.npos);
  CHECK(one.output.ends_with("too much"));
}

TEST_CASE("a task answers later, and can be abandoned", "[http]") {
  event_loop loop;
  tried one([](exchange& with) { with.start(answer_soon(with)); });
  CHECK_FALSE(one.serve());
  while (!one.finished) loop.turn(-1);
  CHECK(one.said().ends_with("soon"));
  one.with.reset();
  one.output.clear();
  one.finished = false;
  CHECK_FALSE(one.serve());
  one.with.abandon();
  loop.turn(5);
  loop.turn(5);
  CHECK_FALSE(one.finished);
  CHECK(one.output.empty());
}

TEST_CASE("the buffer for bodies keeps its memory, but not too much", "[http]") {
  std::string& first = exchange::body_buffer();
  first.assign(1000, 'x');
  char const* const where = first.data();
  CHECK(exchange::body_buffer().empty());
  CHECK(exchange::body_buffer().data() == where);
  exchange::body_buffer().assign(3'000'000, 'x');
  CHECK(exchange::body_buffer().capacity() < 1000);
}

namespace {
task<void> answer_never(bool* ended) {
  struct last_words {
    bool* ended;
    ~last_words() { *ended = true; }
  } const guard{ended};
  sleep_for pause(600'000);
  co_await pause;
}
bool ended_late = false;

task<void> answer_slowly(exchange& with) {
  auto stream = with.begin_stream(200, "text/plain");
  sleep_for pause(20);
  co_await pause;
  auto writing = stream.write("late, but whole");
  co_await writing;
}
}  // namespace

TEST_CASE("a request that takes longer than it may is ended with a 503", "[http]") {
  event_loop loop;
  tried late([](exchange& with) {
    with.limit_time(10);
    with.start(answer_never(&ended_late));
  });
  ended_late = false;
  CHECK_FALSE(late.serve());
  while (!late.finished) loop.turn(-1);
  CHECK(ended_late);
  CHECK(late.with.status() == 503);
  CHECK_THAT(late.output, Catch::Matchers::ContainsSubstring("Retry-After: 1"));
  // The next request of the connection has no limit of its predecessor's.
  late.with.reset();
  late.finished = false;
  late.handle = [](exchange& with) { with.start(answer_soon(with)); };
  late.output.clear();
  CHECK_FALSE(late.serve());
  while (!late.finished) loop.turn(-1);
  CHECK(late.with.status() == 200);
}

TEST_CASE("an answer that has begun in time may go on", "[http]") {
  event_loop loop;
  tried slow([](exchange& with) {
    with.limit_time(5);
    with.start(answer_slowly(with));
  });
  CHECK_FALSE(slow.serve());
  while (!slow.finished) loop.turn(-1);
  CHECK(slow.with.status() == 200);
  CHECK_THAT(slow.output, Catch::Matchers::ContainsSubstring("late, but whole"));
}

TEST_CASE("a service may word problems in its own way", "[http]") {
  tried one([](exchange& with) { with.answer_problem(404, "Nothing.", "X: y\r\n"); });
  static bool wanted = true;
  one.service.show_problem = [](void*, exchange& with, int status, std::string_view detail,
                                std::string_view lines) {
    if (wanted) with.answer(status, "text/html", "<p>" + std::string(detail), lines);
    return wanted;
  };
  one.serve();
  CHECK(one.said() ==
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 11\r\nX: y\r\n"
        "Vary: Accept\r\n\r\n<p>Nothing.");
  one.with.reset();
  one.output.clear();
  wanted = false;
  one.serve();
  CHECK_THAT(one.said(), Catch::Matchers::ContainsSubstring("application/problem+json"));
  CHECK_THAT(one.said(), Catch::Matchers::ContainsSubstring("X: y\r\nVary: Accept\r\n"));
}
