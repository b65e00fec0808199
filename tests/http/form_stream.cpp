// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/form_stream.hpp>
//
#include <hyper/http/problem.hpp>
#include <hyper/http/server.hpp>
#include "http/client.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

task<void> receive(exchange& with) {
  body_stream body(with);
  form_limits limits;
  limits.in_memory = 1000;
  limits.file = 2'000'000;
  form_data form = co_await receive_form(body, with.asked, limits);
  std::string said;
  for (form_field const& each : form.fields) said += each.name + '=' + each.value + ' ';
  for (form_file const& each : form.files)
    said += each.name + ':' + std::to_string(each.file.size()) +
            (each.file.in_memory() ? " in memory " : " on disk ");
  with.answer(200, "text/plain", said);
}

http_service const service{nullptr, [](void*, exchange& with) { with.start(receive(with)); },
                           nullptr, nullptr,
                           [](void*, exchange const&, body_plan& what) noexcept {
                             what.streamed = true;
                             what.limit = 5'000'000;
                           }};

std::string ask(std::string const& type, std::string const& body, std::size_t piece) {
  server_settings settings;
  settings.port = 0;
  settings.threads = 1;
  server serving(service, settings);
  serving.start();
  test_client one(serving);
  one.send("POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: " + type +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n");
  for (std::size_t at = 0; at < body.size(); at += piece)
    one.send(std::string_view(body).substr(at, piece));
  std::string const all = one.all();
  serving.stop();
  serving.wait();
  return all.substr(9, 3) + all.substr(all.find("\r\n\r\n") + 2);
}

std::string form_of(std::size_t size) {
  return "--B\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n"
         "--B\r\nContent-Disposition: form-data; name=f; filename=x\r\n\r\n" +
         std::string(size, 'x') + "\r\n--B--\r\n";
}

}  // namespace

TEST_CASE("forms are read while they arrive", "[http]") {
  std::string const type = "multipart/form-data; boundary=B";
  CHECK(ask(type, form_of(10), 3) == "200\r\na=1 f:10 in memory ");
  CHECK(ask(type, form_of(1'500'000), 10'000) == "200\r\na=1 f:1500000 on disk ");
  CHECK(ask("application/x-www-form-urlencoded", "a=1&b=2", 2) == "200\r\na=1 b=2 ");
  CHECK(ask("text/plain", "a=1", 2).starts_with("415"));
  CHECK(ask(type, "--B\r\nnothing", 2).starts_with("400"));
  CHECK(ask(type, form_of(2'500'000), 100'000).starts_with("413"));
}
