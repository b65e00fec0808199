// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/routing/limits.hpp>
//
#include <hyper/http/form_stream.hpp>
#include <hyper/http/server.hpp>
#include <hyper/routing/body.hpp>
#include <hyper/routing/form.hpp>
#include <hyper/routing/router.hpp>
#include <hyper/runtime/sleep.hpp>
#include "http/client.hpp"
#include "routing/asking.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

struct point {
  int x;
};
struct named {
  std::string name;
};

std::string take_json(body<point> in) { return std::to_string(in->x); }
std::string take_form(form<named> in) { return in->name; }
std::string count_form(form_data in) {
  return std::to_string(in.fields.size()) + " " + std::to_string(in.files.size());
}
task<std::string> stream_form(body_stream from, exchange& with) {
  form_data const form = co_await receive_form(from, with);
  co_return std::to_string(form.files.size()) + (form.files[0].file.in_memory() ? "" : " on disk");
}
std::string take_text(body<std::string> in) { return *in; }
task<std::string> never() {
  co_await sleep_for(1'000'000);
  co_return "too late";
}
std::string at_once() { return "here"; }

using site =
    routes<route<"POST /json", take_json>, route<"POST /form", take_form>,
           route<"POST /one-file", count_form, max_form_files<1, 20>, max_form_fields<1, 20>>,
           route<"POST /stream", stream_form, max_form_files<1>, form_memory<4>>,
           route<"POST /length", take_text, needs_length>,
           route<"POST /chunks", take_text, max_chunk_extensions<10>, max_trailer_size<20>>,
           route<"POST /hurry", take_text, body_timeout<50>>,
           route<"POST /patient", take_text, body_timeout<20'000, 1>>,
           route<"GET /never", never, request_timeout<20>>,
           route<"POST /small-head", take_text, max_header_size<200>, max_header_count<4>,
                 max_target_size<20>>,
           route<"GET /small-head", at_once, max_header_size<200>, max_header_count<4>,
                 max_target_size<20>>>;

http_service const service{
    nullptr, [](void*, exchange& with) { site::handle(with); }, nullptr, nullptr,
    [](void*, exchange const& with, body_plan& what) noexcept { site::plan(with, what); }};

struct serving_site {
  server running;
  explicit serving_site(server_settings with = {}) : running(service, fix(with)) {
    running.start();
  }
  static server_settings fix(server_settings with) {
    with.port = 0;
    with.threads = 1;
    return with;
  }
};

std::string head(std::string const& path, std::string const& fields) {
  return "POST " + path + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n";
}
std::string code_of(std::string const& answer) {
  return answer.size() < 12 ? answer : answer.substr(9, 3);
}
std::string part(std::string const& rest) {
  return "--B\r\nContent-Disposition: form-data; " + rest + "\r\n";
}
std::string multipart(std::string const& path, std::string const& parts) {
  std::string const body = parts + "--B--\r\n";
  return head(path, "Content-Type: multipart/form-data; boundary=B\r\nContent-Length: " +
                        std::to_string(body.size()) + "\r\n") +
         body;
}

}  // namespace

TEST_CASE("a body of another type is refused before it is sent", "[routing]") {
  serving_site site_with;
  std::string const path = GENERATE("/json", "/form");
  test_client client(site_with.running);
  client.send(head(path, "Content-Type: text/plain\r\nContent-Length: 5000000\r\n"));
  std::string const answer = client.answer();  // not a byte of the body has been sent
  CHECK(code_of(answer) == "415");
  CHECK(answer.find("\r\nAccept: application/") != answer.npos);
  CHECK(answer.find("\r\nConnection: close\r\n") != answer.npos);
  client.send(std::string(5'000'000, 'x'));  // a client that does not look is not cut off
  client.end_sending();
  CHECK(client.all().empty());
}

TEST_CASE("who asks first is not told to go on", "[routing]") {
  serving_site site_with;
  test_client client(site_with.running);
  client.send(head("/json", "Content-Length: 9\r\nExpect: 100-continue\r\n"));
  CHECK(code_of(client.answer()) == "415");
}

TEST_CASE("a short body of another type does not cost the connection", "[routing]") {
  serving_site site_with;
  test_client client(site_with.running);
  client.send(head("/json", "Content-Type: text/plain\r\nContent-Length: 5\r\n"));
  CHECK(code_of(client.answer()) == "415");
  client.send("GET /" + head("/json", "Content-Type: application/json\r\nContent-Length: 8\r\n") +
              "{\"x\": 7}");  // the five bytes are the body
  std::string const next = client.answer();
  CHECK(code_of(next) == "200");
  CHECK(next.ends_with("7"));
}

TEST_CASE("a multipart form without a boundary is refused at its head", "[routing]") {
  serving_site site_with;
  test_client client(site_with.running);
  client.send(head("/form", "Content-Type: multipart/form-data\r\nContent-Length: 5000\r\n"));
  CHECK(code_of(client.answer()) == "400");
}

TEST_CASE("a route can demand a length", "[routing]") {
  serving_site site_with;
  test_client client(site_with.running);
  client.send(head("/length", "Transfer-Encoding: chunked\r\n"));
  CHECK(code_of(client.answer()) == "411");  // before the first chunk
  test_client other(site_with.running);
  CHECK(code_of(other.ask(head("/length", ""))) == "411");
  CHECK(code_of(other.ask(head("/length", "Content-Length: 0\r\n"))) == "200");
  CHECK(code_of(other.ask(head("/length", "Content-Length: 2\r\n") + "ab")) == "200");
}

TEST_CASE("a route has limits of its own for chunks and trailers", "[routing]") {
  server_settings settings;
  settings.limits.trailers = 5;  // less than the route's
  serving_site site_with(settings);
  auto const ask = [&](std::string const& path, std::string const& chunks) {
    test_client client(site_with.running);
    return code_of(client.ask(head(path, "Transfer-Encoding: chunked\r\n") + chunks));
  };
  CHECK(ask("/chunks", "1;a=bc\r\nx\r\n0\r\nX-A: 1\r\n\r\n") == "200");
  CHECK(ask("/chunks", "1;a=bcdefghijk\r\nx\r\n0\r\n\r\n") == "400");
  CHECK(ask("/chunks", "1\r\nx\r\n0\r\nX-A: 12345678901234567890\r\n\r\n") == "431");
  CHECK(ask("/patient", "1;a=bcdefghijk\r\nx\r\n0\r\n\r\n") == "200");
  CHECK(ask("/patient", "1\r\nx\r\n0\r\nX-A: 1\r\n\r\n") == "431");
}

TEST_CASE("a route has its own patience for bodies and handlers", "[routing]") {
  server_settings settings;
  settings.timeouts.body = 25;  // less than the route's
  serving_site site_with(settings);
  test_client hurried(site_with.running);
  hurried.send(head("/hurry", "Content-Length: 10\r\n") + "half");
  CHECK(code_of(hurried.answer()) == "408");
  test_client waiting(site_with.running);
  CHECK(code_of(waiting.ask("GET /never HTTP/1.1\r\nHost: a\r\n\r\n")) == "503");
  // The server's own patience would have ended long before those two had theirs.
  test_client patient(site_with.running);
  patient.send(head("/patient", "Content-Length: 4\r\n") + "12");
  CHECK(code_of(waiting.ask("GET /never HTTP/1.1\r\nHost: a\r\n\r\n")) == "503");
  CHECK(code_of(waiting.ask("GET /never HTTP/1.1\r\nHost: a\r\n\r\n")) == "503");
  CHECK(code_of(patient.ask("34")) == "200");
}

TEST_CASE("a route can be stricter about heads", "[routing]") {
  serving_site site_with;
  test_client client(site_with.running);
  auto const get = [&](std::string const& query, std::string const& fields) {
    return code_of(
        client.ask("GET /small-head" + query + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n"));
  };
  CHECK(get("", "") == "200");
  CHECK(get("?12345678", "") == "200");
  CHECK(get("?123456789", "") == "414");
  CHECK(get("", "A: 1\r\nB: 2\r\nC: 3\r\n") == "200");
  CHECK(get("", "A: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n") == "431");
  CHECK(get("", "A: " + std::string(200, 'x') + "\r\n") == "431");
  test_client other(site_with.running);  // and before the body
  other.send(head("/small-head", "Content-Length: 9\r\nA: " + std::string(200, 'x') + "\r\n"));
  CHECK(code_of(other.answer()) == "431");
}

TEST_CASE("a route has limits of its own for forms", "[routing]") {
  server_settings settings;
  settings.forms.file = 10;
  settings.forms.files = 3;
  serving_site site_with(settings);
  auto const ask = [&](std::string const& path, std::string const& parts) {
    test_client client(site_with.running);
    return client.ask(multipart(path, parts));
  };
  std::string const file = part("name=f; filename=x") + "\r\n0123456789012345678\r\n";
  std::string const field = part("name=a") + "\r\n1\r\n";
  CHECK(ask("/one-file", file + field).ends_with("1 1"));
  CHECK(code_of(ask("/one-file", file + file)) == "413");
  CHECK(code_of(ask("/one-file", field + field)) == "413");
  CHECK(code_of(ask("/one-file",
                    part("name=f; filename=x") + "\r\n" + std::string(21, 'x') + "\r\n")) == "413");
  std::string const small = part("name=f; filename=x") + "\r\n012345\r\n";
  CHECK(ask("/stream", small).ends_with("1 on disk"));
  CHECK(code_of(ask("/stream", small + small)) == "413");
  CHECK(code_of(ask("/form", part("name=name") + "\r\nAda\r\n" + file)) == "413");
}

TEST_CASE("what is not accepted needs no server to be known", "[routing]") {
  CHECK(asking::ask([](exchange& with) { site::handle(with); }, {"GET", "/small-head?123456789"})
            .status == 414);
  CHECK(detail::judge_head(request(), {.needs_length = true}).status == 411);
  CHECK(detail::judge_head(request(), {}).status == 0);
}
