// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/routing/problem_members.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// What a client is told of an exception.
struct failure_answer {
  int status = 500;
  std::string detail = {};       ///< a sentence for the client; never internals
  std::string extra_lines = {};  ///< header lines, each with its CRLF
  std::string members = {};      ///< JSON members of the problem document: `"errors":[…]`
  bool reported = false;         ///< worth a line in the journal
};

/// The one place where exceptions become answers:
///
///   http_error            its own status
///   invalid_value         422
///   timed_out, the request's own limit among it   503 with Retry-After
///   everything else       500 without a detail
///
/// app/database_failures.hpp knows those of the database as well.
failure_answer answer_for(std::exception_ptr const& why);

namespace detail {

struct application_plan;

/// Answers an exchange with what the application knows of the exception, and writes what the
/// operator should know into the journal. In development the detail of a 500 is the exception's
/// own text.
void answer_failure(exchange& with, std::exception_ptr const& why, application_plan const& plan,
                    bool development) noexcept;

/// The text of an exception: what a 500 hides.
std::string failure_text(std::exception_ptr const& why);
/// Header lines of an answer that may be asked for again in a moment.
inline constexpr std::string_view retry_soon = "Retry-After: 1\r\n";

}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/failures.ipp>
#endif
