// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/form_limits.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace hyper {

/// The head of a part of a form.
struct multipart_head {
  std::string name;
  std::optional<std::string> filename;  ///< a part with one, even an empty one, is a file
  std::string content_type;             ///< empty when the part says none
};

/// What is told of the parts of a form, in the order of the bytes. What it throws stops the
/// reading.
class multipart_listener {
 public:
  virtual void begin_part(multipart_head&& head) = 0;
  virtual void part_data(std::string_view bytes) = 0;
  virtual void end_part() = 0;

 protected:
  ~multipart_listener() = default;
};

/// The boundary that a Content-Type names; nothing when it is no multipart/form-data or has no
/// boundary that RFC 2046 permits (1 to 70 characters).
std::optional<std::string> multipart_boundary(std::string_view content_type);

/// Reads multipart/form-data (RFC 7578) from pieces, which may be cut anywhere. Time is linear in
/// their bytes; memory is one part's head.
class multipart_reader {
 public:
  multipart_reader(std::string_view boundary, form_limits const& limits, multipart_listener& to);

  /// False when the form is refused: `status` and `why` say how.
  bool read(std::string_view piece);
  /// After the last piece: false when the closing boundary has not come.
  bool finish();

  int status() const { return status_; }
  std::string_view why() const { return why_; }

 private:
  enum class phase : std::uint8_t {
    preamble,
    data,
    boundary_end,
    line_end,
    last_end,
    head,
    epilogue
  };

  bool refuse(int status, std::string_view why);
  bool step(std::string_view& piece);
  void search(std::string_view& piece);
  void pass_on(std::string_view bytes);
  bool after_boundary(char c);
  bool take_head(std::string_view& piece);
  bool take_line(std::string_view line);
  bool begin_part();

  form_limits const& limits_;
  multipart_listener& to_;
  std::string delimiter_;     // CRLF "--" boundary
  std::size_t matched_ = 2;   // of the delimiter: the first one needs no line before it
  std::size_t borrowed_ = 2;  // of those, what is not of the part's data
  phase phase_ = phase::preamble;
  std::string line_;  // the beginning of a line of a part's head
  std::uint32_t head_size_ = 0;
  std::uint32_t head_lines_ = 0;
  std::uint32_t fields_ = 0;
  std::uint32_t files_ = 0;
  std::size_t left_ = 0;  // bytes that the present part may still have
  bool has_disposition_ = false;
  multipart_head head_;
  int status_ = 0;
  std::string_view why_;
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/multipart.ipp>
#endif
