// SPDX-FileCopyrightText: 2026 the HyperDjango for C++ authors
// SPDX-License-Identifier: MIT
#pragma once

#include <hyper/config.hpp>
#include <hyper/http/content_disposition.hpp>
#include <hyper/http/exchange.hpp>
#include <hyper/http/response.hpp>
#include <hyper/routing/respond.hpp>
#include <string>

namespace hyper {

/// A file as the result of a handler: `return file{.path = "report.pdf"};`
///
/// It is sent with an entity tag and Last-Modified, and as 206, 304, 412 or 416 where the request
/// says so; 404 when it is not there or no regular file. `X-Content-Type-Options: nosniff` is
/// always sent along, so that a browser never takes an upload for a page.
struct file {
  std::string path;  ///< the program's own choice, unless there is a `folder`
  /// When it is not empty, `path` may come from a client: what leads out of the folder, is hidden,
  /// or goes through a symbolic link is 404.
  std::string folder = {};
  std::string content_type = {};  ///< empty: by the extension of the name
  disposition shown = disposition::unsaid;
  std::string name = {};           ///< for who saves it; empty: the end of the path
  std::string cache_control = {};  ///< empty: no such field
  header_list headers = {};
};

template <>
struct respond_traits<file> {
  /// Throws std::invalid_argument when `content_type` or `cache_control` cannot stand in a header.
  static void respond(exchange& with, file const& what);
};

}  // namespace hyper

#if !defined(HYPER_COMPILED)
#include <hyper/routing/file.ipp>
#endif
