// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/send_file.hpp>
//
#include <hyper/http/file_body.hpp>
#include <utility>

namespace hyper {
namespace detail {

/// 304, 412 and 416, which have no bytes of the file.
HYPER_INLINE bool send_verdict(exchange& with, answer_plan const& plan) {
  if (plan.status == 304) return with.answer(304, {}, {}, plan.lines), true;
  if (plan.status == 412)
    return with.answer_problem(412, "It is not what you expected any more."), true;
  if (plan.status != 416) return false;
  with.answer_problem(416, "It has no such bytes.", plan.lines);
  return true;
}

HYPER_INLINE void send_plan(exchange& with, answer_plan const& plan, std::string_view content) {
  if (send_verdict(with, plan)) return;
  std::string& body = exchange::body_buffer();
  for (answer_piece const& each : plan.pieces)
    body.append(each.text).append(content.substr(each.bytes.begin, each.bytes.size));
  with.answer(plan.status, plan.content_type, body, plan.lines);
}

// What is small costs fewer system calls as a copy behind the head.
HYPER_INLINE void send_plan(exchange& with, answer_plan&& plan, opened_file file) {
  constexpr std::uint64_t small = 16 * 1024;
  if (send_verdict(with, plan)) return;
  file_body body(file.release(), std::move(plan.pieces));
  std::string& copy = exchange::body_buffer();
  if (body.length() > small)
    with.answer_file(plan.status, plan.content_type, std::move(body), plan.lines);
  else if (body.append_to(copy))
    with.answer(plan.status, plan.content_type, copy, plan.lines);
  else
    with.answer_problem(503, "The file changes at the moment.", "Retry-After: 1\r\n");
}

}  // namespace detail

HYPER_INLINE void send_file(exchange& with, opened_file file, std::string_view content_type,
                            std::string_view lines) {
  if (!file) return answer_unopened(with, file);
  std::string const tag = file.identity().tag();
  representation const whole{file.identity().size,
                             content_type,
                             {entity_tag{tag}, file.identity().modified_seconds()},
                             lines};
  detail::send_plan(with, plan_answer(with.asked, whole), std::move(file));
}

HYPER_INLINE void answer_unopened(exchange& with, opened_file const& file) {
  if (file.short_of_resources())
    return with.answer_problem(503, "Too much is open at the moment.", "Retry-After: 1\r\n");
  with.answer_problem(404, "There is nothing at this address.");
}

}  // namespace hyper
