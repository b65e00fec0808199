// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/router.hpp>

#include "routing/asking.hpp"
#include "support/catch.hpp"

#include <atomic>
#include <cstdlib>
#include <hyper/http/server.hpp>
#include <hyper/runtime/sleep.hpp>
#include <new>
#include "http/client.hpp"

namespace {

/// What the threads that count have asked of the heap.
std::atomic<std::uint64_t> allocations{0};
thread_local bool counts = false;

}  // namespace

// A sanitizer's own allocator must not meet this one.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
void* operator new(std::size_t size) {
  if (counts) allocations.fetch_add(1);
  void* const made = std::malloc(size == 0 ? 1 : size);
  if (made == nullptr) throw std::bad_alloc();
  return made;
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif

namespace {

using namespace hyper;
using asking::ask;
using asking::get;

std::string say(request const& asked) { return std::string(asked.path); }
using blog = routes<route<"GET /", say>, route<"GET /posts", say>, route<"POST /posts", say>,
                    route<"GET /posts/{address:slug}", say>, route<"DELETE /posts/{id:int}", say>,
                    route<"OPTIONS /own", say>, route<"HEAD /own", say>>;

static_assert(blog::find("GET", "/posts/hello-world").pattern == "/posts/{address:slug}");
static_assert(blog::find("GET", "/posts/hello-world").method == "GET");
static_assert(!blog::find("PUT", "/posts") && !blog::find("GET", "/none"));
static_assert(blog::entries[2].text == "POST /posts");
static_assert(routes<>::count == 0 && !routes<>::find("GET", "/"));
static_assert(routes<routes<>, blog, routes<>>::count == 7);

TEST_CASE("what is nowhere is 404, as a problem document", "[routing]") {
  auto const answer = get<blog>("/none");
  CHECK(answer.status == 404);
  CHECK(answer.field("Content-Type") == "application/problem+json");
  CHECK_THAT(answer.body,
             Catch::Matchers::ContainsSubstring(R"("title":"Not Found","status":404)"));
  CHECK(get<routes<>>("/").status == 404);
}

TEST_CASE("the wrong method is 405, with those that are right", "[routing]") {
  auto const answer = ask<blog>({"PUT", "/posts"});
  CHECK(answer.status == 405);
  CHECK(answer.field("Allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(ask<blog>({"PUT", "/posts/12"}).field("Allow") == "GET, HEAD, DELETE, OPTIONS");
  CHECK(ask<blog>({"PUT", "/posts/a-b"}).field("Allow") == "GET, HEAD, OPTIONS");
  CHECK(ask<blog>({"BREW", "/posts"}).status == 405);
  CHECK(ask<blog>({"BREW", "/none"}).status == 404);
}

TEST_CASE("HEAD is GET without its body", "[routing]") {
  auto const answer = ask<blog>({"HEAD", "/posts/a-b"});
  CHECK(answer.status == 200);
  CHECK(answer.body.empty());
  CHECK(answer.field("Content-Length") == "10");
}

TEST_CASE("OPTIONS says what there is, unless a route does", "[routing]") {
  auto const answer = ask<blog>({"OPTIONS", "/posts"});
  CHECK(answer.status == 204);
  CHECK(answer.field("Allow") == "GET, HEAD, POST, OPTIONS");
  CHECK(ask<blog>({"OPTIONS", "/own"}).body == "/own");
  CHECK(ask<blog>({"OPTIONS", "/none"}).status == 404);
  CHECK(ask<blog>({"OPTIONS", "*"}).status == 204);
}

TEST_CASE("a slash at the end matters, and is appended on request only", "[routing]") {
  using strict = routes<route<"GET /about/", say>>;
  CHECK(get<strict>("/about/").status == 200);
  CHECK(get<strict>("/about").status == 404);
  CHECK(get<blog>("/posts/").status == 404);

  using kind = routes<append_slash, route<"GET /about/", say>, route<"GET /of/{name}/", say>,
                      route<"POST /about/", say>, route<"GET /{any:path}", say>>;
  auto const moved = get<routes<append_slash, route<"GET /about/", say>>>("/about?a=b");
  CHECK(moved.status == 308);
  CHECK(moved.field("Location") == "/about/?a=b");
  CHECK(get<kind>("/about").body == "/about");  // another route has it
  using small = routes<routes<append_slash>, route<"GET /{a}/{b}/", say>, route<"POST /p/", say>>;
  CHECK(get<small>("/x/y").field("Location") == "/x/y/");
  CHECK(ask<small>({"POST", "/p"}).status == 404);
  using wide =
      routes<append_slash, route<"GET /{a}/{b}/{c}/", say>, route<"GET //evil.example/", say>>;
  CHECK(get<wide>("//evil.example").status == 404);
  CHECK(get<wide>("/\\evil.example").status == 404);
}

struct greeting {
  std::string_view message;
  int number;
};
std::string_view plaintext() {
  counts = true;  // the server's only thread
  return "Hello, World!";
}
greeting say_json() { return {"Hello, World!", 42}; }
greeting number_of(path<"number", int> number) { return {"number", *number}; }
task<std::string_view> say_later() {
  sleep_for nap(0);
  co_await nap;
  co_return "later";
}
task<greeting> deeper() {
  auto inner = say_later();
  std::string_view const said = co_await inner;
  co_return greeting{said, 1};
}
std::string_view take_body(request const& asked) { return asked.body; }

using steady = routes<route<"GET /plaintext", plaintext>, route<"GET /json", say_json>,
                      route<"GET /number/{number:int}", number_of>, route<"GET /later", say_later>,
                      route<"GET /deeper", deeper>, route<"POST /body", take_body>>;

TEST_CASE("a request in the steady state does not touch the heap", "[routing]") {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
  return;  // coroutine frames come from the heap there, so that their misuse is seen
#endif
  http_service const service{
      nullptr, [](void*, exchange& with) { steady::handle(with); }, nullptr, nullptr,
      [](void*, exchange const& with, body_plan& what) noexcept { steady::plan(with, what); }};
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(service, settings);
  serving.start();
  test_client client(serving);
  std::string const requests[] = {
      ::get("/plaintext"),
      ::get("/json"),
      ::get("/number/7"),
      ::get("/later"),
      ::get("/deeper"),
      "POST /body HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nbody",
      "POST /body HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nb\r\n0\r\n\r\n"};
  auto const ask_all = [&](int rounds) {
    for (int i = 0; i < rounds; ++i)
      for (std::string const& each : requests)
        if (status_of(client.ask(each)) != 200) FAIL(each);
  };
  ask_all(20);
  std::uint64_t const before = allocations;
  CHECK(before > 0);  // what is counted can be seen
  ask_all(200);
  CHECK(allocations == before);
}

}  // namespace
