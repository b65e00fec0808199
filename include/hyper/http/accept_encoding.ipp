// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/accept_encoding.hpp>
//
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

/// The q of "gzip;q=0.5", 1000 without one; what is malformed is not accepted.
constexpr int member_quality(std::string_view parameters) {
  if (parameters.empty()) return 1000;
  parameters = trim_field(parameters.substr(1));
  if (parameters.size() < 2 || (parameters[0] | 32) != 'q' || parameters[1] != '=') return 0;
  int const quality = parse_quality(parameters.substr(2));
  return quality < 0 ? 0 : quality;
}

/// What has been said so far; -1: nothing.
struct coding_wishes {
  int identity = -1, gzip = -1, brotli = -1, any = -1;

  void read(std::string_view member) {
    std::size_t const semicolon = member.find(';');
    std::string_view const name = trim_field(member.substr(0, semicolon));
    int const quality = member_quality(
        semicolon == std::string_view::npos ? std::string_view() : member.substr(semicolon));
    if (same_field_name(name, "gzip") || same_field_name(name, "x-gzip")) gzip = quality;
    if (same_field_name(name, "br")) brotli = quality;
    if (same_field_name(name, "identity")) identity = quality;
    if (name == "*") any = quality;
  }
  static int either(int own, int any, int otherwise) {
    return own >= 0 ? own : any >= 0 ? any : otherwise;
  }
};

}  // namespace detail

HYPER_INLINE std::string_view coding_name(content_coding of) {
  return of == content_coding::gzip ? "gzip" : of == content_coding::brotli ? "br" : "";
}

HYPER_INLINE content_coding accepted_codings::best(bool gzip_offered, bool brotli_offered) const {
  content_coding chosen = content_coding::identity;
  int most = identity;
  if (gzip_offered && gzip > 0 && gzip >= most) {
    chosen = content_coding::gzip;
    most = gzip;
  }
  if (brotli_offered && brotli > 0 && brotli >= most) chosen = content_coding::brotli;
  return chosen;
}

HYPER_INLINE accepted_codings parse_accept_encoding(request const& asked) {
  detail::coding_wishes wishes;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, "Accept-Encoding")) continue;
    for (std::string_view list = field.value; !list.empty();)
      wishes.read(detail::cut_list_member(list));
  }
  // Identity is acceptable unless it is excluded; a client that names others prefers those.
  return {detail::coding_wishes::either(wishes.identity, wishes.any == 0 ? 0 : -1, 1),
          detail::coding_wishes::either(wishes.gzip, wishes.any, 0),
          detail::coding_wishes::either(wishes.brotli, wishes.any, 0)};
}

}  // namespace hyper
