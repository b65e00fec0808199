// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <string_view>

namespace hyper {

/// How content may be coded (RFC 9110 §8.4.1).
enum class content_coding : std::uint8_t { identity, gzip, brotli };

/// The name of a coding as Content-Encoding has it: "gzip", "br"; empty for identity.
std::string_view coding_name(content_coding of);

/// What the Accept-Encoding fields of a request say (RFC 9110 §12.5.3), in thousandths: 0 is "not
/// at all". Without a field nothing but identity is wanted.
struct accepted_codings {
  int identity = 1000;
  int gzip = 0;
  int brotli = 0;

  int quality(content_coding of) const {
    return of == content_coding::gzip ? gzip : of == content_coding::brotli ? brotli : identity;
  }
  /// The best of what is offered: the highest quality, and among equals brotli before gzip before
  /// identity. Identity when nothing is acceptable: better than no answer.
  content_coding best(bool gzip_offered, bool brotli_offered) const;
};

accepted_codings parse_accept_encoding(request const& asked);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/accept_encoding.ipp>
#endif
