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
  /// Answers for a handler that threw. Must not throw.
  void (*failed)(void* self, exchange& with, std::exception_ptr why) noexcept = nullptr;
};

/// One request and the making of its answer. It knows no socket: it writes the answer into the
/// output that its owner (the server's connection, a test) provides.
class exchange {
 public:
  exchange(http_service const& service, std::string& output);
  exchange(exchange const&) = delete;
  exchange& operator=(exchange const&) = delete;

  request asked;  ///< filled by the owner before `serve`

  /// Hands the request to the service. Returns true when it has been answered already; otherwise
  /// `finished(owner)` is called once it is.
  bool serve(void (*finished)(void* owner), void* owner);
  /// The client is gone: destroys the task that works on the answer.
  void abandon() noexcept;
  /// Makes the object ready for the next request of its connection.
  void reset() noexcept;

  // For handlers:

  /// Answers with a body that is copied into the output. Only the first answer counts; a second one
  /// is ignored and reported by `answered_twice`.
  void answer(int status, std::string_view content_type, std::string_view body,
              std::string_view extra_lines = {});
  void answer(response const& with);
  bool answered() const { return answered_; }

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
  http_service const& service_;
  std::string& output_;
  task<void> work_;
  void (*finished_)(void*) = nullptr;
  void* owner_ = nullptr;
  bool answered_ = false;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/exchange.ipp>
#endif
