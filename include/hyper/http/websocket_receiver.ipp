// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/websocket_receiver.hpp>

namespace hyper::detail {

HYPER_INLINE bool websocket_receiver::fail(std::uint16_t code, std::string_view why) {
  failed_ = true;
  code_ = code;
  why_ = why;
  return false;
}

HYPER_INLINE websocket_receiver::event websocket_receiver::next(std::span<char>& input,
                                                                websocket_message& into) {
  while (!failed_) {
    switch (reader_.next(input)) {
      case websocket_reader::event::more:
        return event::more;
      case websocket_reader::event::failed:
        return event::failed;
      case websocket_reader::event::control:
        if (reader_.opcode() == websocket_opcode::ping) return event::ping;
        return reader_.opcode() == websocket_opcode::pong ? event::pong : event::closed;
      case websocket_reader::event::piece:
        if (take_piece(into) && reader_.last()) return event::message;
    }
  }
  input = {};
  return event::failed;
}

HYPER_INLINE bool websocket_receiver::take_piece(websocket_message& into) {
  if (reader_.first()) {
    into.is_text = reader_.opcode() == websocket_opcode::text;
    into.data.clear();
    text_.reset();
  }
  std::size_t const before = into.data.size();
  if (!reader_.compressed())
    into.data.append(reader_.payload());
  else if (!inflate_piece(into.data))
    return false;
  if (!into.is_text) return true;
  bool const good = text_.add(std::string_view(into.data).substr(before)) &&
                    (!reader_.last() || text_.complete());
  return good || fail(websocket_code::bad_text, "A text message is not UTF-8.");
}

HYPER_INLINE bool websocket_receiver::inflate_piece(std::string& into) {
  inflate_outcome how = inflater_.add(reader_.payload(), into, limit_);
  if (how == inflate_outcome::good && reader_.last()) how = inflater_.finish(into, limit_);
  if (how == inflate_outcome::good) return true;
  return how == inflate_outcome::too_big
             ? fail(websocket_code::too_big, "A message is too big.")
             : fail(websocket_code::bad_text, "A compressed message cannot be inflated.");
}

}  // namespace hyper::detail
