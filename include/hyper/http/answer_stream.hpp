// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/room_waiter.hpp>
#include <string_view>

namespace hyper {

class exchange;

/// The body of an answer while it is written: `exchange::begin_stream` makes it, and it is good as
/// long as the handler runs. When the client leaves, the handler's task is destroyed.
///
///   auto page = with.begin_stream(200, "text/csv");
///   for (auto const& row : rows) co_await page.write(row);
class answer_stream {
 public:
  explicit answer_stream(exchange& of) : of_(&of) {}

  /// Adds bytes to the body, at once; awaiting the result then waits while more than 64 KiB are on
  /// their way, so that a slow client costs no memory. In a handler without a task it need not be
  /// awaited. Throws std::length_error for more than the declared length.
  detail::room_waiter write(std::string_view bytes);
  /// Waits until the kernel has taken everything that was written.
  detail::room_waiter flush();

 private:
  exchange* of_;
};

}  // namespace hyper
