// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/pages/flash_messages.hpp>
#include <hyper/routing/extraction.hpp>
#include <string_view>

namespace hyper {

/// The token of `csrf_protected` as a template shows it. It is made when it is first asked for, and
/// then the answer sets the cookie that goes with it, unless the visitor has one.
class csrf_text {
 public:
  explicit csrf_text(detail::page_session* of) : session_(of) {}
  operator std::string_view() const;

 private:
  detail::page_session* session_;
};

/// What the templates of a page know of the visitor besides their context: a parameter of handlers.
///
///   html new_article(page_globals globals) { return page<"write.html", pages>(globals, article());
///   }
///
/// Answers that have used one of the two say `Vary: Cookie`.
struct page_globals {
  csrf_text csrf_token;     ///< `<input type="hidden" name="csrf_token" value="{{ csrf_token }}">`
  flash_messages messages;  ///< `{% for message in messages %}{{ message.text }}{% endfor %}`
};

template <>
struct extractor_traits<page_globals> {
  static page_globals take(extraction& from);
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/pages/page_globals.ipp>
#endif
