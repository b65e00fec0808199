// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/http/form_limits.hpp>
//
#include <hyper/http/form_data.hpp>
#include <hyper/http/problem.hpp>
#include "http/client.hpp"
#include "http/served.hpp"
#include "support/catch.hpp"

using namespace hyper;

namespace {

void count(exchange& with) {
  if (with.asked.path == "/one") with.limit_forms([](form_limits& limits) { limits.fields = 1; });
  form_data const form = read_form(with);
  with.answer(200, "text/plain", std::to_string(form.fields.size()));
}

std::string ask(test_client& client, std::string const& path, std::string const& form) {
  std::string const got =
      client.ask("POST " + path +
                 " HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                 "Content-Length: " +
                 std::to_string(form.size()) + "\r\n\r\n" + form);
  return got.substr(9, 3);
}

}  // namespace

TEST_CASE("forms have the limits of the server, or those of the request", "[http]") {
  served::plan how{&count};
  how.settings.forms.fields = 2;
  how.settings.forms.field = 10;
  served::by_one_handler const serving(how);
  test_client client(serving.server);
  CHECK(ask(client, "/", "a=1&b=2") == "200");
  CHECK(ask(client, "/", "a=1&b=2&c=3") == "413");
  CHECK(ask(client, "/", "a=1234567890") == "413");
  CHECK(ask(client, "/one", "a=1") == "200");
  CHECK(ask(client, "/one", "a=1&b=2") == "413");
  CHECK(ask(client, "/", "a=1&b=2") == "200");  // what one request changed, the next has not
}

TEST_CASE("without a server forms have the usual limits", "[http]") {
  std::string output;
  http_service const service{};
  exchange const with(service, output);
  CHECK(limits_of_forms(with).fields == form_limits().fields);
  CHECK(form_limits().files == 100);
}
