// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The server that `restart`, `slow`, `idle`, `soak` and `websocket` attack: no database, one
// constant answer, one echo.
#include <hyper/hyper.hpp>

hyper::task<void> echo(hyper::websocket_session& with) {
  while (auto const message = co_await with.receive()) co_await with.send(*message);
}

using hello = hyper::application<
    hyper::routes<hyper::route<"GET /", [] { return "hello"; }>,
                  hyper::route<"GET /large", [] { return std::string(1 << 20, 'x'); }>,
                  hyper::route<"POST /", [] { return "thanks"; }>, hyper::websocket<"/echo", echo>,
                  hyper::health>>;

int main(int argc, char** argv) { return hyper::run<hello>(argc, argv); }
