// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/multipart.hpp>
//
#include <hyper/http/field_parameters.hpp>
#include <hyper/http/grammar.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/scan.hpp>
#include <utility>

namespace hyper {
namespace detail {

/// The characters of a boundary (RFC 2046 §5.1.1); no space at the end.
HYPER_INLINE bool is_boundary(std::string_view text) {
  if (text.empty() || text.size() > 70 || text.back() == ' ') return false;
  for (char const c : text)
    if (!is(c, digit_character) && !((c | 32) >= 'a' && (c | 32) <= 'z') &&
        !is_one_of(static_cast<unsigned char>(c), "'()+_,-./:=? "))
      return false;
  return true;
}

}  // namespace detail

HYPER_INLINE std::optional<std::string> multipart_boundary(std::string_view content_type) {
  field_parameters each(content_type);
  if (!same_field_name(each.word(), "multipart/form-data")) return std::nullopt;
  std::optional<std::string> found;
  while (auto part = each.next()) {
    if (part->name != "boundary") continue;
    if (found) return std::nullopt;
    found = std::move(part->value);
  }
  if (each.malformed() || !found || !detail::is_boundary(*found)) return std::nullopt;
  return found;
}

HYPER_INLINE multipart_reader::multipart_reader(std::string_view boundary,
                                                form_limits const& limits, multipart_listener& to)
    : limits_(limits), to_(to), delimiter_("\r\n--" + std::string(boundary)) {}

HYPER_INLINE bool multipart_reader::refuse(int status, std::string_view why) {
  status_ = status;
  why_ = why;
  return false;
}

HYPER_INLINE bool multipart_reader::read(std::string_view piece) {
  if (status_ != 0) return false;
  while (!piece.empty() && phase_ != phase::epilogue)
    if (!step(piece) || status_ != 0) return false;
  return true;
}

HYPER_INLINE bool multipart_reader::finish() {
  if (status_ != 0) return false;
  return phase_ == phase::epilogue || refuse(400, "The form ends before its last boundary.");
}

HYPER_INLINE bool multipart_reader::step(std::string_view& piece) {
  if (phase_ == phase::preamble || phase_ == phase::data) return search(piece), true;
  if (phase_ == phase::head) return take_head(piece);
  char const c = piece.front();
  piece.remove_prefix(1);
  return after_boundary(c);
}

// CR stands only at the front of the delimiter. So what has matched and then differs is data, and
// only the byte that differs can begin another match: no byte is looked at three times.
HYPER_INLINE void multipart_reader::search(std::string_view& piece) {
  if (matched_ == 0) {
    std::size_t const found = piece.find('\r');
    pass_on(piece.substr(0, found));
    if (found == piece.npos) return piece.remove_prefix(piece.size());
    piece.remove_prefix(found);
  }
  while (!piece.empty() && piece.front() == delimiter_[matched_]) {
    piece.remove_prefix(1);
    if (++matched_ < delimiter_.size()) continue;
    if (phase_ == phase::data) to_.end_part();
    matched_ = borrowed_ = 0;
    head_size_ = 0;
    phase_ = phase::boundary_end;
    return;
  }
  if (piece.empty()) return;
  pass_on(std::string_view(delimiter_).substr(borrowed_, matched_ - borrowed_));
  matched_ = borrowed_ = 0;
}

HYPER_INLINE void multipart_reader::pass_on(std::string_view bytes) {
  if (phase_ != phase::data || bytes.empty() || status_ != 0) return;
  if (bytes.size() > left_)
    return void(refuse(413, head_.filename ? "A file is too large." : "A field is too large."));
  left_ -= bytes.size();
  to_.part_data(bytes);
}

// Behind a boundary: "--" for the last one; else white space (RFC 2046 has a word for it) and CRLF.
HYPER_INLINE bool multipart_reader::after_boundary(char c) {
  if (phase_ == phase::last_end) {
    phase_ = phase::epilogue;
    return c == '-' || refuse(400, "A boundary is malformed.");
  }
  if (phase_ == phase::line_end) {
    phase_ = phase::head;
    has_disposition_ = false;
    head_size_ = head_lines_ = 0;
    head_ = {};
    return c == '\n' || refuse(400, "A boundary is malformed.");
  }
  if (c == '-' && head_size_ == 0) return phase_ = phase::last_end, true;
  if (c == '\r') return phase_ = phase::line_end, true;
  bool const white = (c == ' ' || c == '\t') && ++head_size_ <= limits_.part_head;
  return white || refuse(400, "A boundary is malformed.");
}

HYPER_INLINE bool multipart_reader::take_head(std::string_view& piece) {
  std::size_t const feed = piece.find('\n');
  std::size_t const count = feed == piece.npos ? piece.size() : feed + 1;
  if (count > limits_.part_head - head_size_)
    return refuse(431, "The head of a part is too large.");
  head_size_ += static_cast<std::uint32_t>(count);
  line_.append(piece.substr(0, count));
  piece.remove_prefix(count);
  if (feed == piece.npos) return true;
  std::string const line = std::exchange(line_, {});
  if (!line.ends_with("\r\n"))
    return refuse(400, "A line of a part's head does not end with CRLF.");
  std::string_view const text(line.data(), line.size() - 2);
  return text.empty() ? begin_part() : take_line(text);
}

HYPER_INLINE bool multipart_reader::take_line(std::string_view line) {
  if (++head_lines_ > limits_.part_fields) return refuse(431, "A part has too many header fields.");
  detail::field_line const field = detail::split_field_line(line);
  if (!field.fault.empty()) return refuse(400, field.fault);
  if (same_field_name(field.name, "Content-Type")) {
    head_.content_type = field.value;
  } else if (same_field_name(field.name, "Content-Transfer-Encoding")) {
    bool const plain = same_field_name(field.value, "binary") ||
                       same_field_name(field.value, "8bit") || same_field_name(field.value, "7bit");
    return plain || refuse(415, "A part has a transfer encoding, which forms do not use.");
  } else if (same_field_name(field.name, "Content-Disposition")) {
    auto read = read_form_disposition(field.value);
    if (!read || std::exchange(has_disposition_, true))
      return refuse(400, "The Content-Disposition of a part is malformed.");
    head_.name = std::move(read->name);
    head_.filename = std::move(read->filename);
  }
  return true;
}

HYPER_INLINE bool multipart_reader::begin_part() {
  if (!has_disposition_) return refuse(400, "A part has no Content-Disposition.");
  bool const file = head_.filename.has_value();
  if (file ? ++files_ > limits_.files : ++fields_ > limits_.fields)
    return refuse(413, file ? "The form has too many files." : "The form has too many fields.");
  if (!file && head_.name.size() > limits_.field) return refuse(413, "A field is too large.");
  left_ = file ? limits_.file : limits_.field - head_.name.size();
  phase_ = phase::data;
  matched_ = borrowed_ = 2;  // an empty part's boundary uses the end of the head's empty line
  multipart_head told = head_;
  to_.begin_part(std::move(told));
  return true;
}

}  // namespace hyper
