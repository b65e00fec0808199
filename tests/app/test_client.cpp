// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/test_client.hpp>
//
#include <hyper/app/application.hpp>
#include <hyper/http/body_stream.hpp>
#include <hyper/http/cookie.hpp>
#include <hyper/routing.hpp>
#include <hyper/runtime/sleep.hpp>
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct greeting {
  std::string name;
  int times;
};

struct picture {
  std::string title;
  upload file;
};

greeting greet(path<"name"> name, query<"times", int, 1> times) { return {*name, *times}; }
greeting echo(body<greeting> in) { return *in; }
std::string show(form<picture> in) {
  return in->title + ": " + in->file.filename() + " (" + in->file.content_type() + ") " +
         in->file.read();
}
response log_in(form<greeting> in) {
  response made;
  made.status = 303;
  made.headers.add("Location", "/who");
  set_cookie(made.headers, {.name = "who", .value = in->name});
  set_cookie(made.headers, {.name = "admin", .value = "1", .path = "/admin"});
  return made;
}
response log_out() {
  response made;
  set_cookie(made.headers, {.name = "who", .max_age = 0});
  return made;
}
std::string who(cookie_value<"who", std::optional<std::string>> name,
                cookie_value<"admin", std::optional<std::string>> admin) {
  return name->value_or("nobody") + (*admin ? " admin" : "");
}
task<std::string> soon() {
  co_await sleep_for(1);
  co_return "soon";
}
task<std::string> never() {
  co_await sleep_for(1'000'000);
  co_return "never";
}
response large() {
  response made;
  made.body = std::string(100'000, 'x');
  return made;
}
task<void> count(exchange& with) {
  auto page = with.begin_stream(200, "text/event-stream");
  for (int i = 1; i <= 3; ++i) {
    co_await page.write(": a comment\n\nid: " + std::to_string(i) +
                        "\ndata: line\ndata: " + std::to_string(i) + "\n\n");
    co_await sleep_for(1);
  }
  co_await page.write("event: end\ndata\n\n");
}
task<void> break_off(exchange& with) {
  auto page = with.begin_stream(200, "text/plain");
  co_await page.write("half");
  throw std::runtime_error("no more");
}
bool forgotten = false;
struct note_end {
  ~note_end() { forgotten = true; }
};
task<void> go_on(exchange& with) {
  note_end at_end;
  auto page = with.begin_stream(200, "text/plain");
  while (true) {
    co_await page.write("more");
    co_await sleep_for(1);
  }
}
task<std::string> measure(body_stream body) {
  std::size_t size = 0;
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
    size += piece.size();
  }
  co_return std::to_string(size);
}
std::string fail() { throw std::runtime_error("the reason"); }

using site = application<
    routes<route<"GET /hello/{name}", greet>, route<"POST /echo", echo>, route<"PUT /echo", echo>,
           route<"PATCH /echo", echo>, route<"POST /pictures", show>, route<"POST /in", log_in>,
           route<"POST /out", log_out>, route<"GET /who", who>, route<"GET /admin/who", who>,
           route<"GET /soon", soon>, route<"GET /never", never>, route<"GET /large", large>,
           route<"GET /fail", fail>, route<"GET /count", count>, route<"GET /break", break_off>,
           route<"GET /on", go_on>, route<"POST /measure", measure>,
           route<"DELETE /hello", [] { return no_content{}; }>,
           route<"GET /again", [] { return redirect("/again"); }>>>;

}  // namespace

TEST_CASE("an application is asked without a socket", "[app]") {
  test_client client = test_client::of<site>();
  test_answer const hello = client.get("/hello/a%20b?times=2");
  CHECK(hello.status == 200);
  CHECK(hello.header("content-type") == "application/json");
  CHECK_FALSE(hello.header("X-Absent"));
  CHECK(hello.json<greeting>().name == "a b");
  CHECK(hello.json<greeting>().times == 2);
  CHECK_THROWS_AS(hello.json<std::vector<int>>(), std::runtime_error);
  CHECK(client.head("/hello/a").status == 200);
  CHECK(client.head("/hello/a").body.empty());
  CHECK(client.remove("/hello").status == 204);
  CHECK(client.get("/nowhere").status == 404);
  CHECK(client.get("/soon").body == "soon");
  CHECK(client.get("/large").body.size() == 100'000);
}

TEST_CASE("bodies are JSON, forms and files", "[app]") {
  test_client client = test_client::of<site>();
  greeting const sent{"Ada", 3};
  CHECK(client.post("/echo", sent).json<greeting>().times == 3);
  CHECK(client.put("/echo", sent).status == 200);
  CHECK(client.patch("/echo", sent).status == 200);
  CHECK(client.post("/echo", std::vector<int>{1}).status == 422);
  CHECK(client
            .post_files("/pictures", {{"title", "T"}},
                        {{"file", "a \"b\".png", std::string("P\0\r\n--N", 8), "image/png"}})
            .body == std::string("T: a \"b\".png (image/png) P\0\r\n--N", 33));
  CHECK(client.post_form("/pictures", {{"title", "T"}}).status == 422);
}

TEST_CASE("cookies are kept, and redirects followed when that is asked", "[app]") {
  test_client client = test_client::of<site>();
  CHECK(client.get("/who").body == "nobody");
  test_answer const in = client.post_form("/in", {{"name", "Ada &"}, {"times", "1"}});
  CHECK(in.status == 303);
  CHECK(client.follow(in).body == "Ada &");
  CHECK(client.cookie("who") == "Ada%20%26");
  CHECK(client.get("/admin/who").body == "Ada & admin");
  CHECK(client.send({"POST", "/out"}).status == 200);
  CHECK(client.get("/who").body == "nobody");
  client.set_cookie("who", "me");
  CHECK(client.get("/who").body == "me");
  client.forget_cookies();
  CHECK_FALSE(client.cookie("who"));
  CHECK_THROWS_AS(client.follow(client.get("/again")), std::runtime_error);
}

TEST_CASE("what is sent is judged as the server judges it", "[app]") {
  test_client client = test_client::of<site>();
  client.fields = {{"X-Test", "a"}};
  CHECK(client.send({"GET", "/who", {}, {{"X", "a\r\nContent-Length: 5"}, {"Content-Length", "5"}}})
            .status == 400);
  CHECK(client.get("/a b").status == 400);
  CHECK(client.send({"GET", "/%zz"}).status == 400);
  CHECK_THROWS_AS(client.send({"GET", "/who", {}, {{"Content-Length", "5"}}}), std::logic_error);
}

TEST_CASE("answers come in pieces", "[app]") {
  test_client client = test_client::of<site>();
  CHECK(client.get("/count").body.find("data: 3\n\n") != std::string::npos);
  test_stream events = client.open({"GET", "/count"});
  CHECK(events.status() == 200);
  CHECK(events.header("Content-Type") == "text/event-stream");
  for (int i = 1; i <= 3; ++i) {
    auto const event = events.next_event();
    REQUIRE(event);
    CHECK(event->data == "line\n" + std::to_string(i));
    CHECK(event->id == std::to_string(i));
    CHECK(event->type == "message");
  }
  auto const last = events.next_event();
  REQUIRE(last);
  CHECK(last->type == "end");
  CHECK_FALSE(events.next_event());
  CHECK_THROWS_AS(client.get("/break"), std::runtime_error);
  {
    test_stream endless = client.open({"GET", "/on"});
    CHECK(endless.read().starts_with("more"));
    CHECK_FALSE(endless.read().empty());
    CHECK_FALSE(forgotten);
  }
  CHECK(forgotten);  // the client has gone
  CHECK(client.send({"POST", "/measure", "12345"}).body == "5");
}

TEST_CASE("exceptions and silence are seen", "[app]") {
  test_client client = test_client::of<site>();
  test_answer const failed = client.get("/fail");
  CHECK(failed.status == 500);
  CHECK(failed.body.find("the reason") != failed.body.npos);
  client.patience = 20;
  CHECK_THROWS_AS(client.get("/never"), std::runtime_error);
}
