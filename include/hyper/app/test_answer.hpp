// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

// Opt-in: the tests of applications include it, applications do not.

#include <hyper/config.hpp>
#include <hyper/json/read.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace hyper {

namespace detail {
[[noreturn]] void throw_bad_test_json(problem_list const& problems, std::string_view body);
}  // namespace detail

/// What came back.
class test_answer {
 public:
  int status = 0;
  std::string lines;          ///< the header fields, each with its CRLF
  std::string body;           ///< decoded from its transfer coding
  std::string method, asked;  ///< the method and target of the request

  /// The value of the first field of this name.
  std::optional<std::string> header(std::string_view name) const;
  /// The body read as JSON. Throws std::runtime_error that says what is wrong with it.
  template <class T>
  T json() const {
    auto read = read_json<T>(body);
    if (!read) detail::throw_bad_test_json(read.problems(), body);
    return std::move(read).value();
  }
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/app/test_answer.ipp>
#endif
