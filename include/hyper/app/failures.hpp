// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <exception>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hyper {

struct model_info;

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
///   http_error                             its own status
///   does_not_exist                         404
///   invalid_cursor                         400
///   unique_violation                       409, naming the members
///   foreign_key_violation                  422, naming the member; 409 when the row is still in
///   use not null, check, data that do not fit  422 invalid_value                          422
///   database_unavailable, pool_exhausted, deadlock, statement timeout   503 with Retry-After
///   timed_out, the request's own limit among it                         503 with Retry-After
///   everything else                        500 without a detail
///
/// `models` give the names of members to the columns that PostgreSQL speaks of.
failure_answer answer_for(std::exception_ptr const& why,
                          std::span<model_info const* const> models = {});

/// Answers an exchange and writes what the operator should know into the journal. In development
/// the detail of a 500 is the exception's own text.
void answer_failure(exchange& with, std::exception_ptr const& why,
                    std::span<model_info const* const> models, bool development) noexcept;

namespace detail {
/// The text of an exception: what a 500 hides.
std::string failure_text(std::exception_ptr const& why);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/failures.ipp>
#endif
