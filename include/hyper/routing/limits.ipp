// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/routing/limits.hpp>
//

namespace hyper::detail {

HYPER_INLINE head_verdict judge_head(request const& asked, head_limits const& limits) {
  std::size_t const question = asked.query.empty() ? 0 : 1;
  if (asked.path.size() + question + asked.query.size() > limits.target)
    return {414, "The address is too long."};
  std::size_t bytes = 0;
  for (header_field const& each : asked.fields) bytes += each.name.size() + each.value.size() + 4;
  if (bytes > limits.bytes || asked.fields.size() > limits.count)
    return {431, "The header is too large."};
  if (limits.needs_length && !asked.header("Content-Length"))
    return {411, "The request must say the length of its body: Content-Length."};
  return {};
}

HYPER_INLINE bool check_head(exchange& with, head_limits const& limits) {
  head_verdict const found = judge_head(with.asked, limits);
  if (found.status != 0) with.answer_problem(found.status, found.why);
  return found.status == 0;
}

HYPER_INLINE void plan_by_head(request const& asked, head_limits const& limits, body_plan& what) {
  if (judge_head(asked, limits).status != 0) what.streamed = true;
}

}  // namespace hyper::detail
