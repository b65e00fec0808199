// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
// The server that `restart` and `slow` attack: no database, one constant answer.
#include <hyper/hyper.hpp>

using hello = hyper::application<
    hyper::routes<hyper::route<"GET /", [] { return "hello"; }>,
                  hyper::route<"GET /large", [] { return std::string(1 << 20, 'x'); }>,
                  hyper::route<"POST /", [] { return "thanks"; }>, hyper::health>>;

int main(int argc, char** argv) { return hyper::run<hello>(argc, argv); }
