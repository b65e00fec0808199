// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT

// measure COUNT COMMAND...: runs the command COUNT times and prints the best wall-clock seconds,
// its processor seconds and the peak resident megabytes of its largest process.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

namespace {

double seconds(timeval const& of) {
  return static_cast<double>(of.tv_sec) + static_cast<double>(of.tv_usec) / 1e6;
}

}  // namespace

int main(int count, char** words) {
  if (count < 3) return 2;
  double best = 1e9;
  double processor = 0;
  long peak = 0;
  for (int left = std::atoi(words[1]); left > 0; --left) {
    auto const began = std::chrono::steady_clock::now();
    pid_t const child = fork();
    if (child == 0) {
      execvp(words[2], words + 2);
      _exit(127);
    }
    int status = 0;
    rusage used{};
    if (wait4(child, &status, 0, &used) != child || status != 0) return 1;
    std::chrono::duration<double> const took = std::chrono::steady_clock::now() - began;
    if (took.count() >= best) continue;
    best = took.count();
    processor = seconds(used.ru_utime) + seconds(used.ru_stime);
    peak = used.ru_maxrss;
  }
  std::printf("%.2f %.2f %.0f\n", best, processor, static_cast<double>(peak) / 1024);
}
