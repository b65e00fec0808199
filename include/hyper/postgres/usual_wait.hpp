// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Private to postgres/database.hpp: how long answers of the server let wait lately.

#include <cstdint>

namespace hyper::detail {

/// A server, or a machine, with more work than processors lets every answer wait. Another
/// connection is no quicker then, only one more that wants a processor; so a statement counts as
/// slow when it takes much longer than others do. Durations are milliseconds.
class usual_wait {
 public:
  /// `at_least` is `pool_settings::slow_after`. Eight times that is slow whatever is usual, since
  /// slow statements are what is usual, too, where there are many.
  constexpr std::int64_t slow_after(std::int64_t at_least) const {
    std::int64_t const most = at_least * 8;
    std::int64_t const much = sixteenths_ / 4;  // four times the usual
    return much < at_least ? at_least : much > most ? most : much;
  }
  /// The statement in front had waited for so long when something came. A single slow one hardly
  /// counts: no more than what is slow.
  constexpr void note(std::int64_t waited, std::int64_t at_least) {
    std::int64_t const slow = slow_after(at_least);
    sixteenths_ += (waited < slow ? waited : slow) - sixteenths_ / 16;
  }

 private:
  std::int64_t sixteenths_ = 0;  // of the mean of about the last sixteen waits
};

}  // namespace hyper::detail
