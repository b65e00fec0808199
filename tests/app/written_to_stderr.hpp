// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// What a piece of a test writes to standard error: no more than a pipe holds.

#include <unistd.h>
#include <string>
#include "support/catch.hpp"

template <class Work>
std::string written_to_stderr(Work const& work) {
  int channel[2];
  REQUIRE(pipe(channel) == 0);
  int const before = dup(STDERR_FILENO);
  dup2(channel[1], STDERR_FILENO);
  work();
  dup2(before, STDERR_FILENO);
  close(before);
  close(channel[1]);
  std::string all;
  char piece[4096];
  for (ssize_t got; (got = read(channel[0], piece, sizeof piece)) > 0;)
    all.append(piece, static_cast<std::size_t>(got));
  close(channel[0]);
  return all;
}
