// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// Sample of the instantiation count: tasks of several result types that await each other.
#include <hyper/runtime.hpp>
#include <optional>
#include <string>
#include <vector>

hyper::task<int> count() { co_return 3; }
hyper::task<std::string> title(int number) { co_return std::to_string(number); }
hyper::task<std::vector<std::string>> titles() {
  std::vector<std::string> all;
  int const last = co_await count();
  for (int number = 0; number < last; ++number) all.push_back(co_await title(number));
  co_return all;
}
hyper::task<std::optional<std::string>> first() {
  std::vector<std::string> const all = co_await titles();
  if (all.empty()) co_return std::nullopt;
  co_return all.front();
}
hyper::task<> nothing() { co_await first(); }

int main() { hyper::run(nothing()); }
