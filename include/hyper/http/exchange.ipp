// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/exchange.hpp>
//
#include <charconv>
#include <cstring>
#include <hyper/http/answer_coder.hpp>
#include <hyper/http/date.hpp>
#include <hyper/http/exchange_companion.hpp>
#include <hyper/http/file_body.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/incoming_body.hpp>
#include <hyper/http/problem.hpp>
#include <hyper/http/scan.hpp>
#include <hyper/http/upgraded_stream.hpp>
#include <hyper/runtime/event_loop.hpp>
#include <hyper/runtime/with_timeout.hpp>
#include <new>
#include <stdexcept>
#include <utility>

namespace hyper {
namespace detail {

/// From this size on a body is handed over and sent from where it is.
inline constexpr std::size_t large_body_size = 64u << 10;

/// Stands for the length of a body that nobody knows yet.
inline constexpr std::uint64_t unknown_length = ~std::uint64_t{0};

inline bool is_field_value(std::string_view text) {
  return find_end<value_end>(text) == text.size();
}

/// Writes texts one behind the other, where there is room for them. Those that the compiler knows
/// become a few stores.
class head_writer {
 public:
  explicit head_writer(char* begin) : at_(begin) {}
  void add(std::string_view text) {
    if (!text.empty()) std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void add(std::uint64_t number) { at_ = std::to_chars(at_, at_ + 20, number).ptr; }
  char* end() const { return at_; }

 private:
  char* at_;
};

}  // namespace detail

HYPER_INLINE exchange::exchange(http_service const& service, std::string& output)
    : service_(service), output_(output) {}

/// Ends a task that takes too long.
struct exchange::alarm : timer {
  exchange& of;
  event_loop& loop;

  alarm(exchange& whose, event_loop& on) : of(whose), loop(on) {
    due = [](timer& self) { static_cast<alarm&>(self).of.end_late_task(); };
  }
};

HYPER_INLINE exchange::~exchange() {
  reset();
  delete alarm_;
}

HYPER_INLINE bool exchange::serve(void (*finished)(void* owner), void* owner) {
  finished_ = finished;
  owner_ = owner;
  serving_ = true;
  try {
    service_.handle(service_.self, *this);
  } catch (...) {
    drop_task();
    fail(std::current_exception());
  }
  serving_ = false;
  if (work_) return false;
  complete();
  return true;
}

HYPER_INLINE void exchange::start(task<void> work) {
  if (allowance != nullptr) {
    if (allowance->behind || allowance->used >= allowance->most) {
      allowance->shed.fetch_add(1, std::memory_order_relaxed);
      return answer_problem(503, "The server has too much to do.", "Retry-After: 1\r\n");
    }
    ++allowance->used;
  }
  work_ = std::move(work);
  auto const ended = [](void* self) { static_cast<exchange*>(self)->finish_task(); };
  if (work_.start(ended, this, context_around())) return finish_task();
  if (longest_ > 0) begin_limit();
}

HYPER_INLINE void exchange::begin_limit() {
  event_loop& loop = event_loop::current();
  if (alarm_ == nullptr) alarm_ = new alarm(*this, loop);
  loop.arm(*alarm_, loop.now() + longest_);
}

/// What has begun to answer may go on: the client's reading has limits of its own.
HYPER_INLINE void exchange::end_late_task() {
  if (answered_ || !work_) return;
  drop_task();
  fail(std::make_exception_ptr(timed_out()));
  complete();
  if (finished_ != nullptr) finished_(owner_);
}

HYPER_INLINE void exchange::finish_task() {
  try {
    work_.result();
  } catch (...) {
    fail(std::current_exception());
  }
  drop_task();
  if (serving_) return;  // `serve` is still on the stack and sees to the rest
  complete();
  if (finished_ != nullptr) finished_(owner_);
}

HYPER_INLINE void exchange::drop_task() noexcept {
  if (alarm_ != nullptr && alarm_->armed()) alarm_->loop.disarm(*alarm_);
  if (work_ && allowance != nullptr) --allowance->used;
  work_.cancel();
}

HYPER_INLINE void exchange::complete() noexcept {
  try {
    if (!answered_) return answer_problem(500);
    end_stream();
  } catch (...) {
    cut_ = answered_;
    // No memory. The owner sees that there is no whole answer and closes the connection.
  }
}

HYPER_INLINE void exchange::fail(std::exception_ptr why) noexcept {
  if (answered_) {
    cut_ = cut_ || form_ != body_form::whole || upgraded_ != nullptr;
    return;
  }
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
    } catch (timed_out const&) {
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

HYPER_INLINE void exchange::abandon() noexcept { drop_task(); }

HYPER_INLINE void exchange::reset() noexcept {
  drop_task();
  if (!large_body_.empty()) std::string().swap(large_body_);
  coder_ = nullptr;
  delete std::exchange(pieces_, nullptr);
  delete std::exchange(file_, nullptr);
  delete std::exchange(upgraded_, nullptr);
  if (companion_ != nullptr) drop_companions();
  incoming = nullptr;
  on_drain_ = nullptr;
  adjust_forms_ = nullptr;
  announced_ = {};
  longest_ = 0;
  status_ = 0;
  answered_ = answered_twice_ = serving_ = cut_ = draining_ = false;
  form_ = body_form::whole;
}

HYPER_INLINE void exchange::accompany(exchange_companion* companion) {
  companion->next = std::exchange(companion_, companion);
}
HYPER_INLINE void exchange::drop_companions() noexcept {
  while (companion_ != nullptr) delete std::exchange(companion_, companion_->next);
}
HYPER_INLINE context const* exchange::context_around() const {
  context const* around = nullptr;
  for (auto* each = companion_; each != nullptr; each = each->next) around = each->around(around);
  return around;
}
HYPER_INLINE void exchange::add_companions_lines(std::string& to) {
  for (auto* each = companion_; each != nullptr; each = each->next) each->add_lines(to);
}

HYPER_INLINE void exchange::drop_file() noexcept { delete std::exchange(file_, nullptr); }

HYPER_INLINE body_plan exchange::plan(body_plan usual) const {
  if (service_.plan != nullptr) service_.plan(service_.self, *this, usual);
  return usual;
}

HYPER_INLINE void exchange::made_room() noexcept {
  detail::room_waiter::wake(waiters_, [this] { return unsent(); });
}

HYPER_INLINE void exchange::begin_drain() noexcept {
  draining_ = true;
  if (on_drain_ != nullptr) std::exchange(on_drain_, nullptr)(on_drain_self_);
}

HYPER_INLINE void exchange::on_drain(void (*what)(void* self), void* self) {
  on_drain_ = what;
  on_drain_self_ = self;
  if (draining_ && what != nullptr) std::exchange(on_drain_, nullptr)(self);
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
  if (status < 200 || status > 599 || !detail::is_field_value(content_type)) {
    answer_problem(500);
    return false;
  }
  status_ = status;
  return true;
}

// A body that nobody has read ends the connection, unless its rest is short enough to be thrown
// away; and unless the client waits for a word that it will not hear.
HYPER_INLINE void exchange::judge_rest() {
  if (incoming == nullptr || incoming->ended()) return;
  if (incoming->missing() > detail::short_rest || incoming->expects_continue ||
      incoming->status() != 0)
    asked.keep_alive = false;
}

HYPER_INLINE void exchange::append_head(std::string_view content_type, std::uint64_t length,
                                        std::string_view extra_lines) {
  judge_rest();
  std::string more;
  if (companion_ != nullptr) {
    more = extra_lines;
    add_companions_lines(more);
    extra_lines = more;
  }
  // All that is fixed, the longest reason phrase, and two numbers.
  constexpr std::size_t fixed = 288;
  std::string_view const date = detail::date_line();
  std::size_t const most = fixed + content_type.size() + date.size() + common_lines.size() +
                           announced_.size() + extra_lines.size() + asked.request_id.size();
  char stack[768];
  bool const fits = most <= sizeof stack;
  std::size_t const before = output_.size();
  if (!fits) output_.resize(before + most);
  char* const begin = fits ? stack : output_.data() + before;
  detail::head_writer head(begin);
  write_status_line(head);
  write_body_lines(head, content_type, length);
  head.add(date);
  head.add(common_lines);
  head.add(announced_);
  write_request_id(head);
  head.add(extra_lines);
  if (!asked.keep_alive)
    head.add("Connection: close\r\n");
  else if (asked.minor_version == 0)
    head.add("Connection: keep-alive\r\n");
  head.add("\r\n");
  auto const size = static_cast<std::size_t>(head.end() - begin);
  if (fits)
    output_.append(begin, size);
  else
    output_.resize(before + size);
}

HYPER_INLINE void exchange::write_status_line(detail::head_writer& head) const {
  if (status_ == 200) return head.add("HTTP/1.1 200 OK\r\n");
  head.add("HTTP/1.1 ");
  head.add(static_cast<std::uint64_t>(status_));
  head.add(" ");
  head.add(reason_phrase(status_));
  head.add("\r\n");
}

HYPER_INLINE void exchange::write_request_id(detail::head_writer& head) const {
  if (asked.request_id.empty()) return;
  head.add("X-Request-ID: ");
  head.add(asked.request_id);
  head.add("\r\n");
}

HYPER_INLINE void exchange::write_body_lines(detail::head_writer& head,
                                             std::string_view content_type,
                                             std::uint64_t length) const {
  if (!content_type.empty()) {
    head.add("Content-Type: ");
    head.add(content_type);
    head.add("\r\n");
  }
  if (form_ == body_form::chunked) return head.add("Transfer-Encoding: chunked\r\n");
  if (length == detail::unknown_length || status_ == 204 || status_ == 304) return;
  head.add("Content-Length: ");
  head.add(status_ == 205 ? 0 : length);
  head.add("\r\n");
}

HYPER_INLINE void exchange::answer(int status, std::string_view content_type, std::string_view body,
                                   std::string_view extra_lines) {
  if (coder_ != nullptr) return answer_coded(status, content_type, body, extra_lines);
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

HYPER_INLINE void exchange::answer_coded(int status, std::string_view content_type,
                                         std::string_view body, std::string_view extra_lines) {
  answer_coder const& coder = *std::exchange(coder_, nullptr);
  std::string lines(extra_lines);
  std::string made;
  std::string_view const sent = coder.code(asked, status, content_type, body, lines, made);
  answer(status, content_type, sent, lines);
}

HYPER_INLINE void exchange::answer(response const& with) {
  answer(with.status, with.content_type, with.body, with.headers.lines());
}

HYPER_INLINE void exchange::answer(response&& with) {
  if (with.body.size() < detail::large_body_size || coder_ != nullptr)
    return answer(std::as_const(with));
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

HYPER_INLINE void exchange::answer_file(int status, std::string_view content_type, file_body&& body,
                                        std::string_view extra_lines) {
  if (!begin_answer(status, content_type)) return;
  std::size_t const before = output_.size();
  try {
    append_head(content_type, body.length(), extra_lines);
    if (sends_body() && !body.done()) {
      if (carrier != nullptr)
        file_ = new file_body(std::move(body));
      else
        cut_ = !body.append_to(output_);
    }
  } catch (...) {
    output_.resize(before);
    throw;
  }
  answered_ = true;
}

HYPER_INLINE answer_stream exchange::begin_stream(int status, std::string_view content_type,
                                                  std::string_view extra_lines,
                                                  std::optional<std::uint64_t> length) {
  if (answered_) throw std::logic_error("the request has been answered already");
  if (status < 200 || status > 599 || !detail::is_field_value(content_type))
    throw std::invalid_argument("an answer needs a status from 200 to 599 and a proper type");
  status_ = status;
  std::string lines(extra_lines);
  if (coder_ != nullptr) pieces_ = coder_->begin(asked, status, content_type, lines);
  if (pieces_ != nullptr) length.reset();
  std::size_t const before = output_.size();
  try {
    form_ = form_of_stream(length);
    promised_ = length.value_or(0);
    append_head(content_type, length.value_or(detail::unknown_length), lines);
  } catch (...) {
    output_.resize(before);
    delete std::exchange(pieces_, nullptr);
    form_ = body_form::whole;
    throw;
  }
  answered_ = true;
  if (!serving_ && carrier != nullptr) carrier->output_grew();
  return answer_stream(*this);
}

HYPER_INLINE exchange::body_form exchange::form_of_stream(std::optional<std::uint64_t> length) {
  if (!sends_body()) return body_form::unsent;
  if (length) return body_form::counted;
  if (asked.minor_version != 0) return body_form::chunked;
  asked.keep_alive = false;
  return body_form::until_close;
}

HYPER_INLINE void exchange::write_piece(std::string_view bytes) {
  if (bytes.empty() || form_ == body_form::unsent) return;
  if (pieces_ == nullptr) return write_coded(bytes);
  std::string coded;
  pieces_->code(bytes, coded);
  write_coded(coded);
}

HYPER_INLINE void exchange::write_coded(std::string_view bytes) {
  if (bytes.empty()) return;
  bool const was_cut = std::exchange(cut_, true);  // until all of it is there
  if (form_ == body_form::counted) {
    if (bytes.size() > promised_)
      throw std::length_error("the body is longer than the length that was declared");
    promised_ -= bytes.size();
  }
  if (form_ == body_form::chunked) {
    char line[20];
    char* const end = std::to_chars(line, line + 16, bytes.size(), 16).ptr;
    end[0] = '\r';
    end[1] = '\n';
    output_.append(line, static_cast<std::size_t>(end - line) + 2).append(bytes).append("\r\n");
  } else {
    output_.append(bytes);
  }
  cut_ = was_cut;
  if (!serving_ && carrier != nullptr) carrier->output_grew();
}

HYPER_INLINE detail::room_waiter answer_stream::write(std::string_view bytes) {
  of_->write_piece(bytes);
  return {of_->waiters_, of_->unsent(), of_->room()};
}

HYPER_INLINE detail::room_waiter answer_stream::flush() {
  return {of_->waiters_, of_->unsent(), 0};
}

HYPER_INLINE void exchange::end_stream() {
  if (cut_) return;
  if (pieces_ != nullptr && form_ != body_form::unsent) {
    std::string rest;
    pieces_->finish(rest);
    write_coded(rest);
  }
  if (form_ == body_form::chunked) output_.append("0\r\n\r\n");
  if (form_ == body_form::counted && promised_ != 0) cut_ = true;
}

HYPER_INLINE upgraded_stream& exchange::upgrade(std::string_view protocol,
                                                std::string_view extra_lines) {
  if (answered_) throw std::logic_error("the request has been answered already");
  if (asked.minor_version == 0 || !asked.body.empty() || incoming != nullptr)
    throw std::logic_error("a request of HTTP/1.0 or with a body cannot change the protocol");
  if (!detail::is_field_value(protocol))
    throw std::invalid_argument("the name of a protocol holds a control character");
  upgraded_ = new upgraded_stream;
  std::size_t const before = output_.size();
  try {
    output_.append("HTTP/1.1 101 Switching Protocols\r\nUpgrade: ").append(protocol);
    output_.append("\r\nConnection: Upgrade\r\n").append(common_lines).append(extra_lines);
    output_.append("\r\n");
  } catch (...) {
    output_.resize(before);
    throw;
  }
  status_ = 101;
  answered_ = true;
  return *upgraded_;
}

HYPER_INLINE void exchange::answer_problem(int status, std::string_view detail,
                                           std::string_view extra_lines, std::string_view members) {
  if (service_.show_problem == nullptr || answered_)
    return answer(status, problem_type, problem_document(status, detail, members), extra_lines);
  std::string const lines = std::string(extra_lines) + "Vary: Accept\r\n";
  if (!service_.show_problem(service_.self, *this, status, detail, lines))
    answer(status, problem_type, problem_document(status, detail, members), lines);
}

}  // namespace hyper
