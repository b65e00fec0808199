// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private header of http/server.hpp: the answers that lie in memory and wait for slow readers.

#include <cstddef>

namespace hyper::detail {

class connection;

/// One of them. It is linked by address: `held_answers::drop` it before it dies.
struct held_answer {
  connection* of = nullptr;
  std::size_t bytes = 0;  // of memory; 0: it does not wait
  held_answer* longer = nullptr;
  held_answer* shorter = nullptr;
};

/// Those of one thread, in the order in which their readers have last taken something.
class held_answers {
 public:
  /// The answer waits, now with so many bytes; its reader has just `taken` some of it, or has not.
  void keep(held_answer& what, std::size_t bytes, bool taken) noexcept {
    bool const listed = what.bytes != 0;
    if (listed && (taken || bytes == 0)) unlink(what);
    bytes_ += bytes - what.bytes;
    what.bytes = bytes;
    if (bytes != 0 && (!listed || taken)) put_last(what);
  }
  void drop(held_answer& what) noexcept {
    if (what.bytes != 0) keep(what, 0, false);
  }
  std::size_t bytes() const { return bytes_; }
  /// The one whose reader has taken nothing for the longest time; or nullptr.
  held_answer* longest() const { return longest_; }

 private:
  void unlink(held_answer& what) noexcept {
    (what.longer == nullptr ? longest_ : what.longer->shorter) = what.shorter;
    (what.shorter == nullptr ? shortest_ : what.shorter->longer) = what.longer;
    what.longer = what.shorter = nullptr;
  }
  void put_last(held_answer& what) noexcept {
    what.longer = shortest_;
    (shortest_ == nullptr ? longest_ : shortest_->shorter) = &what;
    shortest_ = &what;
  }

  std::size_t bytes_ = 0;
  held_answer* longest_ = nullptr;
  held_answer* shortest_ = nullptr;
};

}  // namespace hyper::detail
