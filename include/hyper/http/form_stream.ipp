// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/form_stream.hpp>
//
#include <string>
#include <utility>

namespace hyper {
namespace detail {

HYPER_INLINE task<form_data> receive_multipart(body_stream& body, std::string boundary,
                                               form_limits limits) {
  form_collector collector(limits);
  multipart_reader reader(boundary, limits, collector);
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
    if (!reader.read(piece)) refuse_form(reader.status(), reader.why());
  }
  if (!reader.finish()) refuse_form(reader.status(), reader.why());
  co_return std::move(collector.collected());
}

HYPER_INLINE task<form_data> receive_urlencoded(body_stream& body, form_limits limits) {
  std::string text;
  while (true) {
    std::string_view const piece = co_await body.read();
    if (piece.empty()) break;
    text += piece;
    if (text.size() > urlencoded_in_pieces) refuse_form(413, "The form is too large.");
  }
  co_return read_urlencoded(text, limits);
}

}  // namespace detail

HYPER_INLINE task<form_data> receive_form(body_stream& body, request const& asked,
                                          form_limits limits) {
  detail::form_type const type = detail::form_type_of(asked);
  if (type.boundary.empty()) return detail::receive_urlencoded(body, std::move(limits));
  return detail::receive_multipart(body, type.boundary, std::move(limits));
}

HYPER_INLINE task<form_data> receive_form(body_stream& body, exchange const& with) {
  return receive_form(body, with.asked, limits_of_forms(with));
}

}  // namespace hyper
