// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/test_conversation.hpp>
//
#include <cstdlib>
#include <hyper/http/file_body.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <stdexcept>

namespace hyper::detail {

HYPER_INLINE bool test_conversation::refuse(int status, std::string_view why) {
  talk.refuse(status, why);
  finished = true;
  return false;
}

// As a connection does it: the service decides about the body when the head has come. A body that
// is streamed is there as a whole.
HYPER_INLINE bool test_conversation::take_request() {
  std::size_t size = input.size();
  input.append(request::body_padding, '\0');
  parser.stop_at_body();
  auto how = parser.parse(input.data(), size);
  parser.describe(input.data(), talk.asked);
  if (how == request_parser::progress::head) {
    body_plan usual;
    usual.limit = limits.body;
    body_plan const plan = talk.plan(usual);
    if (plan.refused != 0) return refuse(plan.refused, plan.why);
    how = parser.accept_body(plan.limit) ? parser.parse(input.data(), size)
                                         : request_parser::progress::refused;
  }
  if (how == request_parser::progress::incomplete)
    throw std::logic_error("the test's request is not whole: " + input.substr(0, 200));
  parser.describe(input.data(), talk.asked);
  bool const complete = how == request_parser::progress::complete;
  return complete || refuse(parser.status(), parser.why());
}

HYPER_INLINE void test_conversation::serve() {
  if (!take_request()) return;
  finished =
      talk.serve([](void* self) { static_cast<test_conversation*>(self)->finished = true; }, this);
}

// Lets the handler go on; false when it has ended.
HYPER_INLINE bool test_conversation::turn() {
  if (finished) return false;
  event_loop& loop = event_loop::current();
  std::int64_t const until = loop.refresh_now() + patience;
  std::size_t const before = output.size();
  while (!finished && output.size() == before) {
    std::int64_t const left = until - loop.refresh_now();
    if (left <= 0) throw std::runtime_error("the application has not answered " + got.asked);
    loop.turn(static_cast<int>(left));
  }
  return true;
}

HYPER_INLINE void test_conversation::wait_for_head() {
  while (true) {
    std::size_t const end = output.find("\r\n\r\n");
    if (end != output.npos) return take_head(end);
    if (!turn()) throw std::runtime_error("the connection ended without an answer: " + got.asked);
  }
}

HYPER_INLINE void test_conversation::take_head(std::size_t end) {
  std::size_t const line = output.find("\r\n");
  got.status = std::atoi(output.c_str() + std::string_view("HTTP/1.1 ").size());
  got.lines = output.substr(line + 2, end - line);
  output.erase(0, end + 4);
  head_taken = true;
  chunked = got.header("Transfer-Encoding") == "chunked";
  constexpr std::uint32_t much = ~std::uint32_t{0};
  if (chunked) chunks.begin(0, {~std::size_t{0} >> 1, much, much, much, much});
}

/// What has come of the body since the last call.
HYPER_INLINE std::string test_conversation::take_body() {
  std::string fresh = std::exchange(output, {});
  if (finished) fresh += std::exchange(talk.large_body(), {});
  if (finished && talk.file() != nullptr) {
    bool const whole = talk.file()->append_to(fresh);
    talk.drop_file();
    if (!whole) throw std::runtime_error("the file of the answer is shorter than said");
  }
  if (finished && talk.cut()) throw std::runtime_error("the handler failed within its answer");
  if (!chunked || fresh.empty()) return fresh;
  body += fresh;
  std::size_t size = body.size();
  if (chunks.decode(body.data(), size) == chunked_decoder::progress::refused)
    throw std::runtime_error("the answer is badly chunked: " + std::string(chunks.why()));
  body.resize(size);
  std::size_t const begin = std::exchange(taken, chunks.body_end());
  return body.substr(begin, taken - begin);
}

}  // namespace hyper::detail
