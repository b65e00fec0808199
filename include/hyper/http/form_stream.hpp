// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/body_stream.hpp>
#include <hyper/http/form_data.hpp>
#include <hyper/http/request.hpp>
#include <hyper/runtime/task.hpp>

namespace hyper {

/// Reads a form while it arrives: what a handler with a `body_stream` awaits, so that files larger
/// than memory go to disk piece by piece. An urlencoded form is kept whole until it is read. Throws
/// what `read_form` and `body_stream::read` throw. Both references must last until the end.
///
///   task<std::string> add(body_stream body, exchange& with) {
///     form_data form = co_await receive_form(body, with);
task<form_data> receive_form(body_stream& body, exchange const& with);
/// The same with limits of its own instead of the server's and the route's.
task<form_data> receive_form(body_stream& body, request const& asked, form_limits limits = {});

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/form_stream.ipp>
#endif
