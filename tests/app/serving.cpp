// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#include <hyper/app/serving.hpp>
//
#include <cstdio>
#include <hyper/app/command_line.hpp>
#include <hyper/app/settings.hpp>
#include <hyper/runtime/sleep.hpp>
#include "app/served.hpp"

using namespace hyper;

namespace {

task<void> answer_later(exchange& with) {
  std::puts("at work");
  std::fflush(stdout);
  co_await sleep_for(300);
  with.answer(200, "text/plain", "late");
}

void handle(void*, exchange& with) {
  if (with.asked.path == "/late") return with.start(answer_later(with));
  with.answer(200, "text/plain", "now");
}

int serve(int argc, char** argv) {
  std::vector<char const*> const words(argv, argv + argc);
  http_service const service{nullptr, handle};
  try {
    stop_signals signals;
    settings const with = load_settings(parse_command_line(words).options, nullptr);
    serving_events events;
    events.started = [](void*, server const&) {
      std::puts("serving");
      std::fflush(stdout);
    };
    events.draining = [](void*) { std::puts("draining"); };
    serve_until_stopped(service, with, {}, signals, events);
    std::puts("ended");
    std::fflush(stdout);
    return 0;
  } catch (std::exception const& failure) {
    std::puts(failure.what());
    std::fflush(stdout);
    return 1;
  }
}

std::string socket_path(char const* name) {
  return "/tmp/hyper-" + std::to_string(getpid()) + "-" + name;
}

}  // namespace

TEST_CASE("a stop signal drains: what was asked is answered, then the process ends", "[app]") {
  std::string const path = socket_path("drain");
  served application(serve, {"--unix-socket", path, "--threads=2"});
  REQUIRE(application.says("serving"));
  client one(path);
  REQUIRE(one.connected());
  CHECK(one.ask("GET /").body == "now");
  one.send("GET /late HTTP/1.1\r\nHost: test\r\n\r\n");
  REQUIRE(application.says("at work"));
  application.signal(SIGTERM);
  reply const late = one.receive();
  CHECK(late.status == 200);
  CHECK(late.body == "late");
  CHECK(late.field("Connection") == "close");
  CHECK(application.finish() == 0);
  CHECK(application.says("draining"));
  CHECK(access(path.c_str(), F_OK) != 0);
}

TEST_CASE("a drain that takes too long, and a second signal, end at once", "[app]") {
  std::string const path = socket_path("short");
  for (bool const twice : {false, true}) {
    served application(serve,
                       {"--unix-socket", path, twice ? "--drain-timeout=1h" : "--drain-timeout=0"});
    REQUIRE(application.says("serving"));
    client one(path);
    one.send("GET /late HTTP/1.1\r\nHost: test\r\n\r\n");
    REQUIRE(application.says("at work"));
    application.signal(SIGINT);
    if (twice) application.signal(SIGTERM);
    CHECK(application.finish() == 0);
  }
}

TEST_CASE("every limit of the server has a setting", "[app]") {
  std::vector<char const*> const words{"app",
                                       "serve",
                                       "--max-target-size=500",
                                       "--max-header-size=2k",
                                       "--max-header-count=7",
                                       "--max-body-size=3k",
                                       "--max-trailer-size=11",
                                       "--max-chunk-extensions=12",
                                       "--max-form-fields=13",
                                       "--max-form-files=14",
                                       "--max-field-size=15",
                                       "--max-file-size=16",
                                       "--form-memory=17",
                                       "--upload-folder=/var/tmp",
                                       "--max-held-answers=2MiB",
                                       "--upgraded-timeout=18s",
                                       "--body-timeout=19s",
                                       "--body-rate=20"};
  server_settings const got =
      server_settings_of(load_settings(parse_command_line(words).options, nullptr));
  CHECK(got.limits.target == 500);
  CHECK(got.limits.request_line >= 500 + std::string_view("OPTIONS  HTTP/1.1").size());
  CHECK(got.limits.header_block == 2048);
  CHECK(got.limits.fields == 7);
  CHECK(got.limits.body == 3072);
  CHECK(got.limits.trailers == 11);
  CHECK(got.limits.chunk_extensions == 12);
  CHECK(got.forms.fields == 13);
  CHECK(got.forms.files == 14);
  CHECK(got.forms.field == 15);
  CHECK(got.forms.file == 16);
  CHECK(got.forms.in_memory == 17);
  CHECK(got.forms.temporary_folder == "/var/tmp");
  CHECK(got.held == 2u << 20);
  CHECK(got.timeouts.upgraded == 18'000);
  CHECK(got.timeouts.body == 19'000);
  CHECK(got.timeouts.body_rate == 20);
}

TEST_CASE("settings that nobody gives are the server's own defaults", "[app]") {
  std::vector<char const*> const words{"app", "serve"};
  server_settings const got =
      server_settings_of(load_settings(parse_command_line(words).options, nullptr));
  server_settings const own;
  CHECK(got.limits.target == own.limits.target);
  CHECK(got.limits.trailers == own.limits.trailers);
  CHECK(got.limits.chunk_extensions == own.limits.chunk_extensions);
  CHECK(got.forms.fields == own.forms.fields);
  CHECK(got.forms.files == own.forms.files);
  CHECK(got.forms.field == own.forms.field);
  CHECK(got.forms.file == own.forms.file);
  CHECK(got.forms.in_memory == own.forms.in_memory);
  CHECK(got.held == own.held);
  CHECK(got.timeouts.upgraded == own.timeouts.upgraded);
}

TEST_CASE("an address that is taken stops the start with a sentence", "[app]") {
  std::string const path = socket_path("taken");
  served application(serve, {"--unix-socket", path});
  REQUIRE(application.says("serving"));
  ended const second = run_to_end(serve, {"--unix-socket", path});
  CHECK(second.code == 1);
  CHECK_THAT(second.text, Catch::Matchers::ContainsSubstring("listens there already"));
}
