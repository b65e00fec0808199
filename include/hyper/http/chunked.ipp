// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/chunked.hpp>
//
#include <cstring>
#include <hyper/http/request.hpp>
#include <hyper/http/scan.hpp>

namespace hyper {
namespace detail {

/// The end of a quoted string (RFC 9110 §5.6.4) that begins at text[0], or 0.
constexpr std::size_t quoted_string_end(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return 0;
}

/// Chunk extensions: `;name`, `;name=token` or `;name="quoted"`, without the whitespace that
/// RFC 9112 §7.1.1 calls bad.
inline bool are_chunk_extensions(std::string_view text) {
  while (!text.empty()) {
    if (text.front() != ';') return false;
    text.remove_prefix(1);
    std::size_t const name = find_end<token_end>(text);
    if (name == 0) return false;
    text.remove_prefix(name);
    if (text.empty() || text.front() != '=') continue;
    text.remove_prefix(1);
    bool const quoted = !text.empty() && text.front() == '"';
    std::size_t const value = quoted ? quoted_string_end(text) : find_end<token_end>(text);
    if (value == 0) return false;
    text.remove_prefix(value);
  }
  return true;
}

/// RFC 9110 §6.5.1: not what frames, routes, modifies, authenticates, or describes the content.
inline bool may_be_trailer(std::string_view name) {
  static constexpr std::string_view never[] = {"Transfer-Encoding",
                                               "Content-Length",
                                               "Content-Encoding",
                                               "Content-Type",
                                               "Content-Range",
                                               "Trailer",
                                               "Host",
                                               "Connection",
                                               "Upgrade",
                                               "Expect",
                                               "Range",
                                               "TE",
                                               "Max-Forwards",
                                               "Cache-Control",
                                               "Pragma",
                                               "Authorization",
                                               "Cookie",
                                               "Proxy-Authorization",
                                               "Forwarded",
                                               "X-Request-ID"};
  for (std::string_view const each : never)
    if (same_field_name(each, name)) return false;
  auto const begins = [name](std::string_view with) {
    return name.size() >= with.size() && same_field_name(name.substr(0, with.size()), with);
  };
  return !begins("If-") && !begins("X-Forwarded-");
}

}  // namespace detail

HYPER_INLINE void chunked_decoder::begin(std::size_t begin, chunked_limits const& limits) {
  *this = chunked_decoder();
  limits_ = limits;
  begin_ = out_ = in_ = searched_ = begin;
}

// `begin_` may pass below zero: only its distance to `out_` counts, the size of the whole body.
HYPER_INLINE void chunked_decoder::shift(std::size_t count) {
  begin_ -= count;
  out_ -= count;
  in_ -= count;
  searched_ -= count;
  line_end_ -= count;
}

HYPER_INLINE bool chunked_decoder::refuse(int status, std::string_view why) {
  status_ = status;
  why_ = why;
  return false;
}

HYPER_INLINE chunked_decoder::progress chunked_decoder::decode(char* data, std::size_t& size) {
  if (status_ != 0) return progress::refused;
  bool starved = false;
  while (phase_ != phase::done && !starved)
    if (!step(data, size, starved)) return progress::refused;
  if (phase_ == phase::done) return progress::complete;
  std::size_t const gap = in_ - out_;
  if (gap != 0) {
    std::memmove(data + out_, data + in_, size - in_);
    size -= gap;
    in_ -= gap;
    searched_ -= gap;
  }
  return progress::incomplete;
}

HYPER_INLINE bool chunked_decoder::step(char* data, std::size_t size, bool& starved) {
  if (phase_ == phase::data) return copy_data(data, size, starved);
  if (phase_ == phase::data_end) return read_data_end(data, size, starved);
  bool const trailer = phase_ == phase::trailers;
  found const line = trailer ? find_line(data, size, limits_.trailers - trailers_, 431)
                             : find_line(data, size, limits_.chunk_line, 400);
  if (line == found::fault) return false;
  starved = line == found::nothing;
  if (starved) return true;
  std::string_view const text(data + in_, line_end_ - 1 - in_);
  if (!(trailer ? read_trailer(text) : read_size_line(text))) return false;
  in_ = searched_ = line_end_ + 1;
  return true;
}

// The limit is judged before the line is, so that the result does not depend on how the bytes were
// cut. It counts the line without its CRLF.
HYPER_INLINE chunked_decoder::found chunked_decoder::find_line(char const* data, std::size_t size,
                                                               std::size_t limit, int too_long) {
  auto const* const feed =
      static_cast<char const*>(std::memchr(data + searched_, '\n', size - searched_));
  searched_ = feed == nullptr ? size : static_cast<std::size_t>(feed - data);
  if (searched_ - in_ > limit + 1) {
    refuse(too_long, too_long == 431 ? "The trailers are too large." : "A chunk line is too long.");
    return found::fault;
  }
  if (feed == nullptr) return found::nothing;
  line_end_ = searched_;
  if (line_end_ > in_ && data[line_end_ - 1] == '\r') return found::line;
  refuse(400, "A line of the chunked body does not end with CRLF.");
  return found::fault;
}

HYPER_INLINE bool chunked_decoder::read_size_line(std::string_view line) {
  std::size_t value = 0;
  std::size_t digits = 0;
  for (; digits < line.size() && detail::is(line[digits], detail::hex_character); ++digits) {
    if (value > (~std::size_t{0} >> 4)) return refuse(400, "A chunk size is too large.");
    value = value << 4 | static_cast<std::size_t>(detail::hex_value(line[digits]));
  }
  std::string_view const extensions = line.substr(digits);
  if (digits == 0 || detail::find_end<detail::value_end>(extensions) != extensions.size() ||
      !detail::are_chunk_extensions(extensions))
    return refuse(400, "A chunk size is malformed.");
  extensions_ += static_cast<std::uint32_t>(extensions.size());
  if (extensions_ > limits_.extensions) return refuse(400, "Too many chunk extensions.");
  if (value > limits_.body - (out_ - begin_)) return refuse(413, "The body is too large.");
  left_ = value;
  phase_ = value == 0 ? phase::trailers : phase::data;
  return true;
}

HYPER_INLINE bool chunked_decoder::copy_data(char* data, std::size_t size, bool& starved) {
  std::size_t const taken = left_ < size - in_ ? left_ : size - in_;
  std::memmove(data + out_, data + in_, taken);
  out_ += taken;
  in_ += taken;
  left_ -= taken;
  searched_ = in_;
  if (left_ == 0)
    phase_ = phase::data_end;
  else
    starved = true;
  return true;
}

HYPER_INLINE bool chunked_decoder::read_data_end(char const* data, std::size_t size,
                                                 bool& starved) {
  bool const first = size > in_;
  bool const second = size > in_ + 1;
  if ((first && data[in_] != '\r') || (second && data[in_ + 1] != '\n'))
    return refuse(400, "A chunk is longer than its size.");
  starved = !second;
  if (starved) return true;
  in_ += 2;
  searched_ = in_;
  phase_ = phase::size_line;
  return true;
}

HYPER_INLINE bool chunked_decoder::read_trailer(std::string_view line) {
  if (line.empty()) {
    phase_ = phase::done;
    return true;
  }
  trailers_ += static_cast<std::uint32_t>(line.size());
  if (++trailer_fields_ > limits_.trailer_fields)
    return refuse(431, "There are too many trailers.");
  detail::field_line const field = detail::split_field_line(line);
  if (!field.fault.empty()) return refuse(400, field.fault);
  if (detail::may_be_trailer(field.name))
    kept_.append(field.name).append(": ").append(field.value).append("\r\n");
  return true;
}

}  // namespace hyper
