// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/http/accept.hpp>
//
#include <algorithm>
#include <hyper/http/grammar.hpp>

namespace hyper {
namespace detail {

/// The q among the parameters of a range; what is malformed is not accepted.
HYPER_INLINE int range_quality(std::string_view parameters) {
  while (!parameters.empty()) {
    std::size_t const end = parameters.find(';');
    std::string_view const each = trim_field(parameters.substr(0, end));
    parameters.remove_prefix(end == parameters.npos ? parameters.size() : end + 1);
    if (each.size() < 2 || (each[0] | 32) != 'q' || each[1] != '=') continue;
    int const quality = parse_quality(each.substr(2));
    return quality < 0 ? 0 : quality;
  }
  return 1000;
}

/// How precisely a range fits a type: 3 names it, 2 is "text/*", 1 is "*/*", 0 does not fit.
HYPER_INLINE int precision_of(std::string_view range, std::string_view media_type) {
  if (same_field_name(range, media_type)) return 3;
  if (range == "*/*") return 1;
  std::string_view const group = media_type.substr(0, media_type.find('/') + 1);
  bool const fits =
      range.ends_with("/*") && same_field_name(range.substr(0, range.size() - 1), group);
  return fits ? 2 : 0;
}

/// What the fields of a request say about one type.
struct accepted_type {
  int precision = 0;  // of the range that counts
  int quality = 0;
  bool any_field = false;
};

HYPER_INLINE accepted_type find_accepted(request const& asked, std::string_view media_type) {
  accepted_type found;
  for (header_field const& field : asked.fields) {
    if (!same_field_name(field.name, "Accept")) continue;
    found.any_field = true;
    for (std::string_view list = field.value; !list.empty();) {
      std::string_view const member = cut_list_member(list);
      std::size_t const semicolon = std::min(member.find(';'), member.size());
      int const precision = precision_of(trim_field(member.substr(0, semicolon)), media_type);
      if (precision <= found.precision) continue;
      found.precision = precision;
      found.quality = range_quality(member.substr(semicolon));
    }
  }
  return found;
}

}  // namespace detail

HYPER_INLINE int accepted_quality(request const& asked, std::string_view media_type) {
  detail::accepted_type const found = detail::find_accepted(asked, media_type);
  return found.any_field ? found.quality : 1000;
}

HYPER_INLINE bool prefers_html(request const& asked) {
  int named = 0;
  for (std::string_view const type : {"text/html", "application/xhtml+xml"}) {
    detail::accepted_type const found = detail::find_accepted(asked, type);
    if (found.precision == 3) named = std::max(named, found.quality);
  }
  return named > 0 && named >= accepted_quality(asked, "application/json");
}

}  // namespace hyper
