// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <initializer_list>

namespace hyper {

/// Receives signals on a loop, as events and not in the middle of other code. While it lives, the
/// signals are blocked in the thread that made it, and in threads that this one starts later; make
/// it before them, in `main`. Other signals, and what the program does with them, are left alone.
class signal_watch {
 public:
  /// `arrived(self, number)` is called on the loop's thread. Throws std::system_error.
  signal_watch(event_loop& loop, std::initializer_list<int> signals,
               void (*arrived)(void* self, int number), void* self);
  ~signal_watch();
  signal_watch(signal_watch const&) = delete;
  signal_watch& operator=(signal_watch const&) = delete;

 private:
  struct reader : watcher {
    signal_watch* owner = nullptr;
  };
  void take_one();

  event_loop& loop_;
  void (*arrived_)(void* self, int number);
  void* self_;
  int descriptor_ = -1;
  std::uint64_t added_ = 0;  // the signals that were not blocked before, bit n - 1 for signal n
  reader reader_;
};

/// Writing to a peer that is gone is an error of that write and must not end the process. Does
/// nothing when the program has a handler of its own for SIGPIPE.
void ignore_broken_pipes() noexcept;

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/runtime/signals.ipp>
#endif
