// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
//
//   load PORT|/path/of/socket CLIENTS < orders
//
// Asks until a line (or the end) comes on standard input, then prints what was counted. The exit
// code is 1 when a request was lost.
#include "app/load.hpp"
#include <cstdio>
#include <iostream>

int main(int argc, char** argv) {
  if (argc != 3) return std::fputs("load PORT|/path/of/socket CLIENTS\n", stderr), 2;
  load::target to;
  if (argv[1][0] == '/')
    to.path = argv[1];
  else
    to.port = std::atoi(argv[1]);
  std::atomic<bool> end{false};
  std::thread orders([&] {
    std::string line;
    std::getline(std::cin, line);
    end = true;
  });
  load::result const sum = load::run(to, std::atoi(argv[2]), end);
  orders.join();
  std::printf("%llu answered, %llu failed, %llu connections, %llu kept ones moved%s%s\n",
              static_cast<unsigned long long>(sum.answered),
              static_cast<unsigned long long>(sum.failed),
              static_cast<unsigned long long>(sum.connections),
              static_cast<unsigned long long>(sum.told_to_close),
              sum.failed != 0 ? "; first: " : "", sum.first_failure);
  return sum.failed != 0;
}
