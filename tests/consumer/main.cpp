// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// What a stranger builds against the installed library. It uses what is header-only everywhere and
// what hyperdjango::compiled holds compiled.
#include <hyper/json.hpp>
#include <hyper/runtime.hpp>

struct author {
  int id;
  std::string name;
};

hyper::task<int> answer() { co_return 42; }

int main() {
  author const out{7, "Ada \"Countess\" Lovelace"};
  std::string const text = hyper::to_json(out);
  if (text != R"({"id":7,"name":"Ada \"Countess\" Lovelace"})") return 1;
  auto const in = hyper::read_json<author>(text);
  if (!in || in->name != out.name) return 2;
  return hyper::run(answer()) == 42 ? 0 : 3;
}
