// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/parser.hpp>
//
#include <cstring>
#include <hyper/http/scan.hpp>

namespace hyper {
namespace detail {

constexpr bool valid_port(std::string_view port) {
  if (port.size() > 5 || !all_are(port, digit_character)) return false;
  unsigned value = 0;
  for (char const c : port) value = value * 10 + static_cast<unsigned>(c - '0');
  return value <= 65535;
}

/// Whether a '%' and two hexadecimal digits stand at the front.
constexpr bool is_escape(std::string_view text) {
  return text.size() > 2 && text[0] == '%' && is(text[1], hex_character) &&
         is(text[2], hex_character);
}

/// `host [":" port]` of RFC 9110 §7.2, not empty: a name, an IPv4 address or "[" IPv6 "]".
inline bool valid_authority(std::string_view text) {
  if (text.empty()) return false;
  std::size_t end = 0;
  if (text.front() == '[') {
    end = text.find(']');
    if (end == std::string_view::npos || end < 3) return false;
    for (char const c : text.substr(1, end - 1))
      if (!is(c, hex_character) && c != ':' && c != '.') return false;
    ++end;
  } else {
    for (end = find_end<host_end>(text); end < text.size() && text[end] != ':'; ++end) {
      if (is(text[end], host_character)) continue;
      if (!is_escape(text.substr(end))) return false;
      end += 2;
    }
    if (end == 0) return false;
  }
  return end == text.size() || (text[end] == ':' && valid_port(text.substr(end + 1)));
}

}  // namespace detail

HYPER_INLINE http_method method_of(std::string_view name) {
  switch (name.size()) {
    case 3:
      if (name == "GET") return http_method::get;
      if (name == "PUT") return http_method::put;
      break;
    case 4:
      if (name == "POST") return http_method::post;
      if (name == "HEAD") return http_method::head;
      break;
    case 5:
      if (name == "PATCH") return http_method::patch;
      if (name == "TRACE") return http_method::trace;
      break;
    case 6:
      if (name == "DELETE") return http_method::delete_;
      break;
    case 7:
      if (name == "OPTIONS") return http_method::options;
      break;
    default:
      break;
  }
  return http_method::other;
}

HYPER_INLINE void request_parser::next() {
  found_ = {};
  framing_ = {};
  phase_ = phase::request_line;
  status_ = 0;
  why_ = {};
  line_ = searched_ = block_ = position_ = body_ = length_ = 0;
}

HYPER_INLINE bool request_parser::refuse(int status, std::string_view why) {
  status_ = status;
  why_ = why;
  phase_ = phase::refused;
  return false;
}

HYPER_INLINE request_parser::progress request_parser::parse(char* data, std::size_t& size) {
  if (phase_ == phase::request_line && !read_first_line(data, size)) return state();
  if (phase_ == phase::fields && !read_fields(data, size)) return state();
  if (phase_ == phase::body) read_body(data, size);
  return state();
}

HYPER_INLINE bool request_parser::accept_body(chunked_limits const& limits) {
  if (length_ > limits.body) return refuse(413, "The body is too large.");
  phase_ = phase::body;
  if (framing_.chunked) chunks_.begin(body_, limits);
  return true;
}

HYPER_INLINE request_parser::progress request_parser::state() const {
  if (phase_ == phase::done) return progress::complete;
  if (phase_ == phase::head) return progress::head;
  return phase_ == phase::refused ? progress::refused : progress::incomplete;
}

// Finds the LF of the line at line_. The limit (bytes up to and with CRLF, counted from `from`) is
// judged before anything in the line is, so that the result does not depend on how the bytes came.
HYPER_INLINE bool request_parser::find_line(char const* data, std::size_t size, std::size_t from,
                                            std::size_t limit) {
  auto const* const feed =
      static_cast<char const*>(std::memchr(data + searched_, '\n', size - searched_));
  searched_ = feed == nullptr ? size : static_cast<std::size_t>(feed - data) + 1;
  if (searched_ - from > limit) return refuse_long_line(data, limit);
  if (feed == nullptr) return false;
  if (searched_ - line_ < 2 || feed[-1] != '\r')
    return refuse(400, "A line does not end with CRLF.");
  return true;
}

HYPER_INLINE bool request_parser::refuse_long_line(char const* data, std::size_t limit) {
  if (phase_ == phase::fields) return refuse(431, "The header fields are too large.");
  // No method is that long; what came is no request with a long target.
  if (std::memchr(data + line_, ' ', limit) == nullptr)
    return refuse(400, "The request line is malformed.");
  return refuse(414, "The request line is too long.");
}

HYPER_INLINE bool request_parser::read_first_line(char const* data, std::size_t size) {
  // One empty line before a request is ignored (RFC 9112 §2.2). Anything but a method's first
  // letter, TLS for example, is refused at once and not after a line of it.
  if (size > 0 && data[0] == '\r' && line_ == 0) {
    if (size > 1 && data[1] != '\n') return refuse(400, "A line does not end with CRLF.");
    if (size < 2) return false;
    line_ = searched_ = 2;
  }
  if (size == line_) return false;
  if (!detail::is(data[line_], detail::token_character))
    return refuse(400, "This is not an HTTP request.");
  if (!take_usual_line(data, size)) {
    if (!find_line(data, size, line_, limits_.request_line + 2)) return false;
    if (!read_request_line(data, {data + line_, searched_ - 2 - line_})) return false;
  }
  bool const plain = found_.path.size != 0;
  if (!plain && !read_target(data, text(data, found_.target))) return false;
  line_ = block_ = position_ = searched_;
  phase_ = phase::fields;
  return true;
}

// A whole and proper line of HTTP/1.1 in one pass over its bytes. Whatever else there is, is read
// the slow way, which alone refuses. Only at the first look at a line: no byte is looked at often.
HYPER_INLINE bool request_parser::take_usual_line(char const* data, std::size_t size) {
  constexpr std::string_view rest = " HTTP/1.1\r\n";
  if (searched_ != line_) return false;
  std::string_view const bytes(data + line_, size - line_);
  std::size_t const method = detail::find_end<detail::token_end, detail::byte_block>(bytes);
  if (method == bytes.size() || bytes[method] != ' ') return false;
  std::size_t const begin = method + 1;
  std::size_t const path =
      begin + detail::find_end<detail::plain_path_end>(detail::rest_of(bytes, begin));
  std::size_t const end = path + detail::find_end<detail::target_end>(detail::rest_of(bytes, path));
  bool const usual = end != begin && end - begin <= limits_.target &&
                     end + rest.size() <= limits_.request_line + 2 &&
                     bytes.size() - end >= rest.size() &&
                     std::memcmp(bytes.data() + end, rest.data(), rest.size()) == 0;
  if (!usual) return false;
  searched_ = line_ + end + rest.size();
  found_.method_name = place(data, {bytes.data(), method});
  found_.method = method_of({bytes.data(), method});
  found_.target = place(data, {bytes.data() + begin, end - begin});
  if (bytes[begin] != '/' || bytes[path] == '%') return true;
  found_.path = place(data, {bytes.data() + begin, path - begin});
  if (path != end) found_.query = place(data, {bytes.data() + path + 1, end - path - 1});
  return true;
}

HYPER_INLINE bool request_parser::read_request_line(char const* data, std::string_view text) {
  std::size_t const method = text.find(' ');
  if (method == std::string_view::npos || !detail::is_token(text.substr(0, method)))
    return refuse(400, "The request line is malformed.");
  std::size_t const space = text.find(' ', method + 1);
  if (space == std::string_view::npos || space == method + 1)
    return refuse(400, "The request line is malformed.");
  std::string_view const target = text.substr(method + 1, space - method - 1);
  if (!read_version(text.substr(space + 1))) return false;
  if (target.size() > limits_.target) return refuse(414, "The target of the request is too long.");
  if (detail::find_end<detail::target_end>(target) != target.size())
    return refuse(400, "The target of the request holds a forbidden character.");
  found_.method_name = place(data, text.substr(0, method));
  found_.method = method_of(text.substr(0, method));
  found_.target = place(data, target);
  return true;
}

HYPER_INLINE bool request_parser::read_version(std::string_view version) {
  bool const well_formed = version.size() == 8 && version.starts_with("HTTP/") &&
                           detail::is(version[5], detail::digit_character) && version[6] == '.' &&
                           detail::is(version[7], detail::digit_character);
  if (!well_formed) return refuse(400, "The request line is malformed.");
  if (version[5] != '1') return refuse(505, "This server speaks HTTP/1.1 and HTTP/1.0.");
  // A later minor version is answered as 1.1 (RFC 9110 §2.5).
  found_.minor_version = version[7] == '0' ? 0 : 1;
  return true;
}

HYPER_INLINE bool request_parser::read_target(char const* data, std::string_view target) {
  if (target.front() == '/') return read_path(data, target);
  if (target == "*" && found_.method == http_method::options) {
    found_.path = found_.target;
    return true;
  }
  if (data[found_.method_name.begin] == 'C' && found_.method == http_method::other &&
      std::string_view(data + found_.method_name.begin, found_.method_name.size) == "CONNECT")
    return refuse(501, "This server is no proxy.");
  return read_absolute_target(data, target);
}

HYPER_INLINE bool request_parser::read_absolute_target(char const* data, std::string_view target) {
  std::size_t const scheme = target.find("://");
  bool const known =
      scheme != std::string_view::npos && (same_field_name(target.substr(0, scheme), "http") ||
                                           same_field_name(target.substr(0, scheme), "https"));
  if (!known) return refuse(400, "The target of the request is malformed.");
  std::string_view const rest = target.substr(scheme + 3);
  std::size_t const end = rest.find_first_of("/?");
  std::string_view const authority = rest.substr(0, end);
  if (!detail::valid_authority(authority))
    return refuse(400, "The host in the target of the request is malformed.");
  found_.authority = place(data, authority);
  return read_path(data,
                   end == std::string_view::npos ? rest.substr(rest.size()) : rest.substr(end));
}

HYPER_INLINE bool request_parser::read_path(char const* data, std::string_view target) {
  std::size_t end = 0;
  while ((end += detail::find_end<detail::query_or_escape>(target.substr(end))) < target.size()) {
    if (target[end] == '?') break;
    std::string_view const escape = target.substr(end, 3);
    if (!detail::is_escape(escape) || escape == "%00")
      return refuse(400, "The path holds a malformed percent-encoding.");
    end += escape.size();
  }
  found_.path = place(data, target.substr(0, end));
  if (end != target.size()) found_.query = place(data, target.substr(end + 1));
  return true;
}

HYPER_INLINE bool request_parser::read_fields(char const* data, std::size_t size) {
  if (line_ == block_ && take_known_block(data, size)) return end_head(data);
  detail::field_line field;
  while (true) {
    bool const usual = take_usual_field(data, size, field);
    if (!usual && !find_line(data, size, block_, limits_.header_block + 2)) return false;
    std::string_view const text(data + line_, searched_ - 2 - line_);
    line_ = position_ = searched_;
    if (text.empty()) return remember_block(data), end_head(data);
    if (slots_.size() == limits_.fields) return refuse(431, "There are too many header fields.");
    if (!usual) field = detail::split_field_line(text);
    if (!field.fault.empty()) return refuse(400, field.fault);
    slots_.push_back({place(data + block_, field.name), place(data + block_, field.value)});
    if (!read_known_field(data, field.name, field.value)) return false;
  }
}

// The whole block at once, when it is the one that was read last. Else that one is forgotten.
HYPER_INLINE bool request_parser::take_known_block(char const* data, std::size_t size) {
  bool const known = searched_ == block_ && found_.minor_version == 1 &&
                     known_block_.is_at_front_of({data + block_, size - block_});
  if (!known) {
    known_block_.forget();
    slots_.clear();
    viewed_ = nullptr;
    return false;
  }
  framing_ = known_block_.said();
  piece const host = known_block_.host();
  found_.host = {host.begin + static_cast<std::uint32_t>(block_), host.size};
  line_ = searched_ = position_ = block_ + known_block_.size();
  return true;
}

HYPER_INLINE void request_parser::remember_block(char const* data) {
  bool const plain = found_.minor_version == 1 && framing_.has_host && !framing_.has_length &&
                     !framing_.has_coding && !framing_.expects_continue;
  if (!plain) return;
  piece const host = place(data + block_, text(data, found_.host));
  known_block_.remember({data + block_, position_ - block_}, framing_, host);
}

// The same for a field line, or the blank one: whole, proper, within the limit, and looked at for
// the first time.
HYPER_INLINE bool request_parser::take_usual_field(char const* data, std::size_t size,
                                                   detail::field_line& field) {
  if (searched_ != line_) return false;
  std::string_view const bytes(data + line_, size - line_);
  bool const blank = bytes.size() > 1 && bytes[0] == '\r' && bytes[1] == '\n';
  std::size_t const taken = blank ? 2 : detail::take_field_line(bytes, field);
  if (taken == 0 || line_ + taken - block_ > limits_.header_block + 2) return false;
  searched_ = line_ + taken;
  return true;
}

HYPER_INLINE bool request_parser::read_known_field(char const* data, std::string_view name,
                                                   std::string_view value) {
  switch (name.size()) {  // and then by the first letter: most fields are none of these
    case 4:
      if (same_field_name(name, "Host")) return read_host(data, value);
      break;
    case 6:
      if (same_field_name(name, "Expect")) return read_expect(value);
      break;
    case 10:
      if (same_field_name(name, "Connection")) read_connection(value);
      break;
    case 14:
      if (same_field_name(name, "Content-Length")) return read_content_length(value);
      break;
    case 17:
      if (same_field_name(name, "Transfer-Encoding")) return read_transfer_encoding(value);
      break;
    default:
      break;
  }
  return true;
}

HYPER_INLINE bool request_parser::read_host(char const* data, std::string_view value) {
  if (framing_.has_host) return refuse(400, "There are several Host fields.");
  if (!known_host_.is(value)) {
    if (!detail::valid_authority(value)) return refuse(400, "The Host field is malformed.");
    known_host_.remember(value);
  }
  framing_.has_host = true;
  found_.host = place(data, value);
  return true;
}

HYPER_INLINE bool request_parser::read_expect(std::string_view value) {
  if (found_.minor_version == 0) return true;  // RFC 9110 §10.1.1
  if (!same_field_name(value, "100-continue"))
    return refuse(417, "The only expectation that is met is 100-continue.");
  framing_.expects_continue = true;
  return true;
}

HYPER_INLINE bool request_parser::read_content_length(std::string_view value) {
  if (framing_.has_length) return refuse(400, "There are several Content-Length fields.");
  if (value.empty() || value.size() > 18 || !detail::all_are(value, detail::digit_character))
    return refuse(400, "The Content-Length is no length.");
  framing_.has_length = true;
  length_ = 0;
  for (char const c : value) length_ = length_ * 10 + static_cast<std::size_t>(c - '0');
  return true;
}

HYPER_INLINE bool request_parser::read_transfer_encoding(std::string_view value) {
  framing_.has_coding = true;
  if (value.ends_with(',')) return refuse(400, "The Transfer-Encoding is malformed.");
  do {
    std::string_view const coding = detail::cut_list_member(value);
    if (!detail::is_token(coding)) return refuse(400, "The Transfer-Encoding is malformed.");
    bool const chunked = same_field_name(coding, "chunked");
    if (framing_.chunked) return refuse(400, "The chunked coding must be the last one, once.");
    framing_.chunked = chunked;
    framing_.unknown_coding |= !chunked;
  } while (!value.empty());
  return true;
}

HYPER_INLINE void request_parser::read_connection(std::string_view value) {
  framing_.says_keep_alive |= value == "keep-alive";  // the usual case, quickly
  if (value == "keep-alive") return;
  while (!value.empty()) {
    std::string_view const option = detail::cut_list_member(value);
    framing_.says_close |= same_field_name(option, "close");
    framing_.says_keep_alive |= same_field_name(option, "keep-alive");
  }
}

HYPER_INLINE bool request_parser::end_head(char const* data) {
  if (!framing_.has_host && found_.minor_version == 1)
    return refuse(400, "There is no Host field.");
  if (framing_.has_host && found_.authority.size != 0 &&
      !same_field_name(text(data, found_.host), text(data, found_.authority)))
    return refuse(400, "The Host field differs from the target of the request.");
  if (framing_.has_coding) {
    if (framing_.has_length) return refuse(400, "Content-Length beside Transfer-Encoding.");
    if (found_.minor_version == 0) return refuse(400, "HTTP/1.0 has no Transfer-Encoding.");
    if (!framing_.chunked) return refuse(400, "The last transfer coding must be chunked.");
    if (framing_.unknown_coding) return refuse(501, "The only known transfer coding is chunked.");
  }
  body_ = position_;
  if (!stops_at_body_ || (length_ == 0 && !framing_.chunked)) return accept_body(limits_.body);
  phase_ = phase::head;
  return true;
}

HYPER_INLINE void request_parser::read_body(char* data, std::size_t& size) {
  if (!framing_.chunked) {
    if (size - body_ < length_) return;
    position_ = body_ + length_;
    phase_ = phase::done;
    return;
  }
  chunked_decoder::progress const how = chunks_.decode(data, size);
  if (how == chunked_decoder::progress::refused) refuse(chunks_.status(), chunks_.why());
  if (how != chunked_decoder::progress::complete) return;
  length_ = chunks_.body_end() - body_;
  position_ = chunks_.coded_end();
  phase_ = phase::done;
}

HYPER_INLINE std::size_t request_parser::bytes_missing(std::size_t size) const {
  if (phase_ != phase::body || framing_.chunked) return 0;
  std::size_t const here = size - body_;
  return here < length_ ? length_ - here : 0;
}

// Those of a known block are views of it already, unless it stands elsewhere this time.
HYPER_INLINE void request_parser::view_fields(char const* block) {
  if (viewed_ == block) return;
  viewed_ = block;
  fields_.resize(slots_.size());
  for (std::size_t i = 0; i < fields_.size(); ++i)
    fields_[i] = {text(block, slots_[i].name), text(block, slots_[i].value)};
}

HYPER_INLINE void request_parser::describe(char const* data, request& out) {
  bool const complete = head_complete();
  out.method = found_.method;
  out.method_name = text(data, found_.method_name);
  out.target = text(data, found_.target);
  out.path = found_.path.size == 0 && complete ? "/" : text(data, found_.path);
  out.query = text(data, found_.query);
  out.minor_version = found_.minor_version;
  out.keep_alive =
      complete && !framing_.says_close && (found_.minor_version == 1 || framing_.says_keep_alive);
  if (complete) view_fields(data + block_);
  out.fields = std::span<header_field const>(fields_.data(), complete ? fields_.size() : 0);
  bool const chunked = phase_ == phase::done && framing_.chunked;
  out.trailers = chunked ? chunks_.trailers() : std::string_view();
  out.body = phase_ == phase::done ? std::string_view(data + body_, length_) : std::string_view();
}

}  // namespace hyper
