// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/pages/page_globals.hpp>
#include <hyper/routing/results.hpp>
#include <hyper/templates/render.hpp>

namespace hyper {

/// A handler's result: the page that an embedded template makes of a context, checked by the
/// compiler as `render` does. It is sent as text/html in UTF-8, with 200 or another status.
///
///   task<html> show_article(path<"address", slug> address) {
///     co_return page<"article.html", pages>(article_page{co_await find_article(*address)});
///   }
template <fixed_string Name, class Folder = embedded_templates, class Context>
html page(Context const& context, int status = 200) {
  return {render<Name, Folder>(context), status};
}

/// The same with what templates know of the visitor: `csrf_token` and `messages`.
template <fixed_string Name, class Folder = embedded_templates, class Context>
html page(page_globals const& globals, Context const& context, int status = 200) {
  return {render<Name, Folder>(context, globals), status};
}

}  // namespace hyper
