// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/request.hpp>
#include <string_view>

namespace hyper {

/// How much a request wants a media type such as "text/html" (RFC 9110 §12.5.1), in thousandths: 0
/// is "not at all". The most precise of the ranges that fit counts. Without an Accept field
/// everything is as good: 1000. Parameters of ranges other than q do not matter.
int accepted_quality(request const& asked, std::string_view media_type);

/// Whether the answer should be a page: the request names text/html or application/xhtml+xml, as
/// browsers do, and does not want JSON more. What takes anything, as curl does, gets JSON.
bool prefers_html(request const& asked);

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/http/accept.ipp>
#endif
