// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <hyper/config.hpp>
#include <hyper/http/answer_stream.hpp>
#include <hyper/http/exchange_carrier.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/response.hpp>
#include <hyper/runtime/task.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

class answer_coder;
class exchange;
class exchange_companion;
class file_body;
class piece_coder;
class upgraded_stream;
struct form_limits;

namespace detail {
class head_writer;
class incoming_body;
class room_waiter;
}  // namespace detail

/// What becomes of a request's body; decided when its head has arrived and before it is read.
struct body_plan {
  std::size_t limit = 0;                      ///< bytes; beyond: 413
  std::uint32_t chunk_extensions = 8 * 1024;  ///< bytes of all chunks; beyond: 400
  std::uint32_t trailers = 8 * 1024;          ///< bytes after the last chunk; beyond: 431
  std::int64_t timeout = 30'000;  ///< milliseconds, and a second more for each `rate` bytes; 408
  std::int64_t rate = 16'384;     ///< bytes a second
  bool streamed = false;          ///< the handler begins at once, and reads the body or leaves it
  int refused = 0;                ///< a status from 400 on: the body is not wanted at all
  std::string_view why = {};      ///< one sentence for the refusal
};

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
  /// Says what becomes of the body of a request whose head has arrived; `what` holds the server's
  /// own limit. Called only when there is a body. Without it bodies are read before `handle`.
  void (*plan)(void* self, exchange const& with, body_plan& what) noexcept = nullptr;
  /// Words a problem in its own way, a page for browsers; false: the client gets the problem
  /// document. `lines` are field lines of the answer.
  bool (*show_problem)(void* self, exchange& with, int status, std::string_view detail,
                       std::string_view lines) = nullptr;
};

/// What one thread may have at work at a time, shared by its exchanges.
struct task_allowance {
  std::uint32_t most = 0;
  std::uint32_t used = 0;
  bool behind = false;                 ///< the thread is late: nothing more until it has caught up
  std::atomic<std::uint64_t> shed{0};  ///< tasks that were not begun; read by other threads
};

/// One request and the making of its answer. It knows no socket: it writes the answer into the
/// output that its owner (the server's connection, a test) provides.
class exchange {
 public:
  exchange(http_service const& service, std::string& output);
  ~exchange();
  exchange(exchange const&) = delete;
  exchange& operator=(exchange const&) = delete;

  request asked;                              ///< filled by the owner before `serve`
  std::string_view common_lines;              ///< field lines of every answer, such as Server
  exchange_carrier* carrier = nullptr;        ///< may be set by the owner
  detail::incoming_body* incoming = nullptr;  ///< set by the owner when the body is streamed
  task_allowance* allowance = nullptr;        ///< of its thread; none: unlimited
  form_limits const* forms = nullptr;         ///< of the server; none: the defaults

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
  /// A body from a file, to be sent after the output; or nullptr.
  file_body* file() { return file_; }
  void drop_file() noexcept;
  /// The answer must not end well: its handler failed in the middle.
  bool cut() const { return cut_; }
  /// The connection that a handler has asked for, now the caller's; or nullptr.
  upgraded_stream* take_upgraded() { return std::exchange(upgraded_, nullptr); }
  bool upgraded() const { return upgraded_ != nullptr; }
  /// Output has been sent: those who wait for room go on.
  void made_room() noexcept;
  /// The server drains; those who asked `on_drain` are told.
  void begin_drain() noexcept;
  /// What becomes of the body of `asked`; `usual` has the server's own limits.
  body_plan plan(body_plan usual) const;

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
  /// Answers with a body of texts and pieces of a file, which goes from there to the socket without
  /// being copied. When the file turns out to be shorter, the connection is cut.
  void answer_file(int status, std::string_view content_type, file_body&& body,
                   std::string_view extra_lines = {});
  /// Begins an answer whose body is written piece by piece; it ends with the handler. Without a
  /// length it is sent in chunks, or to an HTTP/1.0 client until the connection ends. A length is
  /// kept to: more throws std::length_error, less cuts the connection, and so does a handler that
  /// throws. Throws std::logic_error when there is an answer already, std::invalid_argument for a
  /// status or content type that HTTP forbids.
  answer_stream begin_stream(int status, std::string_view content_type,
                             std::string_view extra_lines = {},
                             std::optional<std::uint64_t> length = {});
  /// Answers 101 (RFC 9110 §7.8): behind the answer the connection speaks the protocol. When the
  /// handler has ended, the task given to `upgraded_stream::start` has the connection; it must not
  /// refer to this exchange. Throws std::logic_error when there is an answer already, or the
  /// request came with HTTP/1.0 or a body.
  upgraded_stream& upgrade(std::string_view protocol, std::string_view extra_lines = {});
  /// Calls `what(self)` once when the server begins to drain, or now when it does so already: long
  /// answers should come to their end. One at a time; nullptr forgets it.
  void on_drain(void (*what)(void* self), void* self);
  bool draining() const { return draining_; }
  bool answered() const { return answered_; }
  bool answered_twice() const { return answered_twice_; }
  int status() const { return status_; }  ///< of the answer, or 0

  /// An empty string of this thread to build a body in; valid until the next request of this thread
  /// is handled, so use it between two suspensions only. It keeps its memory from request to
  /// request.
  static std::string& body_buffer();

  /// Works on the answer beyond this call. A handler starts at most one task. When the thread has
  /// as much at work as it may, the task is not begun and the client gets 503 with Retry-After.
  void start(task<void> work);
  /// A task that has not begun to answer so many milliseconds after its start is ended, and with it
  /// the statements that it waits for: it fails with `timed_out`, which is a 503. Call it before
  /// `start`; 0: no such limit.
  void limit_time(std::int64_t milliseconds) { longest_ = milliseconds; }

  /// Lets the forms of this request have other limits than the server's: `adjust` changes them
  /// whenever a form is read.
  void limit_forms(void (*adjust)(form_limits& limits)) { adjust_forms_ = adjust; }
  void adjust(form_limits& limits) const {
    if (adjust_forms_ != nullptr) adjust_forms_(limits);
  }

  /// Lets the answer to this request be changed on its way out, unless it is a file.
  void code_with(answer_coder const& coder) { coder_ = &coder; }

  /// Adds field lines to the answer, each with its CRLF, that live as long as the program. Once:
  /// the last call counts.
  void announce(std::string_view constant_lines) { announced_ = constant_lines; }

  /// Lets something go with the request until it is answered; it is taken over.
  void accompany(exchange_companion* companion);

  /// The next answer tells the client that the connection ends with it.
  void close_after_answer() { asked.keep_alive = false; }

 private:
  friend class answer_stream;
  friend class detail::room_waiter;
  struct alarm;
  enum class body_form : std::uint8_t { whole, chunked, counted, until_close, unsent };

  void answer_coded(int status, std::string_view content_type, std::string_view body,
                    std::string_view extra_lines);
  void write_piece(std::string_view bytes);
  void write_coded(std::string_view bytes);
  void end_stream();
  std::size_t unsent() const { return carrier == nullptr ? 0 : carrier->unsent(); }
  std::size_t room() const { return carrier == nullptr ? ~std::size_t{0} : carrier->room(); }
  void judge_rest();
  body_form form_of_stream(std::optional<std::uint64_t> length);
  void add_companions_lines(std::string& to);
  void drop_companions() noexcept;
  context const* context_around() const;
  void begin_limit();
  void end_late_task();
  void finish_task();
  void drop_task() noexcept;
  void fail(std::exception_ptr why) noexcept;
  bool begin_answer(int& status, std::string_view content_type);
  bool sends_body() const;
  void append_head(std::string_view content_type, std::uint64_t length,
                   std::string_view extra_lines);
  void write_status_line(detail::head_writer& head) const;
  void write_request_id(detail::head_writer& head) const;
  void write_body_lines(detail::head_writer& head, std::string_view content_type,
                        std::uint64_t length) const;
  void complete() noexcept;

  http_service const& service_;
  std::string& output_;
  std::string large_body_;
  answer_coder const* coder_ = nullptr;
  piece_coder* pieces_ = nullptr;        // owned
  file_body* file_ = nullptr;            // owned
  upgraded_stream* upgraded_ = nullptr;  // owned
  detail::room_waiter* waiters_ = nullptr;
  exchange_companion* companion_ = nullptr;  // owned, with those behind it
  alarm* alarm_ = nullptr;                   // owned; made when there is a limit of time
  std::int64_t longest_ = 0;
  void (*adjust_forms_)(form_limits&) = nullptr;
  std::string_view announced_;
  void (*on_drain_)(void*) = nullptr;
  void* on_drain_self_ = nullptr;
  std::uint64_t promised_ = 0;  // bytes of a counted body that have not been written
  task<void> work_;
  void (*finished_)(void*) = nullptr;
  void* owner_ = nullptr;
  int status_ = 0;
  bool answered_ = false;
  bool answered_twice_ = false;
  bool serving_ = false;
  bool cut_ = false;
  bool draining_ = false;
  body_form form_ = body_form::whole;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/exchange.ipp>
#endif
