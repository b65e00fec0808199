// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/exchange.hpp>
//
#include <charconv>
#include <cstring>
#include <hyper/http/date.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/problem.hpp>
#include <new>
#include <utility>

namespace hyper {
namespace detail {

/// From this size on a body is handed over and sent from where it is.
inline constexpr std::size_t large_body_size = 64u << 10;

/// Builds the head of an answer on the stack; what does not fit goes to the output at once.
class head_builder {
 public:
  explicit head_builder(std::string& output) : output_(output) {}
  void add(std::string_view text) {
    if (text.size() > sizeof bytes_ - used_) flush();
    if (text.size() > sizeof bytes_) {
      output_.append(text);
      return;
    }
    if (!text.empty()) std::memcpy(bytes_ + used_, text.data(), text.size());
    used_ += text.size();
  }
  void add(std::size_t number) {
    char digits[24];
    auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    add({digits, static_cast<std::size_t>(end - digits)});
  }
  void flush() {
    output_.append(bytes_, used_);
    used_ = 0;
  }

 private:
  std::string& output_;
  std::size_t used_ = 0;
  char bytes_[512];
};

}  // namespace detail

HYPER_INLINE exchange::exchange(http_service const& service, std::string& output)
    : service_(service), output_(output) {}

HYPER_INLINE bool exchange::serve(void (*finished)(void* owner), void* owner) {
  finished_ = finished;
  owner_ = owner;
  serving_ = true;
  try {
    service_.handle(service_.self, *this);
  } catch (...) {
    work_.cancel();
    fail(std::current_exception());
  }
  serving_ = false;
  if (work_) return false;
  complete();
  return true;
}

HYPER_INLINE void exchange::start(task<void> work) {
  work_ = std::move(work);
  auto const ended = [](void* self) { static_cast<exchange*>(self)->finish_task(); };
  if (work_.start(ended, this)) finish_task();
}

HYPER_INLINE void exchange::finish_task() {
  try {
    work_.result();
  } catch (...) {
    fail(std::current_exception());
  }
  work_.cancel();
  if (serving_) return;  // `serve` is still on the stack and sees to the rest
  complete();
  if (finished_ != nullptr) finished_(owner_);
}

HYPER_INLINE void exchange::complete() noexcept {
  try {
    if (!answered_) answer_problem(500);
  } catch (...) {
    // No memory. The owner sees that there is no answer and closes the connection.
  }
}

HYPER_INLINE void exchange::fail(std::exception_ptr why) noexcept {
  if (answered_) return;
  if (service_.failed != nullptr) service_.failed(service_.self, *this, why);
  if (!answered_) answer_failure(std::move(why));
}

HYPER_INLINE void exchange::answer_failure(std::exception_ptr why) noexcept {
  try {
    try {
      std::rethrow_exception(std::move(why));
    } catch (http_error const& known) {
      answer_problem(known.status(), known.detail(), known.headers.lines());
    } catch (std::bad_alloc const&) {
      answer_problem(503, {}, "Retry-After: 1\r\n");
    } catch (...) {
      answer_problem(500);
    }
  } catch (...) {
    // Not even the memory for an error: `complete` tries once more, then the connection closes.
  }
}

HYPER_INLINE void exchange::refuse(int status, std::string_view why) {
  asked.keep_alive = false;
  if (service_.refused != nullptr) service_.refused(service_.self, *this, status, why);
  asked.keep_alive = false;
  if (!answered_) answer_problem(status, why);
}

HYPER_INLINE void exchange::abandon() noexcept { work_.cancel(); }

HYPER_INLINE void exchange::reset() noexcept {
  work_.cancel();
  large_body_.clear();
  status_ = 0;
  answered_ = answered_twice_ = serving_ = false;
}

HYPER_INLINE std::string& exchange::body_buffer() {
  thread_local std::string buffer;
  constexpr std::size_t kept = 1 << 20;
  if (buffer.capacity() > kept) std::string().swap(buffer);
  buffer.clear();
  return buffer;
}

HYPER_INLINE bool exchange::sends_body() const {
  return asked.method != http_method::head && status_ != 204 && status_ != 205 && status_ != 304;
}

HYPER_INLINE bool exchange::begin_answer(int& status, std::string_view content_type) {
  if (answered_) {
    answered_twice_ = true;
    return false;
  }
  if (status < 200 || status > 599 || !detail::all_are(content_type, detail::value_character)) {
    answer_problem(500);
    return false;
  }
  status_ = status;
  return true;
}

HYPER_INLINE void exchange::append_head(std::string_view content_type, std::size_t length,
                                        std::string_view extra_lines) {
  detail::head_builder head(output_);
  if (status_ == 200) {
    head.add("HTTP/1.1 200 OK\r\n");
  } else {
    head.add("HTTP/1.1 ");
    head.add(static_cast<std::size_t>(status_));
    head.add(" ");
    head.add(reason_phrase(status_));
    head.add("\r\n");
  }
  if (!content_type.empty()) {
    head.add("Content-Type: ");
    head.add(content_type);
    head.add("\r\n");
  }
  if (status_ != 204 && status_ != 304) {
    head.add("Content-Length: ");
    head.add(status_ == 205 ? 0 : length);
    head.add("\r\n");
  }
  head.add(detail::date_line());
  head.add(common_lines);
  head.add(extra_lines);
  if (!asked.keep_alive)
    head.add("Connection: close\r\n");
  else if (asked.minor_version == 0)
    head.add("Connection: keep-alive\r\n");
  head.add("\r\n");
  head.flush();
}

HYPER_INLINE void exchange::answer(int status, std::string_view content_type, std::string_view body,
                                   std::string_view extra_lines) {
  if (!begin_answer(status, content_type)) return;
  std::size_t const before = output_.size();
  try {
    append_head(content_type, body.size(), extra_lines);
    if (sends_body()) output_.append(body);
  } catch (...) {
    output_.resize(before);  // never half an answer
    throw;
  }
  answered_ = true;
}

HYPER_INLINE void exchange::answer(response const& with) {
  answer(with.status, with.content_type, with.body, with.headers.lines());
}

HYPER_INLINE void exchange::answer(response&& with) {
  if (with.body.size() < detail::large_body_size) return answer(std::as_const(with));
  if (!begin_answer(with.status, with.content_type)) return;
  std::size_t const before = output_.size();
  try {
    append_head(with.content_type, with.body.size(), with.headers.lines());
  } catch (...) {
    output_.resize(before);
    throw;
  }
  if (sends_body()) large_body_ = std::move(with.body);
  answered_ = true;
}

HYPER_INLINE void exchange::answer_problem(int status, std::string_view detail,
                                           std::string_view extra_lines, std::string_view members) {
  answer(status, problem_type, problem_document(status, detail, members), extra_lines);
}

}  // namespace hyper
