// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of app/program.hpp: a process that goes on in the background.

#include <cstdint>
#include <hyper/config.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper::detail {

/// What a process in the background says once to the one that started it: that it serves, or why it
/// does not.
class background_report {
 public:
  background_report() = default;
  explicit background_report(int descriptor) : descriptor_(descriptor) {}
  ~background_report() { close(); }
  background_report(background_report&& other) noexcept;
  background_report& operator=(background_report&& other) noexcept;

  bool wanted() const { return descriptor_ >= 0; }
  /// Ends the wait of the other process, which prints the sentence and exits with the code.
  void tell(int code, std::string_view sentence) noexcept;

 private:
  void close() noexcept;
  int descriptor_ = -1;
};

/// What was told, or that the process ended without a word.
struct background_outcome {
  int code = 1;
  std::string sentence;
};

/// Splits the process in two. The new one has no terminal, writes to the log file, and returns with
/// nothing and `report` to be told. The old one waits at most so many milliseconds and returns with
/// what it was told; it ends the new process when that says nothing. Call it before any thread.
/// Throws cannot_start.
std::optional<background_outcome> go_to_background(std::string const& log,
                                                   std::int64_t milliseconds,
                                                   background_report& report);

/// Directs standard output and error to the file, from now on. False when it cannot be opened.
bool write_to_log(std::string const& path) noexcept;

}  // namespace hyper::detail

#if !defined(HYPER_COMPILED)
#include <hyper/app/background.ipp>
#endif
