// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <hyper/config.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/multipart.hpp>
#include <hyper/http/request.hpp>
#include <hyper/http/upload.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hyper {

/// A field of a form, decoded: any bytes.
struct form_field {
  std::string name;
  std::string value;
};

/// A file of a form.
struct form_file {
  std::string name;  ///< of its field
  upload file;
};

/// What a form says, in its order.
struct form_data {
  std::vector<form_field> fields;
  std::vector<form_file> files;

  /// The first value of that name, or nullptr.
  std::string const* find(std::string_view name) const;
  /// The first file of that name, or nullptr.
  upload* find_file(std::string_view name);
};

/// Collects the parts of a multipart form. What would be too much for memory goes to files.
class form_collector final : public multipart_listener {
 public:
  explicit form_collector(form_limits const& limits) : limits_(limits) {}

  void begin_part(multipart_head&& head) override;
  void part_data(std::string_view bytes) override;
  void end_part() override;
  /// After the form has been read whole.
  form_data& collected() { return collected_; }

 private:
  form_limits const& limits_;
  form_data collected_;
  std::size_t in_memory_ = 0;  // of the files that are complete
  bool in_file_ = false;
};

/// Reads `application/x-www-form-urlencoded` (WHATWG URL §5.1). Throws http_error: 400 for a
/// malformed percent-encoding, 413 beyond a limit.
form_data read_urlencoded(std::string_view body, form_limits const& limits = {});

/// Reads `multipart/form-data` that is there as a whole. Throws http_error: 400, 413, 415, 431 as
/// `multipart_reader` says, 507 and 503 as `upload` does.
form_data read_multipart(std::string_view body, std::string_view boundary,
                         form_limits const& limits = {});

/// Reads the form of a request by its Content-Type. Throws http_error as above, and 415 when it is
/// neither of the two, or a multipart form without a proper boundary (400).
form_data read_form(request const& in, form_limits const& limits = {});
/// The same within the limits of the server and of the route.
form_data read_form(exchange const& with);
/// The limits of the server's forms, and what the route has changed of them.
form_limits limits_of_forms(exchange const& with);

namespace detail {

/// The boundary of a multipart form, or empty for an urlencoded one.
struct form_type {
  std::string boundary;
};
/// Whether a request says that its body is a form.
bool says_form(request const& in);
/// Throws http_error 415 for other bodies, 400 for a boundary that is none.
form_type form_type_of(request const& in);
[[noreturn]] void refuse_form(int status, std::string_view why);

/// How large an urlencoded form may be that arrives in pieces: it is kept whole until it is read.
inline constexpr std::size_t urlencoded_in_pieces = 10u << 20;

}  // namespace detail
}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/form_data.ipp>
#endif
