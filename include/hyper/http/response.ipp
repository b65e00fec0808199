// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/response.hpp>
//
#include <hyper/http/grammar.hpp>
#include <hyper/http/request.hpp>
#include <stdexcept>

namespace hyper {
namespace detail {

struct known_status {
  int code;
  std::string_view phrase;
};

inline constexpr known_status known_statuses[] = {
    {100, "Continue"},
    {101, "Switching Protocols"},
    {102, "Processing"},
    {103, "Early Hints"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {207, "Multi-Status"},
    {208, "Already Reported"},
    {226, "IM Used"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {423, "Locked"},
    {424, "Failed Dependency"},
    {425, "Too Early"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {451, "Unavailable For Legal Reasons"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
    {506, "Variant Also Negotiates"},
    {507, "Insufficient Storage"},
    {508, "Loop Detected"},
    {511, "Network Authentication Required"},
};

constexpr bool server_owns_field(std::string_view name) {
  return same_field_name(name, "Content-Length") || same_field_name(name, "Transfer-Encoding") ||
         same_field_name(name, "Connection") || same_field_name(name, "Date");
}

HYPER_INLINE void check_field(std::string_view name, std::string_view value) {
  if (!is_token(name)) throw std::invalid_argument("a header name must be an HTTP token");
  if (!all_are(value, value_character))
    throw std::invalid_argument("the value of the header " + std::string(name) +
                                " holds a control character");
  if (server_owns_field(name))
    throw std::invalid_argument("the server itself writes the header " + std::string(name));
}

/// The place of the first line of this name, or npos.
HYPER_INLINE std::size_t find_line(std::string_view lines, std::string_view name) {
  std::size_t at = 0;
  while (at < lines.size()) {
    std::size_t const colon = lines.find(':', at);
    if (same_field_name(lines.substr(at, colon - at), name)) return at;
    at = lines.find('\n', at) + 1;
  }
  return std::string_view::npos;
}

}  // namespace detail

HYPER_INLINE std::string_view reason_phrase(int status) {
  for (detail::known_status const& known : detail::known_statuses)
    if (known.code == status) return known.phrase;
  return {};
}

HYPER_INLINE void header_list::add(std::string_view name, std::string_view value) {
  detail::check_field(name, value);
  lines_.append(name).append(": ").append(detail::trim_field(value)).append("\r\n");
}

HYPER_INLINE void header_list::set(std::string_view name, std::string_view value) {
  detail::check_field(name, value);
  std::string const kept(value);  // it may be a view of a line that goes now
  for (std::size_t at; (at = detail::find_line(lines_, name)) != std::string_view::npos;)
    lines_.erase(at, lines_.find('\n', at) + 1 - at);
  add(name, kept);
}

HYPER_INLINE bool header_list::has(std::string_view name) const {
  return detail::find_line(lines_, name) != std::string_view::npos;
}

}  // namespace hyper
