// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// A server with one handler, for tests of what handlers can do.

#include <hyper/http/server.hpp>
#include <mutex>
#include <string>
#include <thread>

namespace served {

/// What a test wants of its server.
struct plan {
  void (*handle)(hyper::exchange& with) = nullptr;
  void (*plan_body)(hyper::exchange const& with, hyper::body_plan& what) = nullptr;
  hyper::server_settings settings = {};
};

struct by_one_handler {
  plan how;
  hyper::http_service service{
      this,
      [](void* self, hyper::exchange& with) {
        static_cast<by_one_handler*>(self)->how.handle(with);
      },
      nullptr, nullptr,
      [](void* self, hyper::exchange const& with, hyper::body_plan& what) noexcept {
        auto const judge = static_cast<by_one_handler*>(self)->how.plan_body;
        if (judge != nullptr) judge(with, what);
      }};
  hyper::server server;

  explicit by_one_handler(plan what) : how(fix(what)), server(service, how.settings) {
    server.start();
  }

 private:
  static plan fix(plan what) {
    what.settings.port = 0;
    what.settings.threads = 1;
    return what;
  }
};

/// True as soon as the condition holds; false after twenty seconds.
template <class Condition>
bool eventually(Condition holds) {
  for (int tries = 0; tries < 20'000; ++tries) {
    if (holds()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  return false;
}

}  // namespace served
