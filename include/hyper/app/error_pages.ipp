// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/app/error_pages.hpp>
//
#include <hyper/http/accept.hpp>
#include <hyper/http/response.hpp>

namespace hyper::detail {

HYPER_INLINE bool answer_with_page(html (*show)(shown_problem const&), exchange& with, int status,
                                   std::string_view detail, std::string_view lines) {
  if (!prefers_html(with.asked)) return false;
  html page;
  try {
    page = show({status, reason_phrase(status), detail});
  } catch (...) {
    return false;
  }
  with.answer(status, "text/html; charset=utf-8", page.text, lines);
  return true;
}

}  // namespace hyper::detail
