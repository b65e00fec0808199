// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Options of a route: limits of its own instead of the server's. What is about the body may be
// above or below the server's limit; what is about the head, which the server has read when the
// route is known, can only be below.

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/form_limits.hpp>
#include <hyper/http/request.hpp>
#include <hyper/routing/route.hpp>

namespace hyper {

namespace detail {

/// The first limit that the head of a request exceeds: a status and a sentence, or 0.
struct head_verdict {
  int status = 0;
  char const* why = "";
};
struct head_limits {
  std::size_t bytes = ~std::size_t{0};
  std::size_t count = ~std::size_t{0};
  std::size_t target = ~std::size_t{0};
  bool needs_length = false;
};
head_verdict judge_head(request const& asked, head_limits const& limits);
/// False, after an answer, when the head is not accepted.
bool check_head(exchange& with, head_limits const& limits);
/// What will be refused is answered before its body is read.
void plan_by_head(request const& asked, head_limits const& limits, body_plan& what);

template <head_limits Limits>
struct head_option {
  static bool before(exchange& with) { return check_head(with, Limits); }
  static void plan(request const& asked, body_plan& what) { plan_by_head(asked, Limits, what); }
};

}  // namespace detail

/// The head of a request may have so many bytes of fields, names, values and four for each; 431.
template <std::size_t Bytes>
struct max_header_size : detail::head_option<detail::head_limits{.bytes = Bytes}> {};

/// … and so many fields; 431.
template <std::size_t Count>
struct max_header_count : detail::head_option<detail::head_limits{.count = Count}> {};

/// Path and query may have so many bytes; 414.
template <std::size_t Bytes>
struct max_target_size : detail::head_option<detail::head_limits{.target = Bytes}> {};

/// A request must say how long its body is: without Content-Length, chunked or not, 411.
struct needs_length : detail::head_option<detail::head_limits{.needs_length = true}> {};

/// The extensions of all chunks of a body may have so many bytes; 400.
template <std::uint32_t Bytes>
struct max_chunk_extensions {
  static constexpr void plan(body_plan& what) { what.chunk_extensions = Bytes; }
};

/// The fields after the last chunk may have so many bytes; 431.
template <std::uint32_t Bytes>
struct max_trailer_size {
  static constexpr void plan(body_plan& what) { what.trailers = Bytes; }
};

/// The body must come within so many milliseconds, and a second more for each `BytesASecond`; 408.
template <std::int64_t Milliseconds, std::int64_t BytesASecond = 16'384>
  requires(Milliseconds > 0 && BytesASecond > 0)
struct body_timeout {
  static constexpr void plan(body_plan& what) {
    what.timeout = Milliseconds;
    what.rate = BytesASecond;
  }
};

/// A task that has not begun to answer after so many milliseconds is ended; 503. 0: no limit.
template <std::int64_t Milliseconds>
  requires(Milliseconds >= 0)
struct request_timeout {
  static bool before(exchange& with) {
    with.limit_time(Milliseconds);
    return true;
  }
};

/// A form may have so many files, each of so many bytes; 413. Its body has `max_body` besides.
template <std::uint32_t Count, std::size_t Bytes = (std::size_t{1} << 30)>
struct max_form_files {
  static constexpr void configure(form_limits& limits) {
    limits.files = Count;
    limits.file = Bytes;
  }
};

/// A form may have so many fields that are no files, each of so many bytes; 413.
template <std::uint32_t Count, std::size_t Bytes = (std::size_t{1} << 20)>
struct max_form_fields {
  static constexpr void configure(form_limits& limits) {
    limits.fields = Count;
    limits.field = Bytes;
  }
};

/// Of the files of a form so many bytes stay in memory; the rest goes to files.
template <std::size_t Bytes>
struct form_memory {
  static constexpr void configure(form_limits& limits) { limits.in_memory = Bytes; }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/limits.ipp>
#endif
