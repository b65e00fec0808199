// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/response.hpp>
#include <hyper/runtime/task.hpp>
#include <string>
#include <string_view>

namespace hyper {

class exchange;

/// What answers requests, with its type erased: an application, or a test's few lines.
struct http_service {
  void* self = nullptr;
  /// Answers the exchange now, or starts a task in it that will. What it throws goes to `failed`.
  void (*handle)(void* self, exchange& with) = nullptr;
  /// Answers for a handler that threw. Must not throw. Without it `exchange::answer_failure` does.
  void (*failed)(void* self, exchange& with, std::exception_ptr why) noexcept = nullptr;
  /// Answers what is no acceptable request: `status` is 400 to 505, the connection ends with the
  /// answer. `asked` holds what was read so far, perhaps nothing. Without it, or when it does not
  /// answer, the client gets a problem document.
  void (*refused)(void* self, exchange& with, int status, std::string_view why) noexcept = nullptr;
};

/// One request and the making of its answer. It knows no socket: it writes the answer into the
/// output that its owner (the server's connection, a test) provides.
class exchange {
 public:
  exchange(http_service const& service, std::string& output);
  exchange(exchange const&) = delete;
  exchange& operator=(exchange const&) = delete;

  request asked;                  ///< filled by the owner before `serve`
  std::string_view common_lines;  ///< field lines of every answer, such as Server

  /// Hands the request to the service. Returns true when it has been answered already; otherwise
  /// `finished(owner)` is called once it is.
  bool serve(void (*finished)(void* owner), void* owner);
  /// Lets the service answer a request that was refused before it became one.
  void refuse(int status, std::string_view why);
  /// The client is gone: destroys the task that works on the answer.
  void abandon() noexcept;
  /// Makes the object ready for the next request of its connection.
  void reset() noexcept;
  /// A body that `answer` took over instead of copying it: to be sent after the output.
  std::string& large_body() { return large_body_; }

  // For handlers:

  /// Answers with a body that is copied into the output. Only the first answer counts; a second one
  /// is ignored and reported by `answered_twice`. `extra_lines` are lines of a `header_list`: each
  /// ends with CRLF. A status outside 200 … 599 or a content type that HTTP forbids becomes a 500.
  void answer(int status, std::string_view content_type, std::string_view body,
              std::string_view extra_lines = {});
  void answer(response const& with);
  /// Takes the body over when it is large.
  void answer(response&& with);
  /// Answers with a problem document (RFC 9457).
  void answer_problem(int status, std::string_view detail = {}, std::string_view extra_lines = {},
                      std::string_view members = {});
  /// Answers for a handler that threw: `http_error` says its status, want of memory is 503, all
  /// else 500 without a detail.
  void answer_failure(std::exception_ptr why) noexcept;
  bool answered() const { return answered_; }
  bool answered_twice() const { return answered_twice_; }
  int status() const { return status_; }  ///< of the answer, or 0

  /// An empty string of this thread to build a body in; valid until the next request of this thread
  /// is handled, so use it between two suspensions only. It keeps its memory from request to
  /// request.
  static std::string& body_buffer();

  /// Works on the answer beyond this call. A handler starts at most one task.
  void start(task<void> work);

  /// The next answer tells the client that the connection ends with it.
  void close_after_answer() { asked.keep_alive = false; }

 private:
  void finish_task();
  void fail(std::exception_ptr why) noexcept;
  bool begin_answer(int& status, std::string_view content_type);
  bool sends_body() const;
  void append_head(std::string_view content_type, std::size_t length, std::string_view extra_lines);
  void complete() noexcept;

  http_service const& service_;
  std::string& output_;
  std::string large_body_;
  task<void> work_;
  void (*finished_)(void*) = nullptr;
  void* owner_ = nullptr;
  int status_ = 0;
  bool answered_ = false;
  bool answered_twice_ = false;
  bool serving_ = false;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/exchange.ipp>
#endif
