// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/rest/plan.hpp>
//

namespace hyper::detail {

HYPER_INLINE void write_plan(json_writer& out, plan_step const* steps, std::size_t count,
                             char const* text, void const* row) {
  for (std::size_t i = 0; i < count;) {
    plan_step const& step = steps[i++];
    out.literal({text + step.text_at, step.text_size});
    if (step.put != nullptr) {
      step.put(out, row);
    } else if (step.present != nullptr && !step.present(row)) {
      out.literal("null");
      i = step.skip_to;
    }
  }
}

}  // namespace hyper::detail
