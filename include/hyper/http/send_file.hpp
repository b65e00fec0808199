// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/opened_file.hpp>
#include <hyper/http/representation.hpp>
#include <string>
#include <string_view>

namespace hyper {

/// Answers a GET or HEAD request with a file: 200, 206 with the ranges that were asked for, 304,
/// 412 or 416. `content_type` is of the file; `lines` are further lines of a `header_list`, such as
/// Cache-Control. The entity tag and Last-Modified come from the file. The bytes go from the file
/// to the socket without being copied; when the file gets shorter meanwhile, the connection ends.
void send_file(exchange& with, opened_file file, std::string_view content_type,
               std::string_view lines = {});

/// 404 for a file that is not there, not regular or not readable; 503 when nothing can be opened
/// at the moment.
void answer_unopened(exchange& with, opened_file const& file);

namespace detail {
/// Carries a plan out, with the bytes from a file or from memory.
void send_plan(exchange& with, answer_plan&& plan, opened_file file);
void send_plan(exchange& with, answer_plan const& plan, std::string_view content);
}  // namespace detail

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/send_file.ipp>
#endif
